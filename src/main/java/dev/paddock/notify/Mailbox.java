package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.fantasy.contract.Fantasy.Deltas;
import dev.paddock.fantasy.contract.Fantasy.FoundPlayer;
import dev.paddock.fantasy.contract.Fantasy.FoundPlayer.NoSuchPlayer;
import dev.paddock.fantasy.contract.Fantasy.FoundPlayer.Player;
import dev.paddock.kernel.Points;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.Notifications.Notification;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Notifications as their reader sees them: a correction with what it did to his own teams, and to nobody else's. */
public final class Mailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** @param own the reader's own teams in the round of a correction; points in hundredths */
  public record Letter(Notification notification, List<Delta> own) {
    public Letter {
      own = List.copyOf(own);
    }

    /** The body, then the reader's own: "your team 87.5 → 71.0", or each by its name where he has several. */
    public String text() {
      if (own.isEmpty()) return notification.body();
      return notification.body() + "; " + own.stream().map(this::team).collect(Collectors.joining(", "));
    }

    private String team(Delta team) {
      var who = own.size() == 1 ? "your team" : "your " + team.name();
      var after = Points.text(team.after());
      return team.changed() ? who + " " + Points.text(team.before().orElseThrow()) + " → " + after : who + " stays at " + after;
    }
  }

  public record Letters(int unread, List<Letter> letters) {}

  private final Bus bus;
  private final Timers timers;
  private final Notifications notifications;

  public Mailbox(Bus bus, Timers timers, Notifications notifications) {
    this.bus = bus;
    this.timers = timers;
    this.notifications = notifications;
  }

  /** Corrections for a player, newest first, at most {@code limit}; inactive ones see none. Empty: no such player. */
  public Future<Optional<Letters>> of(long player, int limit) {
    return player(player).compose(found -> switch (found) {
      case NoSuchPlayer() -> Future.succeededFuture(Optional.empty());
      case Player known when !known.active() -> Future.succeededFuture(Optional.of(new Letters(0, List.of())));
      case Player known -> notifications.of(player, known.joinedAt(), limit)
          .compose(list -> letters(player, list))
          .compose(letters -> notifications.unread(player, known.joinedAt()).map(unread -> Optional.of(new Letters(unread, letters))));
    });
  }

  /** Again changes nothing. False: that player has no such notification. */
  public Future<Boolean> markRead(long player, long notification) {
    return player(player).compose(found -> found instanceof Player known && known.active()
        ? notifications.markRead(player, known.joinedAt(), notification, timers.instant()) : Future.succeededFuture(false));
  }

  /** All that a user with an account wants to see in the app. @param before only those with a smaller id */
  public Future<Letters> ofUser(long user, Optional<Long> before, boolean unreadOnly, int limit) {
    return notifications.ofUser(user, before, unreadOnly, limit).compose(list -> letters(user, list))
        .compose(letters -> notifications.unread(List.of(user)).map(unread -> new Letters(unread.getOrDefault(user, 0), letters)));
  }

  /** @param notification empty: all. False: he has no such notification */
  public Future<Boolean> markOwnRead(long user, Optional<Long> notification) {
    return notifications.markOwnRead(user, notification, timers.instant());
  }

  /** As that user sees it. */
  public Future<Letter> letter(long user, Notification notification) {
    return notification.correction().map(c -> bus.ask(Fantasy.DELTAS,
        new Fantasy.GetDeltas(c.season(), c.sessionId(), c.version(), List.of(user)), PATIENCE))
        .orElseGet(() -> Future.succeededFuture(new Deltas(Map.of())))
        .map(deltas -> new Letter(notification, deltas.of(user)));
  }

  private Future<FoundPlayer> player(long player) {
    return bus.ask(Fantasy.PLAYER, new Fantasy.GetPlayer(player), PATIENCE);
  }

  private Future<List<Letter>> letters(long user, List<Notification> list) {
    var letters = list.stream().map(notification -> letter(user, notification)).toList();
    return Future.all(letters).map(all -> IntStream.range(0, list.size()).mapToObj(i -> letters.get(i).result()).toList());
  }
}
