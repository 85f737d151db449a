package dev.paddock.ops.web;

import dev.paddock.ops.rules.AuditChain.Link;
import dev.paddock.ops.rules.AuditChain.Verdict;
import dev.paddock.ops.store.AuditReads;
import dev.paddock.ops.store.AuditReads.Filter;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The contract's operations on the audit log. The contract guards them. */
public final class AuditOperations {
  private static final String CURSOR = "audit";

  private final AuditReads audit;
  private final Seal seal;

  public AuditOperations(AuditReads audit, Seal seal) {
    this.audit = audit;
    this.seal = seal;
  }

  /** @param next null on the last page */
  private record Page(List<Line> entries, String next) {}

  private record Line(long seq, Instant at, String actor, String action, String subject, String reason, Map<String, Object> detail,
      String hash) {
    static Line of(Link link) {
      var entry = link.entry();
      return new Line(link.seq(), entry.at(), entry.actor(), entry.action(), entry.subject(), entry.reason(),
          new JsonObject(entry.detail()).getMap(), hex(link.hash()));
    }
  }

  /** @param brokenAt null: the chain holds; {@code why} likewise; {@code hash} of its last link, null where it is broken */
  private record Chain(boolean whole, Long links, String hash, Long brokenAt, String why) {}

  public List<Operation> list() {
    return List.of(new Operation("listAudit", this::page), new Operation("verifyAudit", request -> audit.verify().map(AuditOperations::chain)));
  }

  private Future<Answer> page(Request request) {
    var given = request.maybeText("cursor");
    var before = given.flatMap(text -> seal.open(CURSOR, text)).map(Long::parseLong);
    if (given.isPresent() && before.isEmpty()) return Future.succeededFuture(Answer.malformed("cursor", "Not the next of an earlier answer."));
    var filter = new Filter(request.maybeText("actor"), request.maybeText("subject"), request.maybeText("action"));
    int limit = request.count("limit");
    return audit.page(before, filter, limit).map(links -> Answer.personal(new Page(links.stream().map(Line::of).toList(),
        links.size() < limit ? null : seal.close(CURSOR, "" + links.getLast().seq()))));
  }

  private static Answer chain(Verdict verdict) {
    return Answer.personal(switch (verdict) {
      case Verdict.Whole(var seq, var hash) -> new Chain(true, seq, hex(hash), null, null);
      case Verdict.Broken(var seq, var why) -> new Chain(false, null, null, seq, why);
    });
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
