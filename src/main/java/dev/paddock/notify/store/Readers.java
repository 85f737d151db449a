package dev.paddock.notify.store;

import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.rules.Preferences;
import dev.paddock.notify.rules.QuietHours;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is told, and how: the users with an account, and what they have chosen. */
public final class Readers {
  static final String COLUMNS = """
      u.user_id, u.time_zone, u.address, u.revision, u.in_app, u.email, u.webhook, u.quiet_from, u.quiet_until, u.reminder_hours,
      u.endpoint is not null as hook""";
  private static final String GET = "select " + COLUMNS + " from reader u where u.user_id = $1::bigint";
  private static final String ACCOUNT = "select 1 from account where user_id = $1::bigint";
  // A first choice is made from revision 0, which has no row.
  private static final String CHANGE = """
      insert into notify_preference as p (user_id, revision, in_app, email, webhook, quiet_from, quiet_until, reminder_hours)
      select $1::bigint, 1, $3::text[], $4::text[], $5::text[], $6::time, $7::time, $8::int[]
       where $2::bigint = 0 or exists (select 1 from notify_preference where user_id = $1::bigint)
      on conflict (user_id) do update
        set revision = p.revision + 1, in_app = excluded.in_app, email = excluded.email, webhook = excluded.webhook,
            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, reminder_hours = excluded.reminder_hours
      where p.revision = $2::bigint
      returning revision""";
  private static final String UNSUBSCRIBE = """
      insert into notify_preference as p (user_id, revision, in_app, email, webhook, quiet_from, quiet_until, reminder_hours)
      select u.user_id, 1, u.in_app, array_remove(u.email, $2::text), u.webhook, u.quiet_from, u.quiet_until, u.reminder_hours
        from reader u where u.user_id = $1::bigint and $2::text = any (u.email)
      on conflict (user_id) do update set revision = p.revision + 1, email = array_remove(p.email, $2::text)""";

  /**
   * @param address to which mail may go; empty: none that he has shown to be his
   * @param hook    whether he has an endpoint of his own
   */
  public record Reader(long user, ZoneId zone, Optional<String> address, boolean hook, Preferences preferences, long revision) {
    public boolean mailed(Kind kind) {
      return address.isPresent() && preferences.email().contains(kind);
    }

    public boolean called(Kind kind) {
      return hook && preferences.webhook().contains(kind);
    }
  }

  private final SqlClient client;

  public Readers(SqlClient client) {
    this.client = client;
  }

  /** Empty: nobody with an account. */
  public Future<Optional<Reader>> of(long user) {
    return client.preparedQuery(GET).execute(Tuple.of(user))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(reader(rows.iterator().next())));
  }

  /** Whether a player has an account, or has had one. */
  public Future<Boolean> hasAccount(long player) {
    return client.preparedQuery(ACCOUNT).execute(Tuple.of(player)).map(rows -> rows.size() > 0);
  }

  /** Answers the new revision. Empty: somebody else's change came first. */
  public Future<Optional<Long>> change(long user, long revision, Preferences chosen) {
    return client.preparedQuery(CHANGE).execute(Tuple.of(user, revision, words(chosen.inApp()), words(chosen.email()),
        words(chosen.webhook()))
            .addValue(chosen.quiet().map(QuietHours::from).orElse(null)).addValue(chosen.quiet().map(QuietHours::until).orElse(null))
            .addValue(chosen.hours().stream().sorted().toArray(Integer[]::new)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getLong("revision")));
  }

  /** No more mail of that kind; again changes nothing. */
  public Future<Void> unsubscribe(long user, Kind kind) {
    return client.preparedQuery(UNSUBSCRIBE).execute(Tuple.of(user, kind.word())).mapEmpty();
  }

  static Reader reader(Row r) {
    var quiet = Optional.ofNullable(r.getLocalTime("quiet_from")).map(from -> new QuietHours(from, r.getLocalTime("quiet_until")));
    var preferences = new Preferences(kinds(r.getArrayOfStrings("in_app")), kinds(r.getArrayOfStrings("email")),
        kinds(r.getArrayOfStrings("webhook")), quiet, Set.of(r.getArrayOfIntegers("reminder_hours")));
    return new Reader(r.getLong("user_id"), ZoneId.of(r.getString("time_zone")), Optional.ofNullable(r.getString("address")),
        r.getBoolean("hook"), preferences, r.getLong("revision"));
  }

  private static Set<Kind> kinds(String[] words) {
    return Stream.of(words).map(Kind::of).collect(Collectors.toUnmodifiableSet());
  }

  private static String[] words(Collection<Kind> kinds) {
    return kinds.stream().sorted().map(Kind::word).toArray(String[]::new);
  }
}
