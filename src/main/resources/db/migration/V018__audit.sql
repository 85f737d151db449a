-- Who did what. Never changed, never deleted: each entry's hash covers the one before it.
create table audit_entry (
  seq      bigint      generated always as identity primary key,
  at       timestamptz not null,
  actor    text        not null,
  action   text        not null,
  subject  text        not null,
  reason   text        not null,
  detail   jsonb       not null
);
