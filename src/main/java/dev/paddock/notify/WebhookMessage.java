package dev.paddock.notify;

import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Deliver;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.store.Deliveries.Event;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An event as it travels: which one it is, and how its subject stands at the moment of sending; signed. */
public final class WebhookMessage {
  private WebhookMessage() {}

  /** Where it goes. @param secret signs it; @param by who named the address */
  public record Target(String url, String secret, By by) {
    @Override public String toString() {
      return "Target[" + url + ", by " + by + "]";
    }
  }

  /** @param state the subject as the API shows it now; empty: it is not there, or cannot be read just now */
  public static Deliver of(Target to, Event event, Optional<String> state, Instant now) {
    var body = new JsonObject().put("id", event.eventId()).put("type", event.type()).put("subject", event.subject())
        .put("revision", event.revision()).put("sequence", event.sequence()).put("at", event.at().toString());
    state.ifPresent(json -> body.put("state", new JsonObject(json)));
    var text = body.encode();
    return new Deliver(to.url, to.by, Map.of(
        "X-Paddock-Signature", Signature.of(to.secret, now, text.getBytes(StandardCharsets.UTF_8)),
        "X-Paddock-Event-Id", event.eventId(),
        "X-Paddock-Event", event.type(),
        "X-Paddock-Sequence", Long.toString(event.sequence()),
        "X-Paddock-Attempt", Integer.toString(event.attempts() + 1)), text);
  }
}
