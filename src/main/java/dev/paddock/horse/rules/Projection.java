package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import dev.paddock.kernel.Fingerprint;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The live part of a race as one text: two sightings tell the same exactly when their texts are equal. The order of a provider's lists,
 * its form guide and the time of its answer are not in it.
 */
final class Projection {
  private final StringBuilder out = new StringBuilder(2048);

  private Projection() {}

  /** 128 bits in hex of what a row of a meeting tells. */
  static String ofStatus(Sighting race) {
    var it = new Projection();
    it.status(race);
    return it.hash();
  }

  /** 128 bits in hex of all that was told. */
  static String ofAll(Sighting race) {
    var it = new Projection();
    it.status(race);
    it.instant(race.actualStart());
    race.runners().ifPresent(runners -> {
      it.number(runners.size());
      runners.forEach(it::runner);
    });
    it.end();
    race.results().ifPresent(results -> results.forEach(it::placing));
    it.end();
    race.dividends().ifPresent(dividends -> dividends.forEach(it::dividend));
    return it.hash();
  }

  private void status(Sighting race) {
    text(race.raceId());
    text(race.status().name());
    text(race.statusWord().toLowerCase(Locale.ROOT));
    instant(race.advertisedStart());
    text(race.trackCondition());
    text(race.weather());
    text(race.protest().map(Object::toString));
    text(race.protestReason());
  }

  private void runner(Runner runner) {
    number(runner.number());
    text(runner.name());
    number(runner.barrier());
    text(runner.jockey());
    text(runner.trainer());
    number(runner.weight());
    number((runner.scratched() ? 1 : 0) + (runner.late() ? 2 : 0));
    instant(runner.scratchedAt());
    for (Price price : runner.prices()) {
      text(price.market());
      number(price.thousandths());
    }
    end();
  }

  private void placing(Placing placing) {
    number(placing.place());
    number(placing.number());
    text(placing.name());
    text(placing.margin());
  }

  private void dividend(Dividend dividend) {
    text(dividend.product());
    text(dividend.description());
    text(dividend.status());
    number(dividend.thousandths());
  }

  /** With its length in front, so that no two lists of texts look alike. */
  private void text(String text) {
    out.append(text.length()).append(':').append(text);
  }

  private void text(Optional<String> text) {
    text.ifPresentOrElse(this::text, this::end);
  }

  private void number(long number) {
    out.append(number).append(',');
  }

  private void instant(Optional<Instant> instant) {
    instant.ifPresentOrElse(at -> number(at.toEpochMilli()), this::end);
  }

  private void end() {
    out.append(';');
  }

  private String hash() {
    return Fingerprint.of(out.toString()).substring(0, 32);
  }
}
