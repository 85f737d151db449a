package dev.paddock.notify.web;

import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.rules.Preferences;
import dev.paddock.notify.rules.QuietHours;
import dev.paddock.notify.store.Readers;
import dev.paddock.notify.store.Readers.Reader;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's operations on what a user wants to hear by which channel. */
public final class PreferenceOperations {
  private final Readers readers;

  public PreferenceOperations(Readers readers) {
    this.readers = readers;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getNotificationPreferences", request -> answer(request.caller().user())),
        new Operation("putNotificationPreferences", this::change));
  }

  private Future<Answer> answer(long user) {
    return readers.of(user).map(found -> found.map(reader -> Answer.revised(json(reader), reader.revision()))
        .orElseGet(() -> Answer.notFound("account " + user)));
  }

  private Future<Answer> change(Request request) {
    var body = request.json();
    var channels = body.getJsonObject("channels");
    for (var always : List.of("inApp", "email")) {
      if (!channels.getJsonObject("security").getBoolean(always)) return Future.succeededFuture(
          Answer.invalid("/channels/security/" + always, "What concerns an account's security cannot be turned off here; send true."));
    }
    var quiet = Optional.ofNullable(body.getJsonObject("quietHours"));
    if (quiet.isPresent() && quiet.get().getString("from").equals(quiet.get().getString("until"))) return Future.succeededFuture(
        Answer.invalid("/quietHours", "Expected two different times; leave quietHours out to have none."));
    var user = request.caller().user();
    var zone = Optional.ofNullable(body.getString("timeZone"));
    return moves(user, zone).compose(moves -> moves
        ? Future.succeededFuture(Answer.invalid("/timeZone", "It is the account's: change it there, then send what is chosen here."))
        : readers.change(user, request.revision(), preferences(body, quiet))
            .compose(changed -> changed.isPresent() ? answer(user) : Future.succeededFuture(Answer.stale())));
  }

  /** Whether it is another than the account's: what is read here may be sent back as it is. */
  private Future<Boolean> moves(long user, Optional<String> zone) {
    return zone.isEmpty() ? Future.succeededFuture(false)
        : readers.of(user).map(reader -> reader.filter(known -> known.zone().getId().equals(zone.get())).isEmpty());
  }

  private static Preferences preferences(JsonObject body, Optional<JsonObject> quiet) {
    var channels = body.getJsonObject("channels");
    return new Preferences(chosen(channels, "inApp"), chosen(channels, "email"), chosen(channels, "webhook"),
        quiet.map(hours -> new QuietHours(LocalTime.parse(hours.getString("from")), LocalTime.parse(hours.getString("until")))),
        body.getJsonArray("reminderHours").stream().map(hour -> ((Number) hour).intValue()).collect(Collectors.toSet()));
  }

  private static Set<Kind> chosen(JsonObject channels, String channel) {
    return Stream.of(Kind.values()).filter(kind -> channels.getJsonObject(kind.word()).getBoolean(channel)).collect(Collectors.toSet());
  }

  private static JsonObject json(Reader reader) {
    var chosen = reader.preferences();
    var channels = new JsonObject();
    for (var kind : Kind.values()) channels.put(kind.word(), new JsonObject().put("inApp", chosen.inApp().contains(kind))
        .put("email", chosen.email().contains(kind)).put("webhook", chosen.webhook().contains(kind)));
    var json = new JsonObject().put("channels", channels).put("timeZone", reader.zone().getId())
        .put("reminderHours", new JsonArray(chosen.hours().stream().sorted().toList().reversed()));
    chosen.quiet().ifPresent(quiet -> json.put("quietHours",
        new JsonObject().put("from", quiet.from().toString()).put("until", quiet.until().toString())));
    return json;
  }
}
