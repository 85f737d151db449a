package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.horse.contract.Horses;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is pushed is what {@code asyncapi.yaml} says: each fact of the house, on its topic, with its properties and no other. */
class AsyncContractTest {
  static final Instant NOON = Instant.parse("2025-11-25T12:00:00Z");

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.install(vertx);
  final BlockingQueue<JsonObject> pushed = new LinkedBlockingQueue<>();

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void every_push_is_in_the_contract_and_everything_in_the_contract_is_pushed() throws Exception {
    for (var topic : List.of("push.race.2025-miami", "push.race.horse-7", "push.board.season-2025", "push.board.league-7",
        "push.board.league-8", "push.polls", "push.imports", "push.user.7")) {
      vertx.eventBus().<JsonObject>consumer(topic, message -> pushed.add(message.body())).completion().await();
    }
    vertx.deployVerticle(new PushRelay(bus, () -> NOON)).await();
    bus.tell(Formula1.SESSION_CHANGED, new Formula1.SessionChanged("2025-miami-R", 1));
    bus.tell(Formula1.RESULT_STORED, new Formula1.ResultStored("2025-miami-R", 1));
    bus.tell(Formula1.RESULT_CORRECTED, new Formula1.ResultCorrected("2025-miami-R", 2));
    bus.tell(Formula1.RESULT_FINAL, new Formula1.ResultFinal("2025-miami-R", 2));
    bus.tell(Horses.RACE_CHANGED, new Horses.RaceChanged(7, 1));
    bus.tell(Horses.RACE_FINAL, new Horses.RaceFinal(7, 2));
    bus.tell(Horses.RACE_AMENDED, new Horses.RaceAmended(7, 3));
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 4));
    bus.tell(Fantasy.LEAGUE_CHANGED, new Fantasy.LeagueChanged(8, 12, false));
    bus.tell(Fantasy.LEAGUE_CHANGED, new Fantasy.LeagueChanged(7, 12, true));
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("result:2025-miami-R", "f1.result", NOON, NOON,
        new Ending.Next(false, "version 2 stands"), Optional.empty()));
    bus.tell(Fetching.PROVIDER_CHANGED, new Fetching.ProviderChanged(new Fetching.ProviderStatus("jolpica", "https://api.jolpi.ca", false,
        Optional.of(NOON), Optional.of("HTTP 502"), Optional.empty(), List.of())));
    bus.tell(Notifying.USER_CREATED, new Notifying.UserNotified(9, 3));
    bus.tell(Notifying.LETTER_ARRIVED, new Notifying.LetterArrived(9, 7, 2));
    bus.tell(Importing.PROGRESSED, new Importing.Progressed("run-1", 2025, Importing.State.RUNNING,
        new Importing.Progress(1, 2, 3, "2025-miami-S: TimingData"), Optional.empty()));

    var contract = contract();
    var documented = new TreeSet<String>();
    contract.at("/components/schemas").fields().forEachRemaining(schema -> {
      if (schema.getKey().endsWith("Event")) types(schema.getValue()).forEach(type -> documented.add(schema.getKey() + " " + type));
    });
    var seen = new TreeSet<String>();
    while (!seen.equals(documented)) {
      var push = pushed.poll(30, TimeUnit.SECONDS);
      assertThat(push).as("pushed were only " + seen).isNotNull();
      assertThat(push.getString("topic")).as("a private league").isNotEqualTo("push.board.league-8");
      assertThat(push.fieldNames()).containsExactlyInAnyOrderElementsOf(texts(contract.at("/components/schemas/Push/required")));
      for (var event : push.getJsonArray("events")) {
        seen.add(schemaOf(contract, (JsonObject) event) + " " + ((JsonObject) event).getString("type"));
      }
    }
  }

  private static String schemaOf(JsonNode contract, JsonObject event) {
    var found = new ArrayList<String>();
    contract.at("/components/schemas").fields().forEachRemaining(schema -> {
      var names = new TreeSet<String>();
      schema.getValue().path("properties").fieldNames().forEachRemaining(names::add);
      boolean is = names.equals(new TreeSet<>(event.fieldNames())) && types(schema.getValue()).contains(event.getString("type"));
      if (is) found.add(schema.getKey());
    });
    assertThat(found).as("the schema of %s", event).hasSize(1);
    return found.getFirst();
  }

  private static Set<String> types(JsonNode schema) {
    var type = schema.at("/properties/type");
    return type.has("const") ? Set.of(type.get("const").asText()) : new TreeSet<>(texts(type.path("enum")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode contract() throws IOException {
    try (var in = AsyncContractTest.class.getResourceAsStream("/asyncapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(in);
    }
  }
}
