package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.db.Outbox.Event;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.rules.Signature.Verdict;
import dev.paddock.notify.store.Deliveries.State;
import dev.paddock.notify.store.Endpoints.Change;
import dev.paddock.notify.web.Hooks.Tried;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the transaction that stores a race to the server that is told: who hears what, and how it is signed. */
class WebhookTest extends ToldServer {
  @Test void what_happened_arrives_signed_with_its_numbers_and_the_state_of_the_moment() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("horse.race.final"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 16), new Event("horse.race.final", "horse-5", 17));
    node.states.put("horse-5", "{\"status\":\"amended\"}");
    node.runDue();
    assertThat(receiver.letters).singleElement().satisfies(letter -> {
      assertThat(letter.header("X-Paddock-Event-Id")).isEqualTo("horse.race.final:horse-5:17");
      assertThat(letter.header("X-Paddock-Event")).isEqualTo("horse.race.final");
      assertThat(letter.header("X-Paddock-Sequence")).isEqualTo("1");
      assertThat(letter.header("X-Paddock-Attempt")).isEqualTo("1");
      assertThat(Signature.verify("whsec_test", letter.header("X-Paddock-Signature"), letter.body().getBytes(), node.clock.instant(),
          Duration.ofMinutes(5))).isEqualTo(Verdict.GENUINE);
      assertThat(new JsonObject(letter.body()).getMap()).containsEntry("id", "horse.race.final:horse-5:17")
          .containsEntry("type", "horse.race.final").containsEntry("subject", "horse-5").containsEntry("revision", 17)
          .containsEntry("sequence", 1).containsEntry("at", WebhookNode.NOON.toString())
          .containsEntry("state", Map.of("status", "amended"));
    });
    assertThat(only(endpoint.id()).state()).isEqualTo(State.DELIVERED);
    assertThat(node.due()).as("nothing is left to do").isEmpty();
  }

  @Test void nothing_is_written_when_nobody_wants_to_know() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("horse.race.final"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 16));
    node.endpoints.change(endpoint.id(), new Change(Optional.empty(), Optional.empty(), Optional.of(false))).await();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    assertThat(node.count("webhook_delivery") + node.count("webhook_queue")).isZero();
    assertThat(node.due()).isEmpty();
  }

  @Test void what_was_rolled_back_did_not_happen() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    assertThatThrownBy(() -> node.happens(Future.failedFuture("the race cannot be stored"), new Event("horse.race.final", "horse-5", 17)))
        .hasMessageContaining("cannot be stored");
    assertThat(node.count("webhook_delivery")).isZero();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    node.happens(new Event("horse.race.final", "horse-5", 17)); // the same event, put twice, is one
    node.runDue();
    assertThat(receiver.ids()).containsExactly("horse.race.final:horse-5:17");
  }

  @Test void each_endpoint_is_told_and_numbered_for_itself() {
    var all = node.endpoints.add(receiver.url(), "one", List.of("*"), node.clock.instant()).await();
    var finals = node.endpoints.add(receiver.url(), "two", List.of("f1.result.final", "horse.race.final"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 1), new Event("horse.race.changed", "horse-6", 1),
        new Event("horse.race.changed", "horse-5", 2), new Event("horse.race.final", "horse-5", 2));
    node.happens(new Event("horse.race.amended", "horse-5", 3));
    node.runAll();
    assertThat(list(all.id())).extracting(d -> d.event().subject() + " " + d.event().type() + " " + d.event().sequence())
        .containsExactlyInAnyOrder("horse-5 horse.race.changed 1", "horse-6 horse.race.changed 1", "horse-5 horse.race.changed 2",
            "horse-5 horse.race.final 3", "horse-5 horse.race.amended 4");
    assertThat(list(finals.id())).extracting(d -> d.event().sequence()).containsExactly(1L);
    assertThat(receiver.letters).hasSize(6);
  }

  @Test void a_state_that_cannot_be_read_does_not_keep_the_news() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("greyhound.race.final", "greyhound-5", 17)); // a feature that answers for nothing
    node.runAll();
    assertThat(receiver.letters).singleElement().satisfies(letter -> assertThat(new JsonObject(letter.body()).getMap())
        .doesNotContainKey("state").containsEntry("revision", 17));
  }

  @Test void a_test_says_what_came_of_it_and_leaves_nothing_behind() {
    var endpoint = node.hooks.add("operator", receiver.url(), List.of("*")).await();
    receiver.answers(418);
    assertThat(node.hooks.ping(endpoint.id()).await()).get().extracting(Tried::delivered, Tried::status).containsExactly(false, 418);
    assertThat(node.hooks.ping(endpoint.id()).await()).get().extracting(Tried::delivered, Tried::status).containsExactly(true, 200);
    assertThat(receiver.letters.getLast().header("X-Paddock-Event")).isEqualTo("ping");
    assertThat(Signature.verify(endpoint.secret(), receiver.letters.getLast().header("X-Paddock-Signature"),
        receiver.letters.getLast().body().getBytes(), node.clock.instant(), Duration.ofMinutes(5))).isEqualTo(Verdict.GENUINE);
    assertThat(node.count("webhook_delivery")).isZero();
    assertThat(node.hooks.ping(4711).await()).isEmpty();
  }
}
