package dev.paddock.f1.store;

import static java.util.stream.Collectors.toMap;

import dev.paddock.f1.contract.Importing.Progress;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports as they are kept. */
final class ImportJson {
  private ImportJson() {}

  static JsonObject asked(RunImport asked) {
    var scope = asked.scope();
    return new JsonObject().put("year", scope.year()).put("round", scope.round().orElse(null))
        .put("session", scope.session().map(Enum::name).orElse(null)).put("force", asked.force()).put("announce", asked.announce())
        .put("maxCalls", asked.maxCalls().orElse(null)).put("parallel", asked.parallel());
  }

  static RunImport asked(JsonObject json) {
    return new RunImport(new Scope(json.getInteger("year"), Optional.ofNullable(json.getInteger("round")),
        Optional.ofNullable(json.getString("session")).map(SessionCode::valueOf)), json.getBoolean("force"), json.getBoolean("announce"),
        Optional.ofNullable(json.getInteger("maxCalls")), json.getInteger("parallel"));
  }

  static JsonObject progress(Progress progress) {
    return new JsonObject().put("done", progress.done()).put("of", progress.of()).put("calls", progress.calls())
        .put("doing", progress.doing());
  }

  static Progress progress(JsonObject json) {
    return new Progress(json.getInteger("done"), json.getInteger("of"), json.getInteger("calls"), json.getString("doing"));
  }

  static Summary nothing(int year) {
    return new Summary(year, 0, 0, 0, 0, 0, Map.of(), Map.of(), 0, 0, 0, Duration.ZERO, Map.of(), List.of(), Optional.empty());
  }

  static JsonObject summary(Summary s) {
    var extracted = new JsonObject();
    s.extracted().forEach((kind, rows) -> extracted.put(kind.name(), rows));
    var calls = new JsonObject();
    s.calls().forEach(calls::put);
    var failures = new JsonObject();
    s.failures().forEach(failures::put);
    return new JsonObject().put("year", s.year()).put("gaps", s.gaps()).put("processed", s.processed()).put("succeeded", s.succeeded())
        .put("failed", s.failed()).put("partial", s.partial()).put("extracted", extracted).put("calls", calls)
        .put("fromArchive", s.fromArchive()).put("notModified", s.notModified()).put("pauses", s.pauses())
        .put("millis", s.took().toMillis()).put("failures", failures).put("remaining", new JsonArray(s.remaining()))
        .put("why", s.why().orElse(null));
  }

  static Summary summary(JsonObject json) {
    return new Summary(json.getInteger("year"), json.getInteger("gaps"), json.getInteger("processed"), json.getInteger("succeeded"),
        json.getInteger("failed"), json.getInteger("partial"),
        json.getJsonObject("extracted").stream()
            .collect(toMap(e -> DataKind.valueOf(e.getKey()), e -> ((Number) e.getValue()).longValue())),
        json.getJsonObject("calls").stream().collect(toMap(Map.Entry::getKey, e -> ((Number) e.getValue()).intValue())),
        json.getInteger("fromArchive"), json.getInteger("notModified"), json.getInteger("pauses"),
        Duration.ofMillis(json.getLong("millis")),
        json.getJsonObject("failures").stream().collect(toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue()))),
        json.getJsonArray("remaining").stream().map(String::valueOf).toList(), Optional.ofNullable(json.getString("why")));
  }
}
