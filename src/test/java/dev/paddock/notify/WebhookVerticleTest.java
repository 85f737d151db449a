package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import dev.paddock.db.Outbox.Event;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.rules.Signature.Verdict;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Deliveries.Delivery;
import dev.paddock.notify.store.Deliveries.State;
import dev.paddock.notify.store.Endpoints.Change;
import dev.paddock.notify.web.Hooks.Tried;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the transaction that stores a race to a real server that fails, hangs and comes back; with nodes that die in between. */
class WebhookVerticleTest {
  final WebhookNode node = new WebhookNode("a", TestDatabase.fresh());
  final Receiver receiver = new Receiver();

  @AfterEach void close() {
    receiver.close();
    node.close();
  }

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
          .containsEntry("sequence", 1).containsEntry("at", WebhookNode.NOON.toString()).containsEntry("state", Map.of("status", "amended"));
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

  @ParameterizedTest(name = "killed {0}")
  @ValueSource(strings = {"before sending", "after sending, before the commit", "while the answer is awaited"})
  void a_killed_node_loses_nothing_and_doubles_only_under_the_same_id(String when) {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    int before = switch (when) {
      case "before sending" -> {
        node.claim();
        yield 0;
      }
      case "after sending, before the commit" -> {
        node.closesNothing = true;
        node.runDueOnce();
        yield 1;
      }
      default -> {
        receiver.answers(Receiver.HANGS);
        node.startDue();
        receiver.awaits(1);
        yield 1;
      }
    };
    node.dies();
    try (var other = new WebhookNode("b", node.database)) {
      other.clock.advance(Duration.ofMinutes(2));
      other.leasesRunOut();
      other.runAll();
      assertThat(receiver.ids()).hasSize(before + 1).containsOnly("horse.race.final:horse-5:17");
      assertThat(other.deliveries.list(endpoint.id(), Optional.empty(), Optional.empty(), 10).await()).singleElement()
          .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(State.DELIVERED));
      assertThat(other.due()).isEmpty();
    }
  }

  @Test void what_a_node_that_lost_its_claim_found_out_is_not_written() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    var ours = node.claim();
    node.leasesRunOut();
    try (var other = new WebhookNode("b", node.database)) {
      other.runAll();
    }
    assertThat(node.run(ours)).isEmpty();
    assertThat(only(endpoint.id()).event().attempts()).isEqualTo(1);
    assertThat(receiver.ids()).as("nothing waited any more").hasSize(1);
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

  @Test void what_is_old_is_forgotten_and_a_queue_without_work_goes_on() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 1));
    node.runAll();
    node.clock.advance(WebhookNode.KEEP);
    node.happens(new Event("horse.race.changed", "horse-6", 1));
    node.runAll();
    Deliveries.replay(node.pools.reads(), list(endpoint.id()).getFirst().event().id()).await(); // and the process died before the work was put
    node.clock.advance(Duration.ofSeconds(1));
    node.tidy();
    node.runAll();
    assertThat(list(endpoint.id())).extracting(d -> d.event().subject() + " " + d.state()).containsExactly("horse-6 DELIVERED");
    assertThat(receiver.ids()).containsExactly("horse.race.changed:horse-5:1", "horse.race.changed:horse-6:1", "horse.race.changed:horse-6:1");
    assertThat(node.count("webhook_queue")).isEqualTo(1);
  }

  @Test void what_is_being_committed_when_a_queue_would_come_to_rest_is_waited_for() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 1));
    var first = node.claim();
    var second = node.happensSlowly(new Event("horse.race.changed", "horse-5", 2));
    node.run(first);
    second.await();
    node.runAll();
    assertThat(receiver.ids()).containsExactly("horse.race.changed:horse-5:1", "horse.race.changed:horse-5:2");
  }

  @Test void what_happens_in_the_moment_in_which_a_queue_comes_to_rest_is_not_left_lying() {
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    var revisions = new AtomicInteger();
    var workers = IntStream.range(0, 4).mapToObj(n -> CompletableFuture.runAsync(() -> {
      for (int i = 0; i < 100; i++) {
        synchronized (node.clock) {
          node.clock.advance(Duration.ofNanos(1_000)); // no two of them at the same instant
        }
        node.happensAmidWork(new Event("horse.race.changed", "horse-5", revisions.incrementAndGet()));
      }
    }, Thread::startVirtualThread)).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(workers).orTimeout(60, TimeUnit.SECONDS).join();
    for (int n = 0; n < 500 && receiver.letters.size() < 400; n++) node.runAll();
    assertThat(receiver.ids()).doesNotHaveDuplicates().hasSize(400);
    assertThat(receiver.letters).extracting(letter -> Integer.parseInt(letter.header("X-Paddock-Sequence"))).isSorted();
  }

  @Test void a_start_goes_on_with_what_was_written_down_but_never_planned() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.final", "horse-5", 17));
    node.runAll();
    Deliveries.replay(node.pools.reads(), only(endpoint.id()).event().id()).await();
    assertThat(node.due()).isEmpty();
    node.deliveries.queues().await().forEach(node::plan);
    node.runAll();
    assertThat(receiver.ids()).containsExactly("horse.race.final:horse-5:17", "horse.race.final:horse-5:17");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatever_fails_each_race_is_told_in_order_without_gaps_and_at_least_once(long seed) {
    var random = new Random(seed);
    node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    receiver.answersBy(n -> random.nextInt(3) == 0 ? 500 : 200);
    var revisions = new HashMap<String, Integer>();
    for (int n = 0; n < 60; n++) {
      var events = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> "horse-" + random.nextInt(4))
          .map(race -> new Event("horse.race.changed", race, revisions.merge(race, 1, Integer::sum))).toList();
      node.happens(events.toArray(Event[]::new));
      node.closesNothing = random.nextInt(8) == 0;
      node.runDueOnce();
      node.closesNothing = false;
      node.leasesRunOut();
      node.clock.advance(Duration.ofMillis(random.nextInt(30_000)));
    }
    receiver.answersBy(n -> 200);
    for (int n = 0; n < 40; n++) {
      node.clock.advance(Duration.ofHours(1));
      node.leasesRunOut();
      node.runAll();
    }
    var firsts = new HashMap<String, List<Integer>>();
    for (var letter : receiver.letters) {
      var body = new JsonObject(letter.body());
      assertThat(body.getInteger("sequence")).as("numbered as it happened").isEqualTo(body.getInteger("revision"));
      var told = firsts.computeIfAbsent(body.getString("subject"), s -> new ArrayList<>());
      // again is allowed for the one told last, and for no other
      if (told.isEmpty() || !told.getLast().equals(body.getInteger("revision"))) told.add(body.getInteger("revision"));
    }
    revisions.forEach((race, last) -> assertThat(firsts.get(race)).as(race)
        .isEqualTo(IntStream.rangeClosed(1, last).boxed().toList()));
  }

  private Delivery only(long endpoint) {
    return list(endpoint).getFirst();
  }

  private List<Delivery> list(long endpoint) {
    return node.deliveries.list(endpoint, Optional.empty(), Optional.empty(), 100).await();
  }
}
