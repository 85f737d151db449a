-- Work that must be done at instants. One row a subject; the row is the plan and, while a node holds it, the claim.
create table work (
  subject      text        primary key,
  kind         text        not null,
  cadence      text        not null,
  anchor       timestamptz not null,
  until        timestamptz,
  slot_at      timestamptz,                          -- the cadence's slot that the next attempt belongs to
  due_at       timestamptz,                          -- when the next attempt is due; null: at rest, nothing more to do
  attempt      int         not null default 0,       -- failed attempts of this slot so far
  epoch        bigint      not null default 0,       -- fencing: grows with every claim, an old one cannot write
  lease_owner  text,
  lease_until  timestamptz,                          -- database time
  last_ended   timestamptz,
  last_outcome text,
  last_note    text
);
create index work_due on work (due_at, subject) where due_at is not null;

-- What became of every slot. The primary key makes a second effect of one slot impossible.
create table poll_log (
  subject      text        not null,
  due_at       timestamptz not null,
  kind         text        not null,
  cadence      text        not null,
  slot_at      timestamptz not null,
  attempt      int         not null,
  epoch        bigint      not null,
  node         text        not null,
  started_at   timestamptz,                          -- null: skipped, never started
  ended_at     timestamptz not null,
  outcome      text        not null check (outcome in ('DONE', 'CHANGED', 'RETRY', 'DEFERRED', 'STOPPED', 'SKIPPED')),
  note         text        not null,
  next_at      timestamptz,
  primary key (subject, due_at)
);
create index poll_log_recent on poll_log (ended_at desc, subject);
