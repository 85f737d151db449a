package dev.paddock.ops.store;

import dev.paddock.ops.rules.AuditChain;
import dev.paddock.ops.rules.AuditChain.Entry;
import dev.paddock.ops.rules.AuditChain.Link;
import dev.paddock.ops.rules.AuditChain.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The audit log, read. */
public final class AuditReads {
  /** Links that are read at a time when the chain is followed. */
  private static final int STRIDE = 5000;

  private static final String LINKS = """
      select l.seq, l.hash, e.id, e.at, e.actor, e.action, e.subject, e.reason, e.detail::text as detail
        from audit_link l join audit_entry e on e.id = l.entry
      """;
  private static final String PAGE = LINKS + """
       where ($1::bigint is null or l.seq < $1::bigint) and ($2::text is null or e.actor = $2::text)
         and ($3::text is null or e.subject = $3::text) and ($4::text is null or e.action = $4::text or starts_with(e.action, $4::text || '.'))
       order by l.seq desc limit $5::int
      """;
  private static final String AFTER = LINKS + "where l.seq > $1::bigint order by l.seq limit $2::int";
  private static final String UNLINKED = """
      select count(*)::int as entries from audit_entry e where not exists (select from audit_link l where l.entry = e.id)
      """;

  private final SqlClient reads;

  public AuditReads(SqlClient reads) {
    this.reads = reads;
  }

  /** What is looked for. @param action or the beginning of one, such as {@code f1.hold} */
  public record Filter(Optional<String> actor, Optional<String> subject, Optional<String> action) {}

  /** Newest first. @param before only what is older than this link */
  public Future<List<Link>> page(Optional<Long> before, Filter filter, int limit) {
    return links(PAGE, Tuple.of(before.orElse(null), filter.actor().orElse(null), filter.subject().orElse(null),
        filter.action().orElse(null), limit));
  }

  /** Follows the whole chain. */
  public Future<Verdict> verify() {
    return follow(AuditChain.begin());
  }

  private Future<Verdict> follow(Verdict.Whole from) {
    return links(AFTER, Tuple.of(from.seq(), STRIDE)).compose(links -> switch (AuditChain.follow(from, links)) {
      case Verdict.Broken broken -> Future.succeededFuture(broken);
      case Verdict.Whole whole when links.size() == STRIDE -> follow(whole);
      case Verdict.Whole whole -> unlinked(whole);
    });
  }

  /** An entry is linked in the transaction that writes it. */
  private Future<Verdict> unlinked(Verdict.Whole whole) {
    return reads.query(UNLINKED).execute().map(rows -> rows.iterator().next().getInteger("entries")).map(entries -> entries == 0 ? whole
        : new Verdict.Broken(whole.seq() + 1, entries + " entries are not in the chain"));
  }

  private Future<List<Link>> links(String sql, Tuple which) {
    return reads.preparedQuery(sql).collecting(Collectors.mapping(AuditReads::link, Collectors.toUnmodifiableList())).execute(which)
        .map(found -> found.value());
  }

  private static Link link(Row r) {
    return new Link(r.getLong("seq"), r.getBuffer("hash").getBytes(), new Entry(r.getLong("id"), r.getOffsetDateTime("at").toInstant(),
        r.getString("actor"), r.getString("action"), r.getString("subject"), r.getString("reason"), r.getString("detail")));
  }
}
