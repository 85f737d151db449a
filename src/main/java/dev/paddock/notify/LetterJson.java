package dev.paddock.notify;

import dev.paddock.fantasy.contract.Fantasy.Delta;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A letter as it is shown outside: the contract's schema Letter. */
public final class LetterJson {
  private LetterJson() {}

  public static JsonObject of(Mailbox.Letter letter) {
    var n = letter.notification();
    var json = new JsonObject().put("id", n.id()).put("at", n.at().toString()).put("kind", n.kind()).put("title", n.title())
        .put("text", letter.text()).put("read", n.read());
    n.about().ifPresent(about -> json.put("about", about));
    n.correction().ifPresent(c -> json.put("raceId", c.raceId()).put("session", c.sessionId().substring(c.sessionId().lastIndexOf('-') + 1))
        .put("version", c.version()).put("teams", teams(letter)));
    return json;
  }

  private static JsonArray teams(Mailbox.Letter letter) {
    return new JsonArray(letter.own().stream().map(LetterJson::team).toList());
  }

  private static JsonObject team(Delta team) {
    var json = new JsonObject().put("teamId", team.team()).put("name", team.name()).put("after", team.after() / 100.0);
    team.before().ifPresent(before -> json.put("before", before / 100.0));
    return json;
  }
}
