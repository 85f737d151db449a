-- Many nodes share the work. A node lives as long as its lease is renewed; each time it comes to life it is a new incarnation,
-- and that is what owns claims: holding ten thousand of them costs the renewal of one row.
create table node (
  incarnation bigint      generated always as identity primary key,
  node_id     text        not null,                  -- of its data directory: the same in every incarnation
  lease_until timestamptz not null                   -- database time
);

drop index work_due;
alter table work
  drop column lease_owner,
  drop column lease_until,
  add column lease_owner bigint,                     -- incarnation of the node that holds the claim; a claim outlives no node
  add column grp         text    not null default '',   -- handed out together when due in the same second
  add column spacing_ms  bigint  not null default 0,
  add column memo        text    not null default '',   -- left by the one who did the last slot for the next
  add column paused      boolean not null default false,
  add column put_cadence text,                       -- the plan as it was put; cadence and anchor say where it went on from there
  add column put_anchor  timestamptz,
  add column steered     text;                       -- the cadence that an operator chose instead
update work set put_cadence = cadence, put_anchor = anchor;

-- Rows are rewritten at every slot: room in the page keeps them where they are.
alter table work set (fillfactor = 70);
create index work_free on work (due_at) where due_at is not null and lease_owner is null;

-- The log in weeks of due_at, so that what is old goes by dropping a table. Weeks ahead are made by the retention job;
-- what falls into none of them, such as a replayed season, lies in the default partition.
alter table poll_log rename to poll_log_before;
alter index poll_log_pkey rename to poll_log_before_pkey;
drop index poll_log_recent;

create table poll_log (
  subject     text        not null,
  due_at      timestamptz not null,
  kind        text        not null,
  cadence     text        not null,
  slot_at     timestamptz not null,
  attempt     int         not null,
  epoch       bigint      not null,
  node        text        not null,
  started_at  timestamptz,                           -- null: skipped, never started
  ended_at    timestamptz not null,
  outcome     text        not null check (outcome in ('DONE', 'CHANGED', 'RETRY', 'DEFERRED', 'STOPPED', 'SKIPPED')),
  note        text        not null,
  next_at     timestamptz,
  sent_at     timestamptz,                           -- the request: null where nobody was asked
  received_at timestamptz,
  provider_at timestamptz,                           -- the provider's clock, where it tells
  http_status int,                                   -- 0: no answer
  bytes       int,
  primary key (subject, due_at)
) partition by range (due_at);
create table poll_log_default partition of poll_log default;
insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note, next_at)
select subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note, next_at from poll_log_before;
drop table poll_log_before;
create index poll_log_recent on poll_log (ended_at desc);
