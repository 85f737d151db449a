package dev.paddock.fantasy.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
  private record Document(String id, String version, RuleSet.Team team, BigDecimal captain, Map<Kind, Session> sessions) {}

  private record Session(List<BigDecimal> position, BigDecimal placeGained, BigDecimal placeLost, BigDecimal fastestLap,
                         BigDecimal retired, BigDecimal notClassified, BigDecimal disqualified, BigDecimal didNotStart) {}

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
    return new RuleSetFile(
        new RuleSet(document.id, document.version, sha256(body), document.team, hundredths(document.captain), sessions), body);
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
