package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.WiredNode.Asked;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nodes that are well hand over, move for each other and keep. */
class SharedWorkTest extends ManyNodes {
  @Test void a_clean_stop_hands_everything_over_at_once() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.stop();
    var gone = b.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBefore(gone.plusSeconds(1)));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void a_start_that_is_moved_on_another_node_is_polled_then_and_not_when_it_was_planned() {
    var a = node("a");
    var b = node("b");
    a.start();
    b.start();
    var start = a.timers.instant().plusSeconds(10);
    put(a, "earlier", start);
    put(a, "later", start);
    until(() -> held().equals(List.of("earlier", "later")));
    put(b, "earlier", start.minusSeconds(8));
    put(b, "later", start.plusSeconds(2));
    until(() -> asked.size() == 2);
    assertThat(asked).extracting(Asked::subject).containsExactly("earlier", "later");
    assertThat(asked).allSatisfy(one -> assertThat(Duration.between(one.dueAt(), one.at()))
        .isBetween(Duration.ZERO, Duration.ofMillis(500)));
    stop();
    assertThat(log("outcome")).containsExactly("DONE", "DONE");
  }

  @Test void nothing_is_asked_for_too_early_and_what_is_kept_is_never_claimed_again() {
    var a = node("a");
    a.start();
    a.plan("close", SUBJECTS);
    until(() -> asked.size() > 5 * SUBJECTS);
    stop();
    assertThat(asked).allSatisfy(one -> assertThat(one.at()).isAfterOrEqualTo(one.dueAt()));
    assertThat(log("epoch::text")).containsOnly("1");
    assertNothingLostNothingTwice();
  }

  private List<String> held() {
    return lines("select subject as line from work where lease_owner is not null order by 1");
  }

  private static void put(WiredNode node, String subject, Instant anchor) {
    node.bus.ask(Scheduling.PUT_PLAN, new Scheduling.PutPlan(new Plan(subject, "look", "minutes", anchor, Optional.empty())),
        Duration.ofSeconds(5)).await();
  }
}
