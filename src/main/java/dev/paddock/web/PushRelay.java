package dev.paddock.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.horse.contract.Horses;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns facts into JSON on {@code push.*}: {@code {seq, topic, at, events, dropped}}. Event loop, one instance.
 *
 * <p>At most one message a topic in {@link #WINDOW_MILLIS}: what happens meanwhile waits and travels together, the newest
 * {@link #EVENTS_A_MESSAGE} of it. A message says what changed, not to what: the receiver asks. Each topic's {@code seq} grows by one,
 * so who misses one knows, and asks.
 */
public final class PushRelay extends VerticleBase {
  private static final long WINDOW_MILLIS = 100;
  private static final int EVENTS_A_MESSAGE = 20;

  private final Bus bus;
  private final InstantSource clock;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** What a topic has to say when its window ends. */
  private static final class Waiting {
    final Deque<JsonObject> events = new ArrayDeque<>();
    int dropped;

    void add(JsonObject event) {
      if (events.size() == EVENTS_A_MESSAGE) {
        events.removeFirst();
        dropped++;
      }
      events.addLast(event);
    }
  }

  /** @param clock the service's, for the instants in the messages */
  public PushRelay(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  @Override public Future<?> start() {
    return Future.all(List.of(
        bus.on(Formula1.SESSION_CHANGED, f -> race("session", f.sessionId(), f.version())),
        bus.on(Formula1.RESULT_STORED, f -> race("result", f.sessionId(), f.version())),
        bus.on(Formula1.RESULT_CORRECTED, f -> race("correction", f.sessionId(), f.version())),
        bus.on(Formula1.RESULT_FINAL, f -> race("final", f.sessionId(), f.version())),
        bus.on(Horses.RACE_CHANGED, f -> horse("race", f.raceId(), f.revision())),
        bus.on(Horses.RACE_FINAL, f -> horse("final", f.raceId(), f.revision())),
        bus.on(Horses.RACE_AMENDED, f -> horse("amended", f.raceId(), f.revision()))
    )).compose(heard -> Future.all(List.of(
        bus.on(Fantasy.BOARD_CHANGED, f -> say("push.board." + f.board(), event("board").put("snapshot", f.snapshot()))),
        bus.on(Fantasy.LEAGUE_CHANGED, this::league),
        bus.on(Scheduling.SLOT_ENDED, f -> say("push.polls", slot(f))),
        bus.on(Fetching.PROVIDER_CHANGED, f -> say("push.polls", source(f.status()))),
        bus.on(Notifying.USER_CREATED, f -> say("push.polls",
            event("notification").put("id", f.notificationId()).put("users", f.users()))),
        // every node tells of letters itself, to those who listen on it
        bus.onHere(Notifying.LETTER_ARRIVED, f -> say("push.user." + f.user(),
            event("letter").put("id", f.notificationId()).put("unread", f.unread()))),
        bus.on(Importing.PROGRESSED, f -> say("push.imports", imported(f))))));
  }

  /** Of a private league strangers hear nothing. */
  private void league(Fantasy.LeagueChanged f) {
    if (f.open()) say("push.board.league-" + f.league(), event("league").put("members", f.members()));
  }

  private void race(String kind, String sessionId, int version) {
    say("push.race." + sessionId.substring(0, sessionId.lastIndexOf('-')), event(kind).put("sessionId", sessionId).put("version", version));
  }

  private void horse(String kind, long raceId, long revision) {
    say("push.race.horse-" + raceId, event(kind).put("raceId", raceId).put("revision", revision));
  }

  private JsonObject slot(SlotEnded slot) {
    var ending = slot.ending();
    return event("poll").put("at", slot.endedAt().toString()).put("subject", slot.subject())
        .put("kind", slot.kind()).put("dueAt", slot.dueAt().toString())
        .put("outcome", ending.outcome()).put("note", ending.note()).put("nextAt", slot.nextAt().map(Instant::toString).orElse(null));
  }

  private JsonObject source(ProviderStatus source) {
    return event("provider").put("provider", source.provider())
        .put("state", source.reachable() ? "up" : "down").put("reason", source.why().orElse(null));
  }

  private JsonObject imported(Importing.Progressed f) {
    var progress = f.progress();
    return event("import").put("runId", f.runId()).put("year", f.year()).put("state", f.state().name().toLowerCase(Locale.ROOT))
        .put("done", progress.done()).put("of", progress.of()).put("calls", progress.calls()).put("doing", progress.doing())
        .put("pausedUntil", f.pausedUntil().map(Instant::toString).orElse(null));
  }

  private JsonObject event(String type) {
    return new JsonObject().put("type", type).put("at", clock.instant().toString());
  }

  private void say(String topic, JsonObject event) {
    if (waiting.isEmpty()) vertx.setTimer(WINDOW_MILLIS, ended -> send());
    waiting.computeIfAbsent(topic, t -> new Waiting()).add(event);
  }

  private void send() {
    var at = clock.instant().toString();
    waiting.forEach((topic, said) -> bus.push(topic, new JsonObject()
        .put("seq", sequences.merge(topic, 1L, Long::sum)).put("topic", topic).put("at", at)
        .put("events", new JsonArray(said.events.stream().toList())).put("dropped", said.dropped)));
    waiting.clear();
  }
}
