package dev.paddock.fantasy.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule set as it is written down, in points; read, it counts in hundredths. A value that is left out is 0, an unknown one is refused.
 *
 * @param rules what it says
 * @param body  the file, word for word: what {@link RuleSet#hash} is the hash of
 */
public record RuleSetFile(RuleSet rules, String body) {
  /** @param source where the rules are from; it, {@code notes} and {@code leftOut} are for people */
  private record Document(String id, String version, String source, List<String> notes, Map<String, String> leftOut, RuleSet.Team team,
                          BigDecimal captain, Boolean viceStepsIn, Map<Kind, Session> sessions, Constructors constructors,
                          Transfers transfers, Map<String, ChipRule> chips, Prices prices) {}

  /** A chip that leaves somebody alone multiplies by 1. */
  private static final int PLAIN = 100;

  private record Session(List<BigDecimal> position, BigDecimal placeGained, BigDecimal placeLost, BigDecimal fastestLap,
                         BigDecimal retired, BigDecimal notClassified, BigDecimal disqualified, BigDecimal didNotStart) {}

  private record Constructors(int thirdPart, BigDecimal neitherInSecond, BigDecimal oneInSecond, BigDecimal bothInSecond,
                              BigDecimal oneInThird, BigDecimal bothInThird) {}

  private record Transfers(int free, int carriedOver, BigDecimal penalty) {}

  private record ChipRule(int fromRound, BigDecimal captain, BigDecimal vice) {}

  private record Prices(BigDecimal opening, int floorTenths, int rounds, int dearFrom, BigDecimal great, BigDecimal good, BigDecimal poor,
                        RuleSet.Steps dear, RuleSet.Steps cheap) {}

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** One of those that come with Paddock, such as {@code classic}. */
  public static RuleSetFile bundled(String id) {
    try (var in = RuleSetFile.class.getResourceAsStream("/rules/" + id + ".json")) {
      if (in == null) throw new IllegalArgumentException("no rule set " + id);
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses, with the reason, what is not a rule set. */
  public static RuleSetFile of(String body) {
    Document document;
    try {
      document = JSON.readValue(body, Document.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a rule set: " + e.getOriginalMessage(), e);
    }
    var sessions = new EnumMap<Kind, RuleSet.Session>(Kind.class);
    document.sessions.forEach((kind, session) -> sessions.put(kind, session(session)));
    var chips = new EnumMap<Chip, RuleSet.ChipRule>(Chip.class);
    if (document.chips != null) document.chips.forEach((id, chip) -> chips.put(chip(id), new RuleSet.ChipRule(chip.fromRound,
        Math.max(hundredths(chip.captain), PLAIN), Math.max(hundredths(chip.vice), PLAIN))));
    return new RuleSetFile(new RuleSet(document.id, document.version, sha256(body), document.team, hundredths(document.captain),
        document.viceStepsIn == null || document.viceStepsIn, sessions,
        Optional.ofNullable(document.constructors).map(c -> new RuleSet.Constructors(c.thirdPart, hundredths(c.neitherInSecond),
            hundredths(c.oneInSecond), hundredths(c.bothInSecond), hundredths(c.oneInThird), hundredths(c.bothInThird))),
        Optional.ofNullable(document.transfers).map(t -> new RuleSet.Transfers(t.free, t.carriedOver, hundredths(t.penalty))),
        chips, Optional.ofNullable(document.prices).map(p -> new RuleSet.Prices(hundredths(p.opening), p.floorTenths, p.rounds, p.dearFrom,
            hundredths(p.great), hundredths(p.good), hundredths(p.poor), p.dear, p.cheap))), body);
  }

  private static Chip chip(String id) {
    return Chip.of(id).orElseThrow(() -> new IllegalArgumentException("not a rule set: there is no chip " + id));
  }

  private static RuleSet.Session session(Session s) {
    return new RuleSet.Session(s.position.stream().map(RuleSetFile::hundredths).toList(),
        hundredths(s.placeGained), hundredths(s.placeLost), hundredths(s.fastestLap),
        hundredths(s.retired), hundredths(s.notClassified), hundredths(s.disqualified), hundredths(s.didNotStart));
  }

  private static int hundredths(BigDecimal points) {
    return Optional.ofNullable(points).map(p -> p.movePointRight(2).intValueExact()).orElse(0);
  }

  private static String sha256(String body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
