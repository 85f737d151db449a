package dev.paddock.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.fetch.Wire.Letter;
import dev.paddock.fetch.Wire.Reply;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login at Betfair: a token, kept alive while it is used, and a new one when Betfair forgot it. Who is refused at the door does not
 * knock again for a minute: too many wrong passwords close an account. Event loop only.
 */
final class BetfairSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(BetfairSession.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REFUSED = Duration.ofMinutes(1);
  /** An error is short; whatever is longer is an answer, which may have any words in it. */
  private static final int ERROR_AT_MOST = 4096;

  private final Access.Betfair access;
  private final Wire wire;
  private final InstantSource time;
  private Optional<Token> token = Optional.empty();
  private Optional<Future<Map<String, String>>> underWay = Optional.empty();
  private Instant notBefore = Instant.MIN;
  private String refusal = "";

  private record Token(String value, Instant aliveAt) {}

  BetfairSession(Access.Betfair access, Wire wire, InstantSource time) {
    this.access = access;
    this.wire = wire;
    this.time = time;
  }

  @Override public Future<Map<String, String>> headers() {
    if (token.isPresent()) {
      if (token.get().aliveAt().plus(access.keepAlive()).isBefore(time.instant())) keepAlive(token.get());
      return Future.succeededFuture(headers(token.get()));
    }
    if (time.instant().isBefore(notBefore)) return Future.failedFuture("no login before " + notBefore + ": " + refusal);
    if (underWay.isEmpty()) {
      var login = login();
      underWay = Optional.of(login);
      login.onComplete(over -> underWay = Optional.empty());
    }
    return underWay.orElse(headersOf(token));
  }

  @Override public boolean forgotten(Reply reply) {
    return reply.status() == 401 || reply.body().length() <= ERROR_AT_MOST
        && (reply.body().contains("INVALID_SESSION_INFORMATION") || reply.body().contains("NO_SESSION"));
  }

  @Override public void renew(Map<String, String> used) {
    if (token.isPresent() && headers(token.get()).equals(used)) token = Optional.empty();
  }

  private Future<Map<String, String>> login() {
    var form = "username=" + encoded(access.user()) + "&password=" + encoded(access.password().value());
    var letter = Letter.post(access.identityUrl() + "/api/login", Map.of("X-Application", access.appKey().value(),
        "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"), form);
    return wire.exchange(letter).otherwise(failure -> new Reply(0, Map.of(), "", time.instant(), time.instant(), 0)).compose(reply -> {
      var answer = read(reply);
      var value = word(answer, "token", "sessionToken");
      var status = word(answer, "status", "loginStatus");
      if (status.equals("SUCCESS") && !value.isEmpty()) {
        token = Optional.of(new Token(value, time.instant()));
        LOG.info("logged in at {}", access.identityUrl());
        return Future.succeededFuture(headers(token.get()));
      }
      // its own word for why, if that is one: an answer may be anything
      var why = word(answer, "error", "status", "loginStatus");
      refusal = "login refused: " + (why.matches("[A-Z_]{1,60}") ? why : "HTTP " + reply.status());
      notBefore = time.instant().plus(REFUSED);
      LOG.warn("{}: {}", access.identityUrl(), refusal);
      return Future.failedFuture(refusal);
    });
  }

  private void keepAlive(Token current) {
    token = Optional.of(new Token(current.value(), time.instant())); // one at a time; when it fails the old token lives on for a while
    wire.exchange(Letter.get(access.identityUrl() + "/api/keepAlive", headers(current))).onSuccess(reply -> {
      if (word(read(reply), "status").equals("SUCCESS")) return;
      LOG.warn("{} did not keep the session alive: HTTP {}", access.identityUrl(), reply.status());
      renew(headers(current));
    }).onFailure(t -> LOG.warn("{} did not keep the session alive: no answer", access.identityUrl()));
  }

  private Future<Map<String, String>> headersOf(Optional<Token> known) {
    return known.map(t -> Future.succeededFuture(headers(t))).orElseGet(() -> Future.failedFuture(refusal));
  }

  private Map<String, String> headers(Token t) {
    return Map.of("X-Application", access.appKey().value(), "X-Authentication", t.value(), "Accept", "application/json");
  }

  private static JsonNode read(Reply reply) {
    try {
      return JSON.readTree(reply.body().isEmpty() ? "{}" : reply.body());
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  private static String word(JsonNode answer, String... names) {
    for (var name : names) {
      var text = answer.path(name).asText("");
      if (!text.isEmpty()) return text;
    }
    return "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
