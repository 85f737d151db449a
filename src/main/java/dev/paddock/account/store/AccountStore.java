package dev.paddock.account.store;

import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accounts, each with the player that it is of. */
public final class AccountStore {
  private static final String COLUMNS = """
      select a.user_id, p.name, a.email, a.pending_email, a.password_hash, a.role, a.verified_at, a.created_at, a.time_zone, a.revision,
             a.delete_at, a.forgotten_at
        from account a join player p on p.id = a.user_id
      """;
  private static final String GET = COLUMNS + "where a.user_id = $1::bigint";
  private static final String BY_EMAIL = COLUMNS + "where lower(a.email) = lower($1::text) and a.forgotten_at is null";
  private static final String LIST = COLUMNS + """
      where a.user_id > $1::bigint and ($2::text is null or starts_with(lower(p.name), lower($2::text)) or lower(a.email) = lower($2::text))
      order by a.user_id limit $3::int""";
  // Two who want the same name or address at the same time are let in one after the other.
  private static final String IN_TURN = """
      select pg_advisory_xact_lock(hashtextextended('account:' || key, 0)) from unnest($1::text[]) key order by key""";
  private static final String NAME_TAKEN =
      "select 1 from player where lower(name) = lower($1::text) and id is distinct from $2::bigint limit 1";
  private static final String ADD = """
      with person as (insert into player (name, joined_at) values ($1::text, $6::timestamptz) returning id)
      insert into account (user_id, email, password_hash, role, time_zone, created_at, verified_at)
      select id, $2::text, $3::text, $4::text, $5::text, $6::timestamptz, $7::timestamptz from person returning user_id""";
  private static final String PASSWORD = """
      update account set password_hash = $2::text, verified_at = coalesce(verified_at, $3::timestamptz) where user_id = $1::bigint""";
  private static final String REHASH = """
      update account set password_hash = $3::text where user_id = $1::bigint and password_hash = $2::text""";
  private static final String VERIFY = """
      update account
         set verified_at = $3::timestamptz, email = $2::text, revision = revision + 1,
             pending_email = case when lower(pending_email) = lower($2::text) then null else pending_email end
       where user_id = $1::bigint and (lower(email) = lower($2::text) or lower(pending_email) = lower($2::text))
         and not exists (select from account other where lower(other.email) = lower($2::text) and other.user_id <> $1::bigint)
      returning user_id""";
  private static final String PROFILE = """
      with edited as (
        update account set time_zone = $4::text, pending_email = $5::text, revision = revision + 1
         where user_id = $1::bigint and revision = $2::bigint and forgotten_at is null returning user_id)
      update player set name = $3::text from edited where player.id = edited.user_id returning player.id""";
  private static final String ROLE = """
      update account set role = $2::text, revision = revision + 1 where user_id = $1::bigint and role <> $2::text returning user_id""";

  /**
   * An account.
   *
   * @param pendingEmail what the address shall be once it is verified
   * @param deleteAt     when he has asked to be forgotten
   */
  public record Account(long user, String name, String email, Optional<String> pendingEmail, PasswordHash password, Role role,
                        Optional<Instant> verifiedAt, Instant createdAt, String timeZone, long revision, Optional<Instant> deleteAt,
                        boolean forgotten) {}

  /** One that is to be. @param verifiedAt empty: the address is still to be verified */
  public record Draft(String name, String email, PasswordHash password, Role role, String timeZone, Optional<Instant> verifiedAt) {}

  /** What became of a draft. */
  public sealed interface Added {
    record New(long user) implements Added {}

    record NameTaken() implements Added {}

    record AddressKnown(Account account) implements Added {}
  }

  /** A profile as it shall be. */
  public record Profile(String name, String timeZone, Optional<String> pendingEmail) {}

  private final SqlClient client;

  public AccountStore(SqlClient client) {
    this.client = client;
  }

  public Future<Optional<Account>> get(long user) {
    return client.preparedQuery(GET).execute(Tuple.of(user)).map(AccountStore::first);
  }

  public Future<Optional<Account>> get(SqlConnection tx, long user) {
    return tx.preparedQuery(GET + " for update of a").execute(Tuple.of(user)).map(AccountStore::first);
  }

  public Future<Optional<Account>> byEmail(String email) {
    return client.preparedQuery(BY_EMAIL).execute(Tuple.of(email)).map(AccountStore::first);
  }

