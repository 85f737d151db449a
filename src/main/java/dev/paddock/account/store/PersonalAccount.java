package dev.paddock.account.store;

import dev.paddock.db.PersonalData;
import dev.paddock.db.PersonalTables;
import java.util.List;

/** Who a user is, and his log-ins. */
public final class PersonalAccount {
  private static final String COLLECT = """
      select jsonb_build_object('id', p.id, 'name', p.name, 'email', a.email, 'pendingEmail', a.pending_email, 'role', a.role,
               'verifiedAt', a.verified_at, 'createdAt', a.created_at, 'timeZone', a.time_zone, 'deleteAt', a.delete_at,
               'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'begunAt', s.begun_at, 'usedAt', s.used_at,
                    'expiresAt', s.expires_at, 'endedAt', s.ended_at, 'endedWhy', s.ended_why, 'client', s.client, 'address', s.address)
                    order by s.begun_at), '[]') from account_session s where s.user_id = a.user_id)) as data
        from account a join player p on p.id = a.user_id where a.user_id = $1::bigint""";
  // No address is of this form, so nobody logs in with it; nor does anybody know a password whose tag is nothing but zeroes.
  private static final String ACCOUNT = """
      update account set email = 'former-' || user_id, pending_email = null, verified_at = null, role = 'user', time_zone = 'UTC',
             password_hash = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
             forgotten_at = $2::timestamptz, revision = revision + 1
       where user_id = $1::bigint""";
  private static final String PLAYER = """
      update player set name = 'Former player ' || id, active = false where id = $1::bigint and $2::timestamptz is not null""";
  private static final String SESSIONS = "delete from account_session where user_id = $1::bigint and $2::timestamptz is not null";
  private static final String LINKS = "delete from account_link where user_id = $1::bigint and $2::timestamptz is not null";
  private static final String ADDRESSES = "delete from account_address where user_id = $1::bigint and $2::timestamptz is not null";

  private PersonalAccount() {}

  public static PersonalData data() {
    return new PersonalTables("account", COLLECT, List.of(SESSIONS, LINKS, ADDRESSES, ACCOUNT, PLAYER));
  }
}
