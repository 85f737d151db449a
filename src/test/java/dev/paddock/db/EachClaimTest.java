package dev.paddock.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EachClaimTest {
  static final Instant NOW = Instant.parse("2025-03-16T04:00:00Z");

  final Map<String, Promise<SlotEnded>> begun = new LinkedHashMap<>();

  @Test void in_turn_the_next_begins_when_the_one_before_has_ended() {
    var worked = EachClaim.inTurn(due("a", "b"), this::begin);
    assertThat(begun).containsOnlyKeys("a");
    end("a");
    assertThat(begun).containsOnlyKeys("a", "b");
    end("b");
    assertThat(subjects(worked)).containsExactly("a", "b");
  }

  @Test void no_more_are_under_way_than_there_are_lanes() {
    var worked = EachClaim.abreast(due("a", "b", "c", "d"), 2, this::begin);
    assertThat(begun).containsOnlyKeys("a", "b");
    end("b");
    assertThat(begun).containsOnlyKeys("a", "b", "c");
    Stream.of("c", "a", "d").forEach(this::end);
    assertThat(subjects(worked)).containsExactly("b", "c", "a", "d");
  }

  @Test void at_once_all_begin_and_of_nothing_nothing_is_left() {
    EachClaim.atOnce(due("a", "b", "c"), this::begin);
    assertThat(begun).containsOnlyKeys("a", "b", "c");
    assertThat(subjects(EachClaim.atOnce(due(), this::begin))).isEmpty();
  }

  @Test void what_fails_or_was_lost_leaves_the_work_of_the_others_done() {
    var worked = EachClaim.inTurn(due("failed", "lost", "thrown", "done"), claim -> switch (claim.plan().subject()) {
      case "failed" -> Future.failedFuture("no connection");
      case "lost" -> Future.failedFuture(new Closing.Fenced(claim));
      case "thrown" -> throw new IllegalStateException("before anything was asked");
      default -> Future.succeededFuture(ended(claim.plan().subject()));
    });
    assertThat(subjects(worked)).containsExactly("done");
  }

  private Future<SlotEnded> begin(Claim claim) {
    Promise<SlotEnded> end = Promise.promise();
    begun.put(claim.plan().subject(), end);
    return end.future();
  }

  private void end(String subject) {
    begun.get(subject).complete(ended(subject));
  }

  private static DueWork due(String... subjects) {
    return new DueWork(Stream.of(subjects)
        .map(subject -> new Claim(new Plan(subject, "test", "once", NOW, Optional.empty()), NOW, NOW, 0, 1, "")).toList());
  }

  private static SlotEnded ended(String subject) {
    return new SlotEnded(subject, "test", NOW, NOW, new Ending.Stop("done"), Optional.empty());
  }

  private static List<String> subjects(Future<Worked> worked) {
    return worked.result().ended().stream().map(SlotEnded::subject).toList();
  }
}