  public Future<Optional<Account>> byEmail(SqlConnection tx, String email) {
    return tx.preparedQuery(BY_EMAIL).execute(Tuple.of(email)).map(AccountStore::first);
  }

  /** In the order of their ids. @param query the beginning of a name, or an address; empty: all */
  public Future<List<Account>> list(long after, Optional<String> query, int limit) {
    return client.preparedQuery(LIST).collecting(Collectors.mapping(AccountStore::account, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(after, query.orElse(null), limit)).map(found -> found.value());
  }

  /** Whoever is there already keeps his name and his address. */
  public Future<Added> add(SqlConnection tx, Draft draft, Instant at) {
    return inTurn(tx, draft.name, draft.email).compose(mine -> byEmail(tx, draft.email)).compose(known -> nameTaken(tx, draft.name, 0)
        .compose(taken -> taken ? Future.succeededFuture((Added) new Added.NameTaken())
            : known.isPresent() ? Future.succeededFuture(new Added.AddressKnown(known.get())) : insert(tx, draft, at)));
  }

  private static Future<Added> insert(SqlConnection tx, Draft draft, Instant at) {
    return tx.preparedQuery(ADD).execute(Tuple.of(draft.name, draft.email, draft.password.phc(), draft.role.word(), draft.timeZone, utc(at),
        draft.verifiedAt.map(AccountStore::utc).orElse(null))).map(rows -> new Added.New(rows.iterator().next().getLong("user_id")));
  }

  private static Future<Void> inTurn(SqlConnection tx, String... what) {
    var keys = new String[what.length];
    for (int i = 0; i < what.length; i++) keys[i] = what[i].toLowerCase(Locale.ROOT);
    return tx.preparedQuery(IN_TURN).execute(Tuple.of(keys)).mapEmpty();
  }

  private static Future<Boolean> nameTaken(SqlConnection tx, String name, long but) {
    return tx.preparedQuery(NAME_TAKEN).execute(Tuple.of(name, but)).map(rows -> rows.size() > 0);
  }

  /** A new password, by a link that was mailed: who could open that mail has the address. */
  public Future<Void> password(SqlConnection tx, long user, PasswordHash hash, Instant verifiedAt) {
    return tx.preparedQuery(PASSWORD).execute(Tuple.of(user, hash.phc(), utc(verifiedAt))).mapEmpty();
  }

  /** In place of the old one, if that is still there. */
  public Future<Boolean> replace(SqlConnection tx, long user, PasswordHash old, PasswordHash hash) {
    return tx.preparedQuery(REHASH).execute(Tuple.of(user, old.phc(), hash.phc())).map(rows -> rows.rowCount() > 0);
  }

  /** False: it is neither the address nor what it shall be, or has become somebody else's. */
  public Future<Boolean> verify(SqlConnection tx, long user, String email, Instant at) {
    return inTurn(tx, email).compose(mine -> tx.preparedQuery(VERIFY).execute(Tuple.of(user, email, utc(at)))).map(rows -> rows.size() > 0);
  }

  /** What became of an edit. */
  public enum Edited { DONE, STALE, NAME_TAKEN }

  public Future<Edited> edit(SqlConnection tx, long user, long revision, Profile profile) {
    return inTurn(tx, profile.name).compose(mine -> nameTaken(tx, profile.name, user)).compose(taken -> taken
        ? Future.succeededFuture(Edited.NAME_TAKEN)
        : tx.preparedQuery(PROFILE).execute(Tuple.of(user, revision, profile.name, profile.timeZone, profile.pendingEmail.orElse(null)))
            .map(rows -> rows.size() > 0 ? Edited.DONE : Edited.STALE));
  }

  /** False: he has it already. */
  public Future<Boolean> role(SqlConnection tx, long user, Role role) {
    return tx.preparedQuery(ROLE).execute(Tuple.of(user, role.word())).map(rows -> rows.size() > 0);
  }

  private static Optional<Account> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(account(rows.iterator().next()));
  }

  private static Account account(Row r) {
    return new Account(r.getLong("user_id"), r.getString("name"), r.getString("email"), Optional.ofNullable(r.getString("pending_email")),
        new PasswordHash(r.getString("password_hash")), Role.of(r.getString("role")), at(r, "verified_at"),
        at(r, "created_at").orElseThrow(), r.getString("time_zone"), r.getLong("revision"), at(r, "delete_at"),
        at(r, "forgotten_at").isPresent());
  }

  private static Optional<Instant> at(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
