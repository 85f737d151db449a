package dev.paddock.fantasy.web;

import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.RuleShelf;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contract's operations on rule sets: what is played, word for word, when line-ups lock, and what becomes of late changes. */
public final class RuleOperations {
  private final RuleSets current;
  private final RuleShelf shelf;
  private final JsonObject policy;

  public RuleOperations(RuleSets current, RuleShelf shelf) {
    this.current = current;
    this.shelf = shelf;
    this.policy = policy();
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listRuleSets", request -> Future.succeededFuture(Answer.live(all()))),
        new Operation("getRuleSet", this::one));
  }

  private JsonObject all() {
    var sets = new JsonArray();
    for (var file : current.all()) sets.add(named(file).put("usual", file.rules().id().equals(RuleSets.USUAL)));
    return policy.copy().put("ruleSets", sets);
  }

  private Future<Answer> one(Request request) {
    var id = request.text("id");
    var version = request.text("version");
    return shelf.find(id, version).map(found -> found.map(this::whole).map(Answer::live)
        .orElseGet(() -> Answer.notFound("rule set " + id + " " + version)));
  }

  private JsonObject whole(RuleSetFile file) {
    return named(file).put("text", file.body()).put("rules", new JsonObject(file.body())).mergeIn(policy);
  }

  private static JsonObject named(RuleSetFile file) {
    return new JsonObject().put("id", file.rules().id()).put("version", file.rules().version()).put("hash", file.rules().hash());
  }

  private static JsonObject policy() {
    try (var in = RuleOperations.class.getResourceAsStream("/rules/policy.json")) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
