package dev.paddock.bench;

import dev.paddock.db.Database;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The slots that plans promise in a span of time, and what became of them: in the provider's ledger and in our log. */
final class Slots {
  /** Rows of the log that stand for a poll that was answered. */
  static final String POLLED = "outcome in ('DONE', 'CHANGED')";

  /** A slot of a race. */
  record Slot(String subject, long at) {}

  private final Set<Slot> promised = new HashSet<>();

  /** @param from inclusive, to exclusive */
  static Slots promised(List<Plan> plans, Instant from, Instant to) {
    var slots = new Slots();
    for (var plan : plans) {
      var end = plan.until().filter(until -> until.isBefore(to)).orElse(to.minusNanos(1));
      Field.CADENCES.get(plan.cadence()).between(plan.anchor(), from.minusNanos(1), end, 100_000)
          .forEach(at -> slots.promised.add(new Slot(plan.subject(), Receipt.nanos(at))));
    }
    return slots;
  }

  int count() {
    return promised.size();
  }

  /** The first request of each promised slot, in nanoseconds after the slot; negative is early. */
  LongStream lateness(List<Receipt> ledger) {
    var seen = new HashMap<Slot, Long>();
    for (var receipt : ledger) {
      var slot = slot(receipt);
      if (promised.contains(slot)) seen.merge(slot, receipt.at(), Math::min);
    }
    return seen.entrySet().stream().mapToLong(e -> e.getValue() - e.getKey().at());
  }

  /**
   * How many of the promised slots the log does not have.
   *
   * @param rows SQL: which rows of the log count
   */
  long missingIn(Database database, String rows) {
    var left = new HashSet<>(promised);
    try (var c = BenchPostgres.connect(database); var s = c.createStatement()) {
      s.setFetchSize(10_000);
      c.setAutoCommit(false);
      try (var found = s.executeQuery("select subject, slot_at from poll_log where " + rows)) {
        while (found.next()) left.remove(new Slot(found.getString(1), Receipt.nanos(found.getObject(2, OffsetDateTime.class).toInstant())));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return left.size();
  }

  /** Whose slot a request was for. */
  static Slot slot(Receipt receipt) {
    var path = receipt.uri().substring(0, receipt.uri().indexOf('?'));
    return new Slot(path.substring(path.lastIndexOf('/') + 1), Long.parseLong(receipt.query("slot").orElseThrow()));
  }
}
