package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Delta;
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
import java.util.Optional;
import java.util.stream.IntStream;

/** A user's notifications, each with what it did to his own team. Inactive users see none. */
public final class Mailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** @param own points of the user's own team in that round, hundredths */
  public record Letter(Notification notification, Delta own) {
    /** The broadcast's body, then the own team: "your team 87.5 → 71.0". */
    public String text() {
      return notification.body() + ownTeam();
    }

    private String ownTeam() {
      if (own.after().isEmpty()) return "";
      var after = Points.text(own.after().get());
      var before = own.before().map(Points::text).orElse(after);
      return before.equals(after) ? "; your team stays at " + after : "; your team " + before + " → " + after;
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

  /** Newest first, at most {@code limit}. Empty: no such user. */
  public Future<Optional<Letters>> of(long user, int limit) {
    return player(user).compose(found -> switch (found) {
      case NoSuchPlayer() -> Future.succeededFuture(Optional.empty());
      case Player player when !player.active() -> Future.succeededFuture(Optional.of(new Letters(0, List.of())));
      case Player player -> notifications.of(user, player.joinedAt(), limit)
          .compose(list -> letters(user, list))
          .compose(letters -> notifications.unread(user, player.joinedAt()).map(unread -> Optional.of(new Letters(unread, letters))));
    });
  }

  /** Again changes nothing. False: that user has no such notification. */
  public Future<Boolean> markRead(long user, long notification) {
    return player(user).compose(found -> found instanceof Player player && player.active()
        ? notifications.markRead(user, player.joinedAt(), notification, timers.instant()) : Future.succeededFuture(false));
  }

  private Future<FoundPlayer> player(long user) {
    return bus.ask(Fantasy.PLAYER, new Fantasy.GetPlayer(user), PATIENCE);
  }

  private Future<List<Letter>> letters(long user, List<Notification> list) {
    var own = list.stream().map(n -> bus.ask(Fantasy.DELTA, new Fantasy.GetDelta(user, n.before(), n.after()), PATIENCE)).toList();
    return Future.all(own).map(all -> IntStream.range(0, list.size()).mapToObj(i -> new Letter(list.get(i), own.get(i).result())).toList());
  }
}
