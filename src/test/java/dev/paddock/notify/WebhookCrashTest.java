package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Outbox.Event;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Deliveries.State;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that die or overtake each other lose nothing and double only under the same id. */
class WebhookCrashTest extends ToldServer {
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

  @Test void what_is_old_is_forgotten_and_a_queue_without_work_goes_on() {
    var endpoint = node.endpoints.add(receiver.url(), "whsec_test", List.of("*"), node.clock.instant()).await();
    node.happens(new Event("horse.race.changed", "horse-5", 1));
    node.runAll();
    node.clock.advance(WebhookNode.KEEP);
    node.happens(new Event("horse.race.changed", "horse-6", 1));
    node.runAll();
    // and the process died before the work was put
    Deliveries.replay(node.pools.reads(), list(endpoint.id()).getFirst().event().id()).await();
    node.clock.advance(Duration.ofSeconds(1));
    node.tidy();
    node.runAll();
    assertThat(list(endpoint.id())).extracting(d -> d.event().subject() + " " + d.state()).containsExactly("horse-6 DELIVERED");
    assertThat(receiver.ids()).containsExactly("horse.race.changed:horse-5:1", "horse.race.changed:horse-6:1",
        "horse.race.changed:horse-6:1");
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
}
