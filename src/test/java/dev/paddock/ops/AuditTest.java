package dev.paddock.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.db.Pools;
import dev.paddock.ops.rules.AuditChain.Link;
import dev.paddock.ops.rules.AuditChain.Verdict;
import dev.paddock.ops.store.AuditReads;
import dev.paddock.ops.store.AuditReads.Filter;
import dev.paddock.ops.store.PgLedger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log in a real database: who writes at the same time makes one chain, and who tampers with it is found. */
class AuditTest {
  static final Instant NOON = Instant.parse("2025-11-23T12:00:00.123456Z");
  static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

  final Vertx vertx = Vertx.vertx();
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(50, 2, Duration.ofSeconds(60)));
  final PgLedger ledger = new PgLedger();
  final AuditReads audit = new AuditReads(pools.reads());

  @AfterEach void close() {
    pools.close().await();
    vertx.close().await();
  }

  private static Entry entry(int n) {
    return new Entry("user:" + n % 3, n % 2 == 0 ? "f1.hold.approved" : "f1.result.enter", "2025-las-vegas-R", "because of " + n + " – «ÿ»",
        "{\"n\": " + n + ", \"a\":{\"z\":1,\"b\":[true,null]}}");
  }

  private Future<Void> write(int n) {
    return pools.transactions().withTransaction(tx -> ledger.put(tx, NOON.plusSeconds(n), entry(n)));
  }

  private void sql(String statement) {
    pools.transactions().query(statement).execute().await();
  }

  @Test void fifty_writers_at_once_make_one_chain() {
    Future.all(IntStream.range(0, 200).mapToObj(this::write).toList()).await();
    assertThat(audit.verify().await()).isInstanceOfSatisfying(Verdict.Whole.class, whole -> assertThat(whole.seq()).isEqualTo(200));
    assertThat(audit.page(Optional.empty(), ALL, 200).await()).extracting(Link::seq)
        .isEqualTo(IntStream.range(0, 200).mapToObj(i -> 200L - i).toList());
  }

  @Test void writers_that_wait_for_each_other_elsewhere_do_not_wait_for_each_other_here() {
    sql("create table account_of (id int primary key, n int)");
    sql("insert into account_of values (1, 0), (2, 0)");
    // Each writes the log first and a row after it that the other may hold already: with the chain locked from the start this would be a deadlock.
    var all = IntStream.range(0, 40).mapToObj(n -> pools.transactions().withTransaction(tx ->
        (n % 2 == 0 ? ledger.put(tx, NOON, entry(n)) : tx.query("update account_of set n = n + 1 where id = 1").execute().<Void>mapEmpty())
            .compose(v -> n % 2 == 0 ? tx.query("update account_of set n = n + 1 where id = 1").execute().<Void>mapEmpty()
                : ledger.put(tx, NOON, entry(n))))).toList();
    Future.all(all).await();
    assertThat(audit.verify().await()).isInstanceOfSatisfying(Verdict.Whole.class, whole -> assertThat(whole.seq()).isEqualTo(40));
  }

  @Test void what_is_rolled_back_leaves_no_gap() {
    write(1).await();
    assertThatThrownBy(() -> pools.transactions().<Void>withTransaction(tx -> ledger.put(tx, NOON, entry(2))
        .compose(v -> Future.failedFuture("no"))).await()).hasMessage("no");
    write(3).await();
    assertThat(audit.verify().await()).isInstanceOfSatisfying(Verdict.Whole.class, whole -> assertThat(whole.seq()).isEqualTo(2));
  }

  @Test void an_empty_log_is_whole() {
    assertThat(audit.verify().await()).isInstanceOfSatisfying(Verdict.Whole.class, whole -> assertThat(whole.seq()).isZero());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "update audit_entry set reason = 'nothing'", "delete from audit_entry", "truncate audit_entry cascade",
      "update audit_link set hash = '\\x00'", "delete from audit_link", "truncate audit_link"})
  void it_is_only_ever_added_to(String statement) {
    write(1).await();
    assertThatThrownBy(() -> sql(statement)).hasMessageContaining("only ever added to");
  }

  @ParameterizedTest(name = "{0}: broken at {1}")
  @CsvSource(delimiter = '|', value = {
      "update audit_entry set actor = 'user:9' where id = 4                                                         | 4",
      "update audit_entry set at = at + interval '1 microsecond' where id = 1                                       | 1",
      "update audit_entry set detail = '{}' where id = 7                                                            | 7",
      "update audit_entry set reason = 'because', subject = subject where id = 10                                   | 10",
      "update audit_link set hash = sha256('x') where seq = 6                                                       | 6",
      "delete from audit_link where seq = 5                                                                         | 5",
      "delete from audit_link where seq = 10                                                                        | 10",
      "delete from audit_link where entry = 3; delete from audit_entry where id = 3                                 | 3",
      "update audit_link set entry = case entry when 2 then -3 when 3 then -2 end where entry in (2, 3)             | 2",
  })
  void whoever_tampers_with_it_is_found(String tampering, long brokenAt) {
    for (int n = 1; n <= 10; n++) write(n).await();
    sql("set session_replication_role = replica; " + tampering + "; update audit_link set entry = -entry where entry < 0; "
        + "set session_replication_role = default");
    assertThat(audit.verify().await()).isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.seq()).isEqualTo(brokenAt));
  }

  @Test void it_is_read_by_actor_subject_and_action_page_by_page() {
    for (int n = 1; n <= 6; n++) write(n).await();
    assertThat(audit.page(Optional.of(4L), ALL, 2).await()).extracting(Link::seq).containsExactly(3L, 2L);
    assertThat(seqs("user:1", null, null)).containsExactly(4L, 1L);
    assertThat(seqs(null, "2025-las-vegas-R", "f1.hold")).containsExactly(6L, 4L, 2L);
    assertThat(seqs(null, null, "f1.hol")).isEmpty();
    assertThat(seqs(null, "2025-las-vegas", null)).isEmpty();
  }

  private List<Long> seqs(String actor, String subject, String action) {
    var filter = new Filter(Optional.ofNullable(actor), Optional.ofNullable(subject), Optional.ofNullable(action));
    return audit.page(Optional.empty(), filter, 10).await().stream().map(Link::seq).toList();
  }
}
