package dev.paddock.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.schedule.Cron;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Retry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cadence as written in the settings: bands around an anchor instant, or a crontab entry in a zone.
 *
 * @param bands empty when there is a calendar
 */
public record CadenceSetting(String name, List<Band> bands, Optional<Calendar> calendar, Retry retry) {
  /** @param cron minute, hour, day of the month, month, day of the week */
  public record Calendar(String cron, ZoneId zone) {}

  public CadenceSetting {
    bands = List.copyOf(bands);
  }

  Cadence cadence() {
    return calendar.map(at -> new Cadence(name, new Cron(at.cron(), at.zone()), retry)).orElseGet(() -> new Cadence(name, bands, retry));
  }

  /** Throws IllegalArgumentException that says what was expected. */
  static CadenceSetting parse(String name, JsonNode node) {
    only(node, node.has("cron") ? Set.of("cron", "zone", "retry") : Set.of("bands", "retry"));
    var retry = retry(node.path("retry"));
    if (node.has("cron")) return new CadenceSetting(name, List.of(), Optional.of(calendar(node)), retry);
    return new CadenceSetting(name, bands(node.path("bands")), Optional.empty(), retry);
  }

  private static Calendar calendar(JsonNode node) {
    if (!node.has("zone")) throw new IllegalArgumentException("expected `zone` beside `cron`, such as Pacific/Auckland");
    try {
      var calendar = new Calendar(node.path("cron").asText(), ZoneId.of(node.path("zone").asText()));
      new Cron(calendar.cron(), calendar.zone()); // refuses what it cannot read
      return calendar;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected `zone` such as Pacific/Auckland or UTC");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected `cron` such as \"0 2 * * *\" (" + e.getMessage() + ")");
    }
  }

  private static List<Band> bands(JsonNode node) {
    var bands = new ArrayList<Band>();
    for (var band : node) bands.add(band(band));
    if (bands.isEmpty()) throw new IllegalArgumentException("expected bands: [{from: PT1H, every: PT1H}], or cron and zone");
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).from().compareTo(bands.get(i - 1).from()) < 0) {
        throw new IllegalArgumentException("expected bands in the order of time");
      }
    }
    return bands;
  }

  private static Band band(JsonNode node) {
    if (node.has("at")) {
      only(node, Set.of("at"));
      return Band.at(duration(node, "at").orElseThrow());
    }
    only(node, Set.of("from", "to", "every"));
    var from = duration(node, "from").orElseThrow(() -> new IllegalArgumentException("expected every band to have `from` or `at`"));
    var to = duration(node, "to");
    if (to.isPresent() && to.get().compareTo(from) <= 0) throw new IllegalArgumentException("expected `to` after `from`");
    var every = duration(node, "every").orElseThrow(() -> new IllegalArgumentException("expected `every` beside `from`"));
    return new Band(from, to, Optional.of(positive(every)));
  }

  /** Always the same distance, unless it may grow {@code at-most} so far. */
  private static Retry retry(JsonNode node) {
    only(node, Set.of("times", "every", "at-most", "close"));
    int times = node.path("times").asInt(3);
    if (times < 0 || times > 1000) throw new IllegalArgumentException("expected retry times from 0 to 1000");
    var every = positive(duration(node, "every").orElse(Duration.ofHours(1)));
    var atMost = duration(node, "at-most").orElse(every);
    if (atMost.compareTo(every) < 0) throw new IllegalArgumentException("expected `at-most` of at least `every`");
    var close = duration(node, "close").orElse(Duration.ZERO);
    if (close.isNegative()) throw new IllegalArgumentException("expected `close` as the time before the anchor, such as PT5M");
    return new Retry(times, every, atMost, close);
  }

  private static Optional<Duration> duration(JsonNode node, String field) {
    if (!node.has(field)) return Optional.empty();
    try {
      return Optional.of(Duration.parse(node.get(field).asText()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected `" + field + "` as a duration such as PT1H or -PT5M");
    }
  }

  private static Duration positive(Duration d) {
    if (d.compareTo(Duration.ofSeconds(1)) < 0) throw new IllegalArgumentException("expected `every` of at least PT1S");
    return d;
  }

  private static void only(JsonNode node, Set<String> known) {
    node.fieldNames().forEachRemaining(field -> {
      if (!known.contains(field)) throw new IllegalArgumentException(
          "expected only " + String.join(", ", known.stream().sorted().toList()));
    });
  }
}
