package dev.paddock.web;

import dev.paddock.notify.web.Hooks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One webhook, which fails since this morning. */
final class ExhibitedHooks implements Hooks {
  private static final Instant MORNING = Instant.parse("2025-11-25T05:10:00Z");
  private static final Webhook ONLY =
      new Webhook(1, "https://example.org/hook", List.of("f1.result.corrected", "*"), true, Exhibit.NOW, MORNING);
  private static final Delivery DEAD = new Delivery(7, 1, "f1.result.corrected:2025-las-vegas-R:2", "f1.result.corrected",
      "2025-las-vegas-R", 2, 2, MORNING, "dead", 7, Exhibit.NOW, 500, "HTTP 500");

  @Override public Future<List<Webhook>> list() {
    return Future.succeededFuture(List.of(ONLY));
  }

  @Override public Future<NewWebhook> add(String actor, String url, List<String> events) {
    return Future.succeededFuture(new NewWebhook(2, url, events, true, Exhibit.NOW, "whsec_of-the-exhibit"));
  }

  @Override public Future<Optional<Webhook>> get(long id) {
    return known(id, ONLY);
  }

  @Override public Future<Optional<Webhook>> change(String actor, long id, Optional<String> url, Optional<List<String>> events, Optional<Boolean> active) {
    return known(id, new Webhook(1, url.orElse(ONLY.url()), events.orElse(ONLY.events()), active.orElse(true), Exhibit.NOW, null));
  }

  @Override public Future<Boolean> remove(String actor, long id) {
    return Future.succeededFuture(id == 1);
  }

  @Override public Future<Optional<Tried>> ping(long id) {
    return known(id, new Tried(false, null, "connection refused", 12));
  }

  @Override public Future<Optional<List<Delivery>>> deliveries(long id, Optional<String> state, Optional<Long> before, int limit) {
    return known(id, List.of(DEAD));
  }

  @Override public Future<Optional<Delivery>> replay(String actor, long deliveryId) {
    return Future.succeededFuture(deliveryId == 7 ? Optional.of(DEAD) : Optional.empty());
  }

  private static <T> Future<Optional<T>> known(long id, T answer) {
    return Future.succeededFuture(id == 1 ? Optional.of(answer) : Optional.empty());
  }
}
