package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Outbox.Event;
import dev.paddock.notify.store.Deliveries.Delivery;
import dev.paddock.notify.store.Deliveries.State;
import dev.paddock.notify.store.Endpoints.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that fails is tried again, in order and under the same id, up to the dead letter. */
class WebhookAttemptsTest extends ToldServer {
  @Test void a_server_that_fails_hangs_and_comes_back_gets_it_under_the_same_id() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    receiver.answers(500, Receiver.HANGS, Receiver.HANGS_UP, 200);
    node.happens(new Event("horse.race.final", "horse-5", 17));
    node.runDue();
    assertThat(only(endpoint.id()).error()).contains("HTTP 500");
    assertThat(node.endpoints.get(endpoint.id()).await().orElseThrow().failingSince()).contains(WebhookNode.NOON);
    node.clock.advance(Duration.ofSeconds(9));
    node.runDue();
    assertThat(receiver.letters).as("not before ten seconds").hasSize(1);
    node.clock.advance(Duration.ofSeconds(1));
    node.runDue();
    assertThat(only(endpoint.id()).status()).as("it hung").isEmpty();
    node.clock.advance(Duration.ofMinutes(1));
    node.runDue();
    node.clock.advance(Duration.ofMinutes(5));
    node.runDue();
    assertThat(receiver.ids()).hasSize(4).containsOnly("horse.race.final:horse-5:17");
    assertThat(receiver.letters).extracting(letter -> letter.header("X-Paddock-Attempt")).containsExactly("1", "2", "3", "4");
    assertThat(only(endpoint.id())).satisfies(delivery -> {
      assertThat(delivery.state()).isEqualTo(State.DELIVERED);
      assertThat(delivery.event().attempts()).isEqualTo(4);
      assertThat(delivery.error()).isEmpty();
    });
    assertThat(node.endpoints.get(endpoint.id()).await().orElseThrow().failingSince()).isEmpty();
    assertThat(node.due()).isEmpty();
  }

  @Test void what_comes_later_waits_for_what_came_first_and_other_races_do_not() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    receiver.answers(503);
    node.happens(new Event("horse.race.changed", "horse-5", 1));
    node.runDue();
    node.happens(new Event("horse.race.changed", "horse-5", 2), new Event("horse.race.changed", "horse-6", 1));
    node.runDue();
    assertThat(receiver.ids()).containsExactly("horse.race.changed:horse-5:1", "horse.race.changed:horse-6:1");
    node.clock.advance(Duration.ofSeconds(10));
    node.runAll();
    assertThat(receiver.ids().subList(2, 4)).containsExactly("horse.race.changed:horse-5:1", "horse.race.changed:horse-5:2");
  }

  @Test void after_the_last_attempt_it_is_a_dead_letter_the_next_goes_on_and_a_replay_revives_it() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    receiver.answers(500, 500, 500, 500, 500, 500, 500);
    node.happens(new Event("horse.race.changed", "horse-5", 1));
    node.happens(new Event("horse.race.final", "horse-5", 2));
    for (var wait : List.of("PT0S", "PT10S", "PT1M", "PT5M", "PT30M", "PT2H", "PT12H")) {
      node.clock.advance(Duration.parse(wait));
      node.runDue();
    }
    node.runAll();
    assertThat(receiver.ids()).hasSize(8).endsWith("horse.race.final:horse-5:2");
    var dead = node.deliveries.list(endpoint.id(), Optional.of(State.DEAD), Optional.empty(), 10).await();
    assertThat(dead).singleElement().satisfies(letter -> {
      assertThat(letter.event().eventId()).isEqualTo("horse.race.changed:horse-5:1");
      assertThat(letter.event().attempts()).isEqualTo(7);
      assertThat(letter.error()).contains("HTTP 500");
    });
    node.clock.advance(Duration.ofDays(1));
    node.runAll();
    assertThat(receiver.letters).as("dead is dead").hasSize(8);

    assertThat(node.hooks.replay("operator", dead.getFirst().event().id()).await().orElseThrow().state()).isEqualTo("pending");
    node.runAll();
    assertThat(receiver.ids()).hasSize(9).last().isEqualTo("horse.race.changed:horse-5:1");
    assertThat(receiver.letters.getLast().header("X-Paddock-Sequence")).as("that of old").isEqualTo("1");
    assertThat(list(endpoint.id())).extracting(Delivery::state).containsOnly(State.DELIVERED);
    assertThat(node.hooks.replay("operator", 4711).await()).isEmpty();
  }

  @Test void what_waits_for_an_endpoint_that_is_switched_off_is_dead_and_for_one_that_is_removed_gone() {
    var off = node.endpoints.add(receiver.url(), "one", List.of("*"), node.clock.instant()).await();
    var gone = node.endpoints.add(receiver.url(), "two", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    node.endpoints.change(off.id(), new Change(Optional.empty(), Optional.empty(), Optional.of(false))).await();
    assertThat(node.endpoints.remove(gone.id()).await()).isTrue();
    node.runAll();
    assertThat(receiver.letters).isEmpty();
    assertThat(only(off.id())).satisfies(letter -> {
      assertThat(letter.state()).isEqualTo(State.DEAD);
      assertThat(letter.error()).contains("the endpoint was switched off");
    });
    assertThat(node.count("webhook_delivery")).isEqualTo(1);
    node.endpoints.change(off.id(), new Change(Optional.empty(), Optional.empty(), Optional.of(true))).await();
    node.hooks.replay("operator", only(off.id()).event().id()).await();
    node.runAll();
    assertThat(receiver.letters).hasSize(1);
  }

  @Test void a_slow_endpoint_gets_what_waited_without_a_failure() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(IntStream.range(0, 60).mapToObj(n -> new Event("horse.race.final", "horse-" + n, 1)).toArray(Event[]::new));
    receiver.answersBy(n -> {
      if (n % 20 == 0) node.clock.advance(Duration.ofSeconds(30));
      return 200;
    });
    node.runDueOnce();
    assertThat(receiver.letters).as("what could be sent in time").hasSizeBetween(21, 59);
    node.clock.advance(Duration.ofSeconds(5));
    node.runAll();
    assertThat(receiver.ids()).hasSize(60).doesNotHaveDuplicates();
    assertThat(receiver.letters).allSatisfy(letter -> assertThat(letter.header("X-Paddock-Attempt")).isEqualTo("1"));
  }
}
