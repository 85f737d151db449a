package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.WiredNode.Asked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A node is cut off, goes deaf or freezes: others take over, and whoever was away too long writes nothing. */
class LostNodeTest extends ManyNodes {
  @Test void what_a_node_held_that_lost_its_database_is_polled_again_within_three_seconds() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.wire.cut();
    var cut = a.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(asked.stream().filter(one -> one.node().equals("b")).map(Asked::at).max(Instant::compareTo).orElseThrow())
        .isBefore(cut.plus(Duration.ofMillis(4500)));
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBetween(cut, cut.plusSeconds(3)));
    a.wire.mend();
    pass(b, Duration.ofSeconds(2));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void a_frozen_node_that_wakes_sends_nothing_and_writes_nothing_stale() {
    var a = busy("a");
    var b = node("b");
    b.start();
    var thaw = a.freeze();
    var frozen = b.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBetween(frozen, frozen.plusSeconds(3)));
    pass(b, Duration.ofSeconds(3));
    int before = asked.size();
    thaw.countDown();
    pass(b, Duration.ofSeconds(2));
    assertThat(asked.subList(before, asked.size())).as("what it held is the other's").allMatch(one -> one.node().equals("b"));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void what_a_deaf_node_had_on_the_wire_arrives_too_late_and_changes_nothing() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.wire.hold();
    until(() -> polled("b").size() == SUBJECTS);
    a.wire.mend();
    pass(b, Duration.ofSeconds(3));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void after_an_outage_of_the_database_all_go_on_within_two_seconds() {
    var a = busy("a");
    a.wire.cut();
    pass(a, Duration.ofSeconds(4));
    int before = asked.size();
    var back = a.timers.instant();
    a.wire.mend();
    until(() -> asked.size() >= before + SUBJECTS);
    assertThat(asked.get(before).at()).isBefore(back.plusSeconds(2));
    pass(a, Duration.ofSeconds(1));
    stop();
    assertNothingLostNothingTwice();
  }

  private static void pass(WiredNode node, Duration time) {
    var end = node.timers.instant().plus(time);
    until(() -> node.timers.instant().isAfter(end));
  }
}
