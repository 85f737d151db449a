package dev.paddock.account.web;

import dev.paddock.account.LogIns;
import dev.paddock.account.LogIns.Client;
import dev.paddock.account.LogIns.Granted;
import dev.paddock.account.Outcome;
import dev.paddock.account.Refusal;
import dev.paddock.account.rules.AccessClaims;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.RefreshToken;
import dev.paddock.account.web.AccountShapes.Login;
import dev.paddock.account.web.AccountShapes.Profile;
import dev.paddock.account.web.AccountShapes.Sessions;
import dev.paddock.account.web.AccountShapes.Tokens;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The contract's operations on log-ins. */
public final class LogInOperations {
  private static final int NAME = 200;

  private final LogIns logIns;
  private final Answer keys;
  private final Set<String> origins;
  private final InstantSource clock;

  /** @param jwk the public key of access tokens; @param origins other sites whose pages may log in, too */
  public LogInOperations(LogIns logIns, Map<String, String> jwk, Set<String> origins, InstantSource clock) {
    this.logIns = logIns;
    this.origins = Set.copyOf(origins);
    this.keys = keys(jwk);
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("logIn", this::logIn),
        new Operation("refresh", this::refresh),
        new Operation("logOut", request -> logIns.end(request.caller().user(), session(request), "logged out").map(out -> out())),
        new Operation("logOutEverywhere", request -> logIns.endAll(request.caller().user()).map(out -> out())),
        new Operation("listSessions", request -> logIns.list(request.caller().user()).map(list ->
            Answer.personal(new Sessions(list.stream().map(login -> Login.of(login, session(request))).toList())))),
        new Operation("endSession", this::end),
        new Operation("getKeys", request -> Future.succeededFuture(keys)));
  }

  /** For those who check our tokens: once a day is often enough to ask. */
  public static Answer keys(Map<String, String> jwk) {
    return Answer.lasting(Map.of("keys", List.of(jwk)));
  }

  private Future<Answer> logIn(Request request) {
    var body = request.json();
    boolean cookie = body.getBoolean("cookie", true);
    if (cookie && !isOurPage(request)) return refusedElsewhere();
    return logIns.logIn(body.getString("email"), new Password(body.getString("password")), client(request))
        .map(outcome -> Refusals.answer(outcome, granted -> tokens(granted, cookie)));
  }

  /** A token in the body has been put there by a program; one in a cookie by a browser, who may do so for any page. */
  private Future<Answer> refresh(Request request) {
    var shown = request.bytes().length == 0 ? null : request.json().getString("refreshToken");
    if (shown != null) return refresh(shown, request, false);
    if (!isOurPage(request)) return refusedElsewhere();
    return refresh(RefreshCookie.of(request).orElse(""), request, true);
  }

  private boolean isOurPage(Request request) {
    return request.sameOrigin() || request.header("origin").filter(origins::contains).isPresent();
  }

  private static Future<Answer> refusedElsewhere() {
    return Future.succeededFuture(Answer.refused(Kind.FORBIDDEN, "Only this service's own pages may use the cookie of a log-in."));
  }

  private Future<Answer> refresh(String shown, Request request, boolean cookie) {
    return RefreshToken.parse(shown).map(token -> logIns.refresh(token, client(request)))
        .orElseGet(() -> Future.succeededFuture(Outcome.refused(new Refusal.NoSession())))
        .map(outcome -> Refusals.answer(outcome, granted -> tokens(granted, cookie)))
        .map(answer -> cookie && answer instanceof Answer.Refused
            ? new Answer.With(answer, Map.of("Set-Cookie", RefreshCookie.clear())) : answer);
  }

  private Answer tokens(Granted granted, boolean cookie) {
    var token = granted.refreshToken();
    var body = Answer.personal(new Tokens(granted.accessToken(), "Bearer", AccessClaims.LIFETIME.toSeconds(), cookie ? null : token.text(),
        granted.refreshUntil(), Profile.of(granted.account())));
    if (!cookie) return body;
    var lifetime = Duration.between(clock.instant(), granted.refreshUntil());
    return new Answer.With(body, Map.of("Set-Cookie", RefreshCookie.set(token, lifetime)));
  }

  private static Answer out() {
    return new Answer.With(Answer.nothing(), Map.of("Set-Cookie", RefreshCookie.clear()));
  }

  private Future<Answer> end(Request request) {
    return logIns.end(request.caller().user(), UUID.fromString(request.text("sessionId")), "revoked")
        .map(outcome -> Refusals.answer(outcome, done -> Answer.nothing()));
  }

  private static UUID session(Request request) {
    return request.caller().session().orElseThrow();
  }

  private static Client client(Request request) {
    var name = request.header("user-agent").orElse("").replaceAll("\\p{Cntrl}", " ");
    return new Client(name.length() <= NAME ? name : name.substring(0, NAME), request.address());
  }
}
