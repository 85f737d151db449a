package dev.paddock.notify.web;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.Endpoints.Endpoint;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** The contract's operations on the one endpoint that a user may have for his own letters. */
public final class OwnHookOperations {
  private final Endpoints endpoints;
  private final Timers timers;
  private final Ping ping;
  private final Supplier<String> secrets;

  /** @param secrets makes up a new one that nobody can guess */
  public OwnHookOperations(Bus bus, Timers timers, Endpoints endpoints, Supplier<String> secrets) {
    this.endpoints = endpoints;
    this.timers = timers;
    this.ping = new Ping(bus, timers);
    this.secrets = secrets;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getMyWebhook", request -> endpoints.own(user(request))
            .map(found -> found.map(own -> Answer.personal(json(own))).orElseGet(OwnHookOperations::none))),
        new Operation("putMyWebhook", this::put),
        new Operation("deleteMyWebhook", request -> endpoints.removeOwn(user(request)).map(gone -> gone ? Answer.nothing() : none())),
        new Operation("testMyWebhook", request -> endpoints.own(user(request)).compose(found -> found.isEmpty()
            ? Future.succeededFuture(none()) : ping.to(found.get(), By.USER).map(Answer::personal))));
  }

  private Future<Answer> put(Request request) {
    var url = request.json().getString("url");
    if (!HookOperations.isCallable(url)) return HookOperations.refused();
    return endpoints.putOwn(user(request), url, secrets.get(), timers.instant())
        .map(own -> Answer.personal(json(own).put("secret", own.secret())));
  }

  private static JsonObject json(Endpoint own) {
    var json = new JsonObject().put("url", own.url()).put("createdAt", own.createdAt().toString());
    own.failingSince().ifPresent(since -> json.put("failingSince", since.toString()));
    return json;
  }

  private static Answer none() {
    return Answer.notFound("webhook of yours");
  }

  private static long user(Request request) {
    return request.caller().user();
  }
}
