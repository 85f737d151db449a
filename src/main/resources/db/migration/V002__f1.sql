create table season (
  year      int         primary key,
  synced_at timestamptz not null,
  closes_at timestamptz not null                     -- corrections apply until then: 14 days after the last race
);

create table driver (
  season         int  not null references season,
  driver_id      text not null,                      -- Jolpica's
  code           text,
  number         int,
  given_name     text not null,
  family_name    text not null,
  nationality    text,
  primary key (season, driver_id)
);

create table race (
  race_id    text        primary key,                -- season and name, so that it stays when the calendar moves: 2025-las-vegas
  season     int         not null references season,
  round      int         not null,
  name       text        not null,
  circuit_id text        not null,
  circuit    text        not null,
  locality   text        not null,
  country    text        not null,
  starts_at  timestamptz not null,
  cancelled  boolean     not null default false
);
create index race_season on race (season, round);

create table session (
  session_id    text        primary key,             -- 2025-las-vegas-R
  race_id       text        not null references race,
  code          text        not null check (code in ('FP1','FP2','FP3','SQ','SS','Q','S','R')),
  starts_at     timestamptz not null,
  state         text        not null,                -- scheduled, awaiting, provisional, confirmed_24h, confirmed_48h, final, amended
  version       int         not null default 0,      -- the result's latest version; 0: none yet
  clean_checks  int         not null default 0,      -- since the latest version
  verifications int         not null default 0,      -- checks that compared something, over all versions
  results_at    timestamptz,                         -- when the first result arrived
  checked_at    timestamptz,
  unique (race_id, code)
);

-- Immutable: a version is never updated. Rows are the canonical projection, one JSON object a car, in classified order.
create table result_version (
  session_id text        not null references session,
  version    int         not null,
  hash       text        not null,                   -- of rows, SHA-256, hex
  source     text        not null,
  fetched_at timestamptz not null,
  rows       jsonb       not null,
  changes    jsonb       not null,                   -- against the version before; [] for the first
  skipped    jsonb       not null,                   -- cars left out, with the reason
  primary key (session_id, version)
);

-- Answers that were refused, with the reason: they never replace a version.
create table result_refusal (
  session_id text        not null references session,
  at         timestamptz not null,
  source     text        not null,
  reason     text        not null,
  primary key (session_id, at)
);
