package dev.paddock.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cadence as written in the settings: offsets from an anchor instant, negative before it.
 *
 * @param retryTimes how often a failed slot is tried again, {@code retryEvery} apart
 */
public record CadenceSetting(String name, List<BandSetting> bands, int retryTimes, Duration retryEvery) {

  /** @param to exclusive end, or empty for an open band; @param every empty for a single look at {@code from} */
  public record BandSetting(Duration from, Optional<Duration> to, Optional<Duration> every) {}

  public CadenceSetting {
    bands = List.copyOf(bands);
  }

  /** Throws IllegalArgumentException that says what was expected. */
  static CadenceSetting parse(String name, JsonNode node) {
    only(node, Set.of("bands", "retry"));
    var bands = new ArrayList<BandSetting>();
    for (var band : node.path("bands")) bands.add(band(band));
    if (bands.isEmpty()) throw new IllegalArgumentException("expected bands: [{from: PT1H, every: PT1H}]");
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).from().compareTo(bands.get(i - 1).from()) < 0) {
        throw new IllegalArgumentException("expected bands in the order of time");
      }
    }
    var retry = node.path("retry");
    only(retry, Set.of("times", "every"));
    int times = retry.path("times").asInt(3);
    if (times < 0 || times > 1000) throw new IllegalArgumentException("expected retry times from 0 to 1000");
    return new CadenceSetting(name, bands, times, positive(duration(retry, "every").orElse(Duration.ofHours(1))));
  }

  private static BandSetting band(JsonNode node) {
    if (node.has("at")) {
      only(node, Set.of("at"));
      return new BandSetting(duration(node, "at").orElseThrow(), Optional.empty(), Optional.empty());
    }
    only(node, Set.of("from", "to", "every"));
    var from = duration(node, "from").orElseThrow(() -> new IllegalArgumentException("expected every band to have `from` or `at`"));
    var to = duration(node, "to");
    if (to.isPresent() && to.get().compareTo(from) <= 0) throw new IllegalArgumentException("expected `to` after `from`");
    var every = duration(node, "every").orElseThrow(() -> new IllegalArgumentException("expected `every` beside `from`"));
    return new BandSetting(from, to, Optional.of(positive(every)));
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
