package dev.paddock.app;

import dev.paddock.notify.BroadcastVerticle;
import dev.paddock.notify.CourierVerticle;
import dev.paddock.notify.FolderPostman;
import dev.paddock.notify.HeraldVerticle;
import dev.paddock.notify.LetterPaper;
import dev.paddock.notify.MailVerticle;
import dev.paddock.notify.Mailbox;
import dev.paddock.notify.Postman;
import dev.paddock.notify.ReminderVerticle;
import dev.paddock.notify.SmtpPostman;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.Errands;
import dev.paddock.notify.store.Mails;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.notify.store.PgPostbox;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.notify.store.Readers;
import dev.paddock.notify.store.Reminders;
import dev.paddock.notify.web.LetterOperations;
import dev.paddock.notify.web.OwnHookOperations;
import dev.paddock.notify.web.PreferenceOperations;
import dev.paddock.notify.web.TicketOperations;
import dev.paddock.notify.web.Unsubscribing;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.web.Audience;
import dev.paddock.web.Operation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What users are told: letters, channels, mail. */
final class LetterRoom implements Room {
  private static final int TICKET_BYTES = 32;

  private final House house;
  private final MailSettings settings;
  private final Notifications notifications;
  private final Mailbox mailbox;
  private final Readers readers;
  private final PushTickets tickets;
  private final Audience audience;

  LetterRoom(House house, LiveRoom live) {
    this.house = house;
    this.settings = house.settings().play().mail();
    this.notifications = new Notifications(house.transactions(), house.commits().closing());
    this.mailbox = new Mailbox(house.bus(), house.timers(), notifications);
    this.readers = new Readers(house.transactions());
    this.tickets = live.tickets();
    this.audience = live.audience();
  }

  @Override public List<Staffed> verticles() {
    var bus = house.bus();
    var timers = house.timers();
    var closing = house.commits().closing();
    var errands = new Errands(house.transactions());
    var paper = new LetterPaper(house.site(), (user, kind) -> Unsubscribing.token(house.seal(), user, kind));
    return List.of(
        new Staffed(new MailVerticle(bus, timers, new Mails(house.transactions(), closing), postman(), new Redelivery(settings.retry()))),
        new Staffed(new CourierVerticle(bus, timers, mailbox, errands,
            new CourierVerticle.Out(new PgPostbox(), new PgOutbox(), paper), closing)),
        new Staffed(new BroadcastVerticle(bus, timers, errands, closing)),
        new Staffed(new ReminderVerticle(bus, timers, new Reminders(house.transactions()), new PgLetters(), closing, house.live())),
        new Staffed(new HeraldVerticle(bus, house.node().database(), notifications, audience::listeners)));
  }

  private Postman postman() {
    return settings.smtp().<Postman>map(smtp -> new SmtpPostman(house.vertx(), smtp, settings.from()))
        .orElseGet(() -> new FolderPostman(house.vertx().fileSystem(), house.node().mail(), settings.from()));
  }

  @Override public List<Operation> operations() {
    return Stream.of(
        new LetterOperations(mailbox, house.seal()).list(),
        new PreferenceOperations(readers).list(),
        new OwnHookOperations(house.bus(), house.timers(), new Endpoints(house.transactions()), WebhookRoom::secret).list(),
        new Unsubscribing(readers, house.seal()).list(),
        new TicketOperations(tickets, house.timers(), LetterRoom::ticket).list()).flatMap(List::stream).toList();
  }

  /** A replay looks once a day. */
  @Override public List<Plan> plans() {
    return List.of(Notifying.locks(house.live() ? Duration.ZERO : Duration.ofDays(1)));
  }

  private static String ticket() {
    var bytes = new byte[TICKET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:letters", "notify.retention", tx -> {
      var now = house.timers().instant();
      return Notifications.forget(tx, now.minus(settings.letters())).compose(letters -> Mails.forget(tx, now.minus(settings.keep()))
          .compose(mails -> PushTickets.forget(tx, now)
              .map(gone -> letters + " notifications, " + mails + " mails and " + gone + " tickets forgotten")));
    }));
  }
}
