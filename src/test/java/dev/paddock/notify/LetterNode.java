package dev.paddock.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.paddock.TestDatabase;
import dev.paddock.app.StoredRights;
import dev.paddock.db.Letters.Letter;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.LockVerticle;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.ReadinessVerticle;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import dev.paddock.fantasy.store.StandingLineups;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.web.Entrants;
import dev.paddock.fantasy.web.SeasonBooks;
import dev.paddock.fetch.DeliveryVerticle;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.Errands;
import dev.paddock.notify.store.Mails;
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
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.web.Audience;
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.HttpVerticle;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
import dev.paddock.web.Seal;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node with a small game, real letters and a real mail server, whose scheduler is the test. Users 1 to n are drawn until they sign up. */
final class LetterNode implements AutoCloseable {
  final FakeFormula1 formula1 = new FakeFormula1(3);
  final Node game = new Node("letters", TestDatabase.fresh(), formula1);
  final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  final Seal seal = new Seal("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  final Endpoints endpoints = new Endpoints(game.pools.reads());
  final PushTickets tickets = new PushTickets(game.pools.reads());
  final Audience audience = new Audience(new StoredRights(game.bus, tickets, game.clock), Audience.Caps.NONE);
  final int port;
  final ContractClient api;
  private final AtomicInteger secrets = new AtomicInteger();

  LetterNode(int players) {
    server.start();
    game.seed(players, 3);
    var bus = game.bus;
    var mailbox = game.mailbox;
    var errands = new Errands(game.pools.reads());
    var readers = new Readers(game.pools.reads());
    var paper = new LetterPaper(URI.create("https://paddock.example"), (user, kind) -> Unsubscribing.token(seal, user, kind));
    var smtp = new Smtp("127.0.0.1", server.getSmtp().getPort(), Smtp.Tls.NONE, Optional.empty());
    deploy(new MailVerticle(bus, game.clock, new Mails(game.pools.reads(), game.closing), new SmtpPostman(game.vertx, smtp, "paddock@paddock.example"),
        new Redelivery(List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)))));
    deploy(new CourierVerticle(bus, game.clock, mailbox, errands, new CourierVerticle.Out(new PgPostbox(), new PgOutbox(), paper), game.closing));
    deploy(new DeliveryVerticle(bus, "paddock-test", EnumSet.allOf(By.class), Duration.ofSeconds(20)));
    deploy(new WebhookVerticle(bus, game.clock, new Deliveries(game.pools.reads(), game.closing),
        new Redelivery(List.of(Duration.ofMinutes(1))), Duration.ofDays(30)));
    deploy(new ReminderVerticle(bus, game.clock, new Reminders(game.pools.reads()), new PgLetters(), game.closing, false));
    var books = new SeasonBooks(new Entrants(bus, season -> Future.succeededFuture(Map.of())), new LockReads(game.pools.reads()), new Market(game.pools.reads()));
    deploy(new ReadinessVerticle(bus, new Teams(game.pools.reads()), new StandingLineups(game.pools.reads()), season -> {
      books.forget();
      return books.of(season);
    }));
    bus.answer(Scheduling.PUT_PLAN, put -> game.work.put(put.plan(), game.clock.instant()).map(done -> new Scheduling.Planned(done.changed()))).await();
    deploy(new LockVerticle(bus, game.clock, new LockVerticle.Commits(game.closing, game.undertaking, new PgLetters()),
        new LockReads(game.pools.reads()), new LockKeeping(), Optional.of(2025)));
    var operations = Stream.of(new LetterOperations(mailbox, seal).list(), new PreferenceOperations(readers).list(),
        new OwnHookOperations(bus, game.clock, endpoints, () -> "whsec_" + secrets.incrementAndGet()).list(),
        new Unsubscribing(readers, seal).list(),
        new TicketOperations(tickets, game.clock, () -> "ticket" + secrets.incrementAndGet()).list())
        .flatMap(List::stream).toList();
    port = HttpVerticle.deploy(game.vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(operations), Map.of(), gate(), game.clock)
        .heardBy(audience)).await();
    api = ContractClient.of(game.vertx, port);
  }

  private void deploy(Deployable verticle) {
    game.vertx.deployVerticle(verticle).await();
  }

  /** {@code user-7} is user 7's token. */
  static Gate gate() {
    return token -> Future.succeededFuture(token.matches("user-\\d+")
        ? new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.of(session(Long.parseLong(token.substring(5)))), false))
        : new Gate.Admission.Refused(new Problem(Problem.Kind.UNAUTHENTICATED, null, List.of())));
  }

  static UUID session(long user) {
    return new UUID(7, user);
  }

  ContractClient as(long user) {
    return api.as("user-" + user);
  }

  /** Has an account from now on, with a verified address, and is logged in. */
  void signsUp(long user) {
    sql("insert into account (user_id, email, password_hash, verified_at, created_at) values (" + user + ", '" + address(user)
        + "', '', now(), now())");
    sql("insert into account_session (id, user_id, begun_at, used_at, expires_at, client, address) values ('" + session(user) + "', " + user
        + ", now(), now(), '2100-01-01', 'test', '127.0.0.1')");
  }

  static String address(long user) {
    return "user" + user + "@example.org";
  }

  /** Everything on every channel, or as the statement says. */
  void wants(long user, String inApp, String email, String webhook, String hours) {
    sql("insert into notify_preference (user_id, revision, in_app, email, webhook, reminder_hours) values (" + user + ", 1, '{" + inApp + "}', '{"
        + email + "}', '{" + webhook + "}', '{" + hours + "}')");
  }

  /** A letter, as a feature writes it: in a transaction, with the plans that follow. */
  void write(String key, long user, Kind kind, String title, String body) {
    var plans = game.pools.transactions().withTransaction(tx -> new PgLetters().put(tx, game.clock.instant(),
        new Letter(key, user, kind.word(), title, body, Optional.of("/leagues/12")))).await();
    plans.forEach(game::plan);
  }

  /** All that is due at this instant, what is due together handed out together. */
  List<SlotEnded> runDue() {
    var ended = new ArrayList<SlotEnded>();
    for (var claims = claim(); !claims.isEmpty(); claims = claim()) {
      var byKind = new LinkedHashMap<String, List<Claim>>();
      claims.forEach(claim -> byKind.computeIfAbsent(claim.plan().kind(), kind -> new ArrayList<>()).add(claim));
      byKind.values().forEach(some -> ended.addAll(game.run(some)));
    }
    return ended;
  }

  /** What follows within the next second too. */
  void runAll() {
    for (int n = 0; n < 3; n++) {
      runDue();
      game.clock.advance(Duration.ofSeconds(1));
    }
  }

  private List<Claim> claim() {
    return game.work.claim(game.incarnation(), game.clock.instant(), 1000).await().claims();
  }

  /** What the mail server has for that user. */
  List<MimeMessage> mail(long user) {
    return Stream.of(server.getReceivedMessages()).filter(message -> to(message).equals(address(user))).collect(Collectors.toList());
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  void sql(String statement) {
    game.pools.transactions().query(statement).execute().await();
  }

  long count(String from) {
    return game.count(from);
  }

  @Override public void close() {
    server.stop();
    game.close();
  }
}
