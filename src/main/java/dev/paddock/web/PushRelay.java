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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Turns facts into JSON on {@code push.*} for those who listen on this node: {@code {seq, topic, at, events, dropped}}. Event loop, one
 * instance.
 *
 * <p>A topic that was quiet is told at once; then at most one message in {@link #WINDOW_MILLIS}: what happens meanwhile waits and travels
 * together, the newest {@link #EVENTS_A_MESSAGE} of it. A message says what changed, not to what: the receiver asks. Each topic's
 * {@code seq} grows by one, so who misses one knows, and asks.
 */
public final class PushRelay extends VerticleBase {
  private static final long WINDOW_MILLIS = 100;
  private static final int EVENTS_A_MESSAGE = 20;
  private static final String USERS = "push.user.";

  private final Bus bus;
  private final InstantSource clock;
  private final Audience audience;
  private final Map<String, Window> windows = new HashMap<>();

  /** What a topic has to say when its window ends. */
  private static final class Window {
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

  /**
   * @param clock    the service's, for the instants in the messages
   * @param audience who listens on this node: a league is told of its board only if somebody listens
   */
  public PushRelay(Bus bus, InstantSource clock, Audience audience) {
    this.bus = bus;
    this.clock = clock;
    this.audience = audience;
  }

  /** One for everybody: of leagues it says only who comes and goes. */
  public PushRelay(Bus bus, InstantSource clock) {
    this(bus, clock, new Audience());
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
        bus.on(Fantasy.BOARD_CHANGED, this::board),
        bus.on(Fantasy.LEAGUE_CHANGED, this::league),
        bus.on(Scheduling.SLOT_ENDED, f -> say("push.polls", slot(f))),
        bus.on(Fetching.PROVIDER_CHANGED, f -> say("push.polls", source(f.status()))),
        bus.on(Notifying.USER_CREATED, f -> say("push.polls",
            event("notification").put("id", f.notificationId()).put("users", f.users()))),
        bus.onHere(Notifying.LETTER_ARRIVED, f -> say(USERS + f.user(),
            event("letter").put("id", f.notificationId()).put("unread", f.unread()))),
        bus.on(Importing.PROGRESSED, f -> say("push.imports", imported(f))),
        // every node hears of letters itself, by the database
        bus.onHere(Notifying.LETTERS_MISSED, f -> missed(topic -> topic.startsWith(USERS))),
        bus.onHere(Bus.MISSED, f -> missed(topic -> !topic.startsWith(USERS))))));
  }

  /** Something may have happened of which this node was not told: who listens, or comes back, shall ask. */
  private void missed(Predicate<String> concerned) {
    audience.beginAnother();
    audience.topics().stream().filter(concerned).forEach(this::missed);
  }

  private void missed(String topic) {
    var window = windows.getOrDefault(topic, new Window());
    window.dropped++;
    if (!windows.containsKey(topic)) send(topic, window);
  }

  /** The boards of leagues are made of the one that changed. */
  private void board(Fantasy.BoardChanged f) {
    say("push.board." + f.board(), event("board").put("snapshot", f.snapshot()));
    for (var league : audience.leaguesOn(f.board())) say(Topic.LEAGUES + league, event("board").put("snapshot", f.snapshot()));
  }

  /** What a private league's members hear strangers do not: see {@link Hall}. */
  private void league(Fantasy.LeagueChanged f) {
    if (f.open() || audience.listensTo(f.league())) say(Topic.LEAGUES + f.league(), event("league").put("members", f.members()));
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
    var window = windows.get(topic);
    if (window != null) {
      window.add(event);
      return;
    }
    window = new Window();
    window.add(event);
    send(topic, window);
  }

  private void send(String topic, Window said) {
    bus.push(topic, new JsonObject().put("seq", audience.sequences.next(topic)).put("topic", topic).put("at", clock.instant().toString())
        .put("events", new JsonArray(List.copyOf(said.events))).put("dropped", said.dropped));
    windows.put(topic, new Window());
    vertx.setTimer(WINDOW_MILLIS, ended -> {
      var next = windows.remove(topic);
      if (!next.events.isEmpty() || next.dropped > 0) send(topic, next);
    });
  }
}
