-- What operators look at.
alter table node
  add column joined_at timestamptz not null default clock_timestamp(),
  add column beat_at   timestamptz not null default clock_timestamp();   -- its last sign of life; both in database time

-- What was asked of providers, and what came of it: requests in a minute by how long they took. Few rows a minute, and sums over
-- a day are quick.
create table provider_minute (
  minute   timestamptz not null,
  provider text        not null,
  outcome  text        not null check (outcome in ('FRESH', 'NOT_MODIFIED', 'ABSENT', 'DEFERRED', 'UNAVAILABLE')),
  bucket   int         not null,                     -- see kernel.Spread
  requests int         not null check (requests > 0),
  primary key (minute, provider, outcome, bucket)
) with (fillfactor = 70);

create index result_version_corrected on result_version (fetched_at desc, session_id) where version > 1;
create index horse_revision_amended on horse_revision (at desc, race_id) where kind = 'AMENDED';
create index webhook_delivery_dead on webhook_delivery (id desc) where state = 'dead';
