package dev.paddock.notify.store;

import dev.paddock.db.PersonalData;
import dev.paddock.db.PersonalTables;
import java.util.List;

/** A user's letters, what he wants to hear, and where his endpoint is. It goes before his account does: that knows his address. */
public final class PersonalLetters {
  private static final String COLLECT = """
      select jsonb_build_object(
               'letters', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'at', n.created_at, 'kind', n.kind, 'title', n.title,
                    'text', n.body, 'about', n.about) order by n.id), '[]') from notification n where n.user_id = $1::bigint),
               'read', (select coalesce(jsonb_agg(jsonb_build_object('notificationId', r.notification_id, 'at', r.read_at)
                    order by r.notification_id), '[]') from notification_read r where r.user_id = $1::bigint),
               'preferences', (select jsonb_build_object('inApp', p.in_app, 'email', p.email, 'webhook', p.webhook, 'quietFrom', p.quiet_from,
                    'quietUntil', p.quiet_until, 'reminderHours', p.reminder_hours) from notify_preference p where p.user_id = $1::bigint),
               'webhook', (select w.url from webhook_endpoint w where w.owner_id = $1::bigint),
               'mail', (select coalesce(jsonb_agg(jsonb_build_object('subject', m.subject, 'to', m.recipient, 'at', m.created_at,
                    'sentAt', m.sent_at) order by m.id), '[]')
                    from mail m join account a on a.user_id = $1::bigint and lower(m.recipient) = lower(a.email))) as data""";
  private static final List<String> FORGET = List.of(
      """
      delete from notification_read where $2::timestamptz is not null
         and (user_id = $1::bigint or notification_id in (select id from notification where user_id = $1::bigint))""",
      "delete from notification where user_id = $1::bigint and $2::timestamptz is not null",
      "delete from notify_preference where user_id = $1::bigint and $2::timestamptz is not null",
      "delete from push_ticket where user_id = $1::bigint and $2::timestamptz is not null",
      """
      with gone as (delete from webhook_endpoint where owner_id = $1::bigint and $2::timestamptz is not null returning id),
           deliveries as (delete from webhook_delivery where endpoint_id in (select id from gone))
      delete from webhook_queue where endpoint_id in (select id from gone)""",
      """
      delete from mail m using account a
       where a.user_id = $1::bigint and $2::timestamptz is not null and lower(m.recipient) in (lower(a.email), lower(a.pending_email))""");

  private PersonalLetters() {}

  public static PersonalData data() {
    return new PersonalTables("notifications", COLLECT, FORGET);
  }
}
