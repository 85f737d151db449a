package dev.paddock.bench;

import dev.paddock.db.Database;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The races that the benchmarks run: made up, of one kind, each a plan and nothing else. */
final class Field {
  /** The kind of work, and what its workers answer to. */
  static final String KIND = "bench";
  static final Duration QUARTER_MINUTE = Duration.ofSeconds(15);
  /** As a race in its last five minutes, but from the anchor on and for as long as wanted. */
  static final Cadence CLOSE = new Cadence("close", Band.every(QUARTER_MINUTE, Duration.ZERO));
  static final Cadence HALF_MINUTES = new Cadence("half-minutes", Band.every(Duration.ofSeconds(30), Duration.ZERO));
  static final Cadence HOURLY = new Cadence("hourly", Band.every(Duration.ofHours(1), Duration.ZERO));
  static final Map<String, Cadence> CADENCES = Map.of("close", CLOSE, "half-minutes", HALF_MINUTES, "hourly", HOURLY);

  private Field() {}

  /** Its anchor is of whole milliseconds. */
  static Plan race(int number, Cadence cadence, Instant anchor, Instant until) {
    return new Plan("race:" + number, KIND, cadence.name(), anchor.truncatedTo(ChronoUnit.MILLIS), Optional.of(until));
  }

  /** So many races, their anchors spread evenly over {@code within}, in no order. */
  static List<Plan> spread(int races, Cadence cadence, Instant first, Duration within, Instant until) {
    var plans = new ArrayList<Plan>(races);
    for (int n = 0; n < races; n++) {
      // a step that is prime to the number of races visits every place once
      long place = (long) n * 7919 % races;
      plans.add(race(n, cadence, first.plusMillis(within.toMillis() * place / races), until));
    }
    return plans;
  }

  /**
   * Copies of the one plan that is in the table, under other subjects: 100,000 of them in a second, whatever the table looks like.
   *
   * @param subject SQL for the subject of the copy number n
   */
  static void multiply(Database database, String subject, int copies) {
    BenchPostgres.execute(database, """
        insert into work select (jsonb_populate_record(w, jsonb_build_object('subject', %s))).*
          from (select w from work w limit 1) one(w), generate_series(1, %d) n
        """.formatted(subject, copies), "vacuum analyze work");
  }
}
