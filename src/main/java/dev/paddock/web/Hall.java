package dev.paddock.web;

import dev.paddock.bus.Bus;
import dev.paddock.web.Rights.Seat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens on one event loop, and to what. A topic is heard once and written once, however many listen to it. Before a message that is
 * not everybody's goes out, it is asked who may still hear it: whoever may not loses the topic, or, when his log-in has ended, the
 * connection. Of its own event loop only.
 */
final class Hall {
  /** In the time for which a socket may be silent. */
  static final int TURNS = 6;

  private static final Logger LOG = LoggerFactory.getLogger(Hall.class);

  private final Bus bus;
  private final Audience audience;
  private final Together<UUID, Set<UUID>> sessions;
  private final Together<Seat, Map<Seat, String>> seats;
  private final Map<Topic, Room> rooms = new HashMap<>();
  private final Set<Listener> listeners = new LinkedHashSet<>();

  /** Whether a client may listen to a topic. */
  enum Verdict {
    LET, NOT_HIS,
    /** The log-in by which it listens has ended. */
    ENDED
  }

  /** Those who listen to one topic. */
  private final class Room {
    final Set<Listener> inside = new LinkedHashSet<>();
    final Runnable deaf;
    Future<Void> before = Future.succeededFuture();

    Room(Topic topic) {
      var hearing = bus.hear(topic.address(), said -> say(this, new Push(topic, said)));
      audience.hears(topic.address());
      deaf = () -> {
        audience.hearsNoMore(topic.address());
        hearing.run();
      };
    }
  }

  private Hall(Bus bus, Audience audience) {
    this.bus = bus;
    this.audience = audience;
    this.sessions = new Together<>(audience.rights::standing);
    this.seats = new Together<>(audience.rights::taken);
  }

  /** Of the event loop that calls. */
  static Hall open(Vertx vertx, Audience audience) {
    var hall = new Hall(Bus.of(vertx), audience);
    vertx.setPeriodic(audience.caps.silence().dividedBy(TURNS).toMillis(), turn -> List.copyOf(hall.listeners).forEach(Listener::turn));
    return hall;
  }

  Audience audience() {
    return audience;
  }

  /** Somebody who has a place. */
  void add(Listener listener) {
    listeners.add(listener);
  }

  /** Lets him listen to a topic, if he may. */
  Future<Verdict> enter(Topic topic, Listener listener) {
    return judge(topic, List.of(listener)).map(judged -> {
      var verdict = judged.of(topic, listener);
      if (verdict == Verdict.LET && !listener.gone() && listener.topics().add(topic)) {
        rooms.computeIfAbsent(topic, Room::new).inside.add(listener);
        switch (topic) {
          case Topic.Open open -> { }
          case Topic.Own(var address, var user) -> audience.listens(user);
          case Topic.OfLeague(var address, var league) -> audience.listensTo(league, judged.taken.get(Judged.seat(league, listener)));
        }
      }
      return verdict;
    }).onFailure(unknown -> LOG.warn("{}: nobody is let in, for who may listen cannot be asked: {}", topic.address(), unknown.toString()));
  }

  void exit(Topic topic, Listener listener) {
    if (!listener.topics().remove(topic)) return;
    var room = rooms.get(topic);
    room.inside.remove(listener);
    if (room.inside.isEmpty()) {
      room.deaf.run();
      rooms.remove(topic);
    }
    switch (topic) {
      case Topic.Open open -> { }
      case Topic.Own(var address, var user) -> audience.listensNoMore(user);
      case Topic.OfLeague(var address, var league) -> audience.listensNoMoreTo(league);
    }
  }

  void left(Listener listener, String client) {
    listeners.remove(listener);
    List.copyOf(listener.topics()).forEach(topic -> exit(topic, listener));
    audience.left(client);
  }

  private void say(Room room, Push push) {
    if (push.topic() instanceof Topic.Open) {
      List.copyOf(room.inside).forEach(listener -> listener.hear(push));
      return;
    }
    // In the order in which it was said, however long the question takes.
    room.before = room.before.otherwiseEmpty().compose(before -> {
      var inside = List.copyOf(room.inside);
      return judge(push.topic(), inside).map(judged -> {
        inside.forEach(listener -> tell(listener, push, judged.of(push.topic(), listener)));
        return (Void) null;
      });
    }).onFailure(unknown ->
        LOG.warn("{}: nobody is told, for who may listen cannot be asked: {}", push.topic().address(), unknown.toString()));
  }

  private void tell(Listener listener, Push push, Verdict verdict) {
    if (!listener.topics().contains(push.topic())) return;
    switch (verdict) {
      case LET -> listener.hear(push);
      case NOT_HIS -> {
        exit(push.topic(), listener);
        listener.lose(push.topic());
      }
      case ENDED -> listener.ended();
    }
  }

  private Future<Judged> judge(Topic topic, Collection<Listener> asking) {
    return switch (topic) {
      case Topic.Open open -> Future.succeededFuture(Judged.UNASKED);
      case Topic.Own own -> standing(asking).map(standing -> new Judged(standing, Map.of()));
      case Topic.OfLeague(var address, var league) -> standing(asking).compose(standing ->
          seats.of(asking.stream().map(listener -> Judged.seat(league, listener)).collect(Collectors.toSet()))
              .map(taken -> new Judged(standing, taken)));
    };
  }

  private Future<Set<UUID>> standing(Collection<Listener> asking) {
    var shown = asking.stream().flatMap(listener -> listener.holder().stream()).map(Rights.Holder::session).collect(Collectors.toSet());
    return shown.isEmpty() ? Future.succeededFuture(Set.of()) : sessions.of(shown);
  }

  /** What was found out about listeners. @param standing log-ins that have not ended, {@code taken} see {@link Rights#taken} */
  private record Judged(Set<UUID> standing, Map<Seat, String> taken) {
    static final Judged UNASKED = new Judged(Set.of(), Map.of());

    static Seat seat(long league, Listener listener) {
      return new Seat(league, listener.holder().map(Rights.Holder::user).orElse(0L));
    }

    Verdict of(Topic topic, Listener listener) {
      boolean asked = !(topic instanceof Topic.Open);
      if (asked && listener.holder().filter(holder -> !standing.contains(holder.session())).isPresent()) return Verdict.ENDED;
      boolean his = switch (topic) {
        case Topic.Open open -> true;
        case Topic.Own(var address, var user) -> listener.holder().filter(holder -> holder.user() == user).isPresent();
        case Topic.OfLeague(var address, var league) -> taken.containsKey(seat(league, listener));
      };
      return his ? Verdict.LET : Verdict.NOT_HIS;
    }
  }
}
