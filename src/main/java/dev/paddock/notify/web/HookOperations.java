package dev.paddock.notify.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract's operations on webhooks. */
public final class HookOperations {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Hooks hooks;

  public HookOperations(Hooks hooks) {
    this.hooks = hooks;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listWebhooks", request -> hooks.list().map(list -> Answer.personal(Map.of("webhooks", list)))),
        new Operation("createWebhook", this::create),
        new Operation("getWebhook", request -> hooks.get(id(request)).map(found -> answer(found, request))),
        new Operation("changeWebhook", this::change),
        new Operation("deleteWebhook", request -> hooks.remove(actor(request), id(request)).map(gone -> gone ? Answer.nothing() : missing(request))),
        new Operation("testWebhook", request -> hooks.ping(id(request)).map(found -> answer(found, request))),
        new Operation("listDeliveries", this::deliveries),
        new Operation("replayDelivery", request -> hooks.replay(actor(request), id(request))
            .map(found -> found.map(Answer::accepted).orElseGet(() -> Answer.notFound("delivery " + id(request))))));
  }

  private Future<Answer> create(Request request) {
    var body = request.json();
    var url = body.getString("url");
    return isCallable(url) ? hooks.add(actor(request), url, texts(body.getJsonArray("events"))).map(Answer::created) : refused();
  }

  private Future<Answer> change(Request request) {
    var body = request.json();
    var url = Optional.ofNullable(body.getString("url"));
    if (url.isPresent() && !isCallable(url.get())) return refused();
    return hooks.change(actor(request), id(request), url, Optional.ofNullable(body.getJsonArray("events")).map(HookOperations::texts),
        Optional.ofNullable(body.getBoolean("active"))).map(found -> answer(found, request));
  }

  private Future<Answer> deliveries(Request request) {
    var limit = request.count("limit");
    return hooks.deliveries(id(request), request.maybeText("state"), request.maybeNumber("before"), limit)
        .map(found -> found.map(list -> page(list, limit)).map(Answer::personal).orElseGet(() -> missing(request)));
  }

  /** @param next null on the last page */
  private record Page(Long next, List<Hooks.Delivery> deliveries) {}

  private static Object page(List<Hooks.Delivery> list, int limit) {
    return new Page(list.size() < limit ? null : list.getLast().id(), list);
  }

  /** An absolute http URL to a host, without a password in it: the signature says who we are. */
  static boolean isCallable(String url) {
    try {
      var uri = URI.create(url);
      return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null
          && uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getPort() <= 65535;
    } catch (IllegalArgumentException notAUrl) {
      return false;
    }
  }

  static Future<Answer> refused() {
    return Future.succeededFuture(Answer.invalid("/url", "Expected http://host/path or https://…, without user, password and fragment."));
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(Object::toString).distinct().toList();
  }

  private static Answer answer(Optional<?> found, Request request) {
    return found.map(Answer::personal).orElseGet(() -> missing(request));
  }

  private static Answer missing(Request request) {
    return Answer.notFound("webhook " + id(request));
  }

  private static String actor(Request request) {
    return request.caller().name();
  }

  private static long id(Request request) {
    return request.number("id");
  }
}
