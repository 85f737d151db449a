package dev.paddock.notify.web;

import dev.paddock.bus.Bus;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.Taken;
import dev.paddock.horse.contract.Horses.Told;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.store.Received;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What providers push. Nothing of a body is read before its signature was found genuine, and the event's id is inside of what is
 * signed, so that nobody who overheard an event can make another one of it.
 */
public final class ProviderEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderEvents.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ID_AT_MOST = 200;

  private final Bus bus;
  private final InstantSource clock;
  private final Received received;
  private final Map<String, String> secrets;

  /** @param secrets by provider; one without a secret may not push */
  public ProviderEvents(Bus bus, InstantSource clock, Received received, Map<String, String> secrets) {
    this.bus = bus;
    this.clock = clock;
    this.received = received;
    this.secrets = Map.copyOf(secrets);
  }

  public List<Operation> list() {
    return List.of(new Operation("takeProviderEvent", this::take));
  }

  /** @param eventId the provider's; @param raceId the provider's; @param race in the provider's own format; empty: look yourself */
  private record Pushed(String eventId, String raceId, Optional<String> race) {}

  /** @param outcome applied, unchanged, polled or already-taken */
  record Outcome(String id, String outcome) {}

  private Future<Answer> take(Request request) {
    var provider = request.text("name");
    var secret = secrets.get(provider);
    if (secret == null) return now(Answer.notFound("provider " + provider + " that may push"));
    var signature = request.header("x-paddock-signature").orElse("");
    return switch (Signature.verify(secret, signature, request.bytes(), clock.instant(), TOLERANCE)) {
      case UNREADABLE -> unauthenticated("Expected the header X-Paddock-Signature: t=<seconds>,v1=<HMAC-SHA256 of t.body>.");
      case FORGED -> unauthenticated("The signature is not that of this body.");
      case STALE -> unauthenticated("The signature is of more than " + TOLERANCE.toMinutes() + " minutes ago, or ahead.");
      case GENUINE -> read(provider, request);
    };
  }

  private Future<Answer> read(String provider, Request request) {
    JsonObject body;
    try {
      body = request.json();
    } catch (DecodeException | ClassCastException notAnObject) {
      return invalid("", "Expected a JSON object: {\"id\": …, \"raceId\": …, \"race\": …}.");
    }
    for (var field : List.of("id", "raceId")) {
      if (!(body.getValue(field) instanceof String text) || text.isBlank() || text.length() > ID_AT_MOST)
        return invalid("/" + field, "Expected a text of 1 to " + ID_AT_MOST + " letters.");
    }
    if (body.getValue("race") != null && !(body.getValue("race") instanceof JsonObject))
      return invalid("/race", "Expected an object in the provider's own format, or nothing.");
    var pushed = new Pushed(body.getString("id"), body.getString("raceId"),
        Optional.ofNullable(body.getJsonObject("race")).map(JsonObject::encode));
    return received.isKnown(provider, pushed.eventId).compose(known -> known
        ? now(Answer.personal(new Outcome(pushed.eventId, "already-taken"))) : tell(provider, pushed));
  }

  private Future<Answer> tell(String provider, Pushed pushed) {
    return bus.ask(Horses.TOLD, new Told(provider, pushed.raceId, pushed.race), PATIENCE).compose(taken -> switch (taken) {
      case Taken.Applied(boolean changed) -> taken(provider, pushed, changed ? "applied" : "unchanged");
      case Taken.PolledNow() -> taken(provider, pushed, "polled");
      case Taken.NoSuchRace() -> now(Answer.notFound("race " + pushed.raceId + " of " + provider));
      case Taken.Malformed(var why) -> invalid("/race", why);
    }).recover(silent -> {
      LOG.error("{} pushed {}, and nobody took it", provider, pushed.eventId, silent);
      return now(Answer.refused(Kind.UNAVAILABLE, "The event was not taken. Send it again."));
    });
  }

  private Future<Answer> taken(String provider, Pushed pushed, String outcome) {
    return received.taken(provider, pushed.eventId, pushed.raceId, outcome, clock.instant())
        .map(Answer.accepted(new Outcome(pushed.eventId, outcome)));
  }

  private static Future<Answer> unauthenticated(String why) {
    return now(Answer.refused(Kind.UNAUTHENTICATED, why));
  }

  private static Future<Answer> invalid(String pointer, String why) {
    return now(Answer.invalid(pointer, why));
  }

  private static Future<Answer> now(Answer answer) {
    return Future.succeededFuture(answer);
  }
}
