-- Who did what. Never changed, never deleted.
create table audit_entry (
  id       bigint      generated always as identity primary key,
  at       timestamptz not null,
  actor    text        not null,
  action   text        not null,
  subject  text        not null,
  reason   text        not null,
  detail   jsonb       not null
);

-- The chain: one link an entry, in the order of the commits, without gaps. A link's hash is of the one before it and of its entry,
-- so that nothing before it can change unseen.
create table audit_link (
  seq   bigint primary key,
  entry bigint not null unique references audit_entry,
  hash  bytea  not null                              -- SHA-256
);
create index audit_entry_subject on audit_entry (subject);
create index audit_entry_actor on audit_entry (actor);

-- What is hashed of an entry: each of its values with its length in bytes before it, so that none can pass for a part of another.
create function audit_text(e audit_entry) returns text language sql stable as $$
  select string_agg(octet_length(convert_to(v, 'UTF8')) || ':' || v || ',', '' order by n)
    from unnest(array[e.id::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.actor, e.action, e.subject, e.reason, e.detail::text])
         with ordinality as u (v, n)
$$;

-- Runs when the transaction commits, after all that it waits for: writers queue here for an instant, and no two can wait for each other.
create function audit_seal() returns trigger language plpgsql as $$
declare
  last audit_link;
begin
  perform pg_advisory_xact_lock(hashtext('audit_link'));
  select * into last from audit_link order by seq desc limit 1;
  insert into audit_link (seq, entry, hash) values (coalesce(last.seq, 0) + 1, new.id,
    sha256(coalesce(last.hash, decode(repeat('00', 32), 'hex')) || convert_to(audit_text(new), 'UTF8')));
  return null;
end $$;
create constraint trigger audit_sealed after insert on audit_entry deferrable initially deferred
  for each row execute function audit_seal();

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_kept before truncate on audit_entry for each statement execute function audit_refuse();
create trigger audit_link_stays before update or delete on audit_link for each row execute function audit_refuse();
create trigger audit_link_kept before truncate on audit_link for each statement execute function audit_refuse();
