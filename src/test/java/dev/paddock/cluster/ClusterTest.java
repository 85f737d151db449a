package dev.paddock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.bus.Address;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterTest {
  record Ran(String driver, int laps) implements Message {}

  record Who() implements Message {}

  record Me(String name) implements Message {}

  static final Address.Fact<Ran> RAN = new Address.Fact<>("test.ran", Ran.class);
  static final Address.Ask<Who, Me> WHO = new Address.Ask<>("test.who", Who.class, Me.class);
  static final Ran SAID = new Ran("norris", 50);

  /** Where nobody answers. */
  static final String NOWHERE = "127.0.0.1:1";

  @Test void a_fact_is_heard_once_on_every_node_and_acted_on_where_it_was_told() throws InterruptedException {
    try (var here = LoneNode.open("here", "key"); var there = LoneNode.open("there", "key", here.address())) {
      assertThat(here.members(2)).containsExactlyInAnyOrder("here", "there");
      assertThat(there.cluster().members()).filteredOn(Peer::self).extracting(Peer::node).containsExactly("there");

      var heard = new LinkedBlockingQueue<String>();
      here.bus().on(RAN, ran -> heard.add("here heard " + ran)).await();
      there.bus().on(RAN, ran -> heard.add("there heard " + ran)).await();
      here.bus().onHere(RAN, ran -> heard.add("here acted on " + ran)).await();
      there.bus().onHere(RAN, ran -> heard.add("there acted on " + ran)).await();

      here.bus().tell(RAN, SAID);
      assertThat(next(heard, 3)).containsExactlyInAnyOrder("here heard " + SAID, "here acted on " + SAID, "there heard " + SAID);
      there.bus().tell(RAN, SAID);
      assertThat(next(heard, 3)).containsExactlyInAnyOrder("there heard " + SAID, "there acted on " + SAID, "here heard " + SAID);
      assertThat(heard).isEmpty();
    }
  }

  @Test void a_question_is_answered_where_it_is_asked_and_a_push_stays_on_its_node() throws InterruptedException {
    try (var here = LoneNode.open("here", "key"); var there = LoneNode.open("there", "key", here.address())) {
      for (var node : new LoneNode[] {here, there}) {
        node.bus().answer(WHO, who -> Future.succeededFuture(new Me(node == here ? "here" : "there"))).await();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(here.bus().ask(WHO, new Who(), Duration.ofSeconds(20)).await().name()).isEqualTo("here");
        assertThat(there.bus().ask(WHO, new Who(), Duration.ofSeconds(20)).await().name()).isEqualTo("there");
      }

      var heard = new LinkedBlockingQueue<String>();
      here.vertx().eventBus().<JsonObject>consumer("push.polls", m -> heard.add("here " + m.body().getInteger("n"))).completion().await();
      there.vertx().eventBus().<JsonObject>consumer("push.polls", m -> heard.add("there " + m.body().getInteger("n"))).completion().await();
      here.bus().on(RAN, ran -> heard.add("here " + ran)).await();
      here.bus().push("push.polls", new JsonObject().put("n", 1));
      there.bus().push("push.polls", new JsonObject().put("n", 2));
      there.bus().tell(RAN, SAID);
      assertThat(next(heard, 3)).containsExactlyInAnyOrder("here 1", "there 2", "here " + SAID);
      assertThat(heard).isEmpty();
    }
  }

  @Test void who_is_left_alone_goes_on_and_who_comes_later_is_heard() throws InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    try (var here = LoneNode.open("here", "key", NOWHERE)) {
      here.bus().on(RAN, ran -> heard.add("here heard " + ran)).await();
      here.bus().tell(RAN, SAID);
      assertThat(next(heard, 1)).containsExactly("here heard " + SAID);

      for (int i = 0; i < 2; i++) {
        try (var there = LoneNode.open("there", "key", here.address())) {
          there.bus().tell(RAN, SAID);
          assertThat(next(heard, 1)).containsExactly("here heard " + SAID);
        }
        here.bus().tell(RAN, SAID);
        assertThat(next(heard, 1)).containsExactly("here heard " + SAID);
      }
      assertThat(here.members(1)).containsExactly("here");
    }
  }

  @Test void who_may_have_missed_something_is_told_so() throws InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    try (var here = LoneNode.open("here", "key"); var there = LoneNode.open("there", "key", here.address())) {
      here.bus().onHere(Bus.MISSED, missed -> heard.add("missed")).await();
      here.bus().on(RAN, ran -> heard.add("heard")).await();
      there.bus().tell(RAN, SAID);
      assertThat(next(heard, 1)).containsExactly("heard");
      // as if its 2 to 8 had got lost on the way
      for (var number : new String[] {"1", "9"}) {
        there.vertx().eventBus().publish("paddock.facts", SAID,
            new DeliveryOptions().addHeader("teller", "a third").addHeader("number", number));
      }
      assertThat(next(heard, 3)).containsExactly("heard", "heard", "missed");
      there.close();
      assertThat(next(heard, 1)).containsExactly("missed");
    }
  }

  @Test void a_node_with_another_key_does_not_join() {
    try (var here = LoneNode.open("here", "key")) {
      assertThatThrownBy(() -> LoneNode.open("stranger", "another", here.address())).isInstanceOf(NotOurs.class)
          .hasMessageContaining("here at " + here.address()).hasMessageContaining("PADDOCK_ACCOUNTS_KEY");
      assertThat(here.members(1)).containsExactly("here");
    }
  }

  @Test void a_taken_port_is_said() {
    try (var here = LoneNode.open("here", "key")) {
      int port = Integer.parseInt(here.address().split(":")[1]);
      assertThatThrownBy(() -> LoneNode.open("there", "key", port)).hasMessageContaining(Integer.toString(port));
      assertThat(here.members(1)).containsExactly("here");
    }
  }

  private static String[] next(BlockingQueue<String> heard, int count) throws InterruptedException {
    var all = new String[count];
    for (int i = 0; i < count; i++) {
      all[i] = heard.poll(30, TimeUnit.SECONDS);
      assertThat(all[i]).as("something within 30 s").isNotNull();
    }
    return all;
  }
}
