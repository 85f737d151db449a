-- Up to three teams a player and season; what else a name must be is for the rules to say.
alter table team drop constraint team_season_player_id_key;
alter table team drop constraint team_season_name_key;
alter table team
  add column rule_set   text        not null default 'classic',   -- a rule set's id: never changed, boards are per rule set
  add column created_at timestamptz,
  add column revision   bigint      not null default 0,
  add column deleted_at timestamptz;
create unique index team_name on team (season, player_id, name) where deleted_at is null;

-- A line-up as it holds; how it came to be is in lineup_save.
alter table lineup
  add column constructors text[]      not null default '{}',      -- of rule sets that have them
  add column chip         text,
  add column bank_tenths  int         not null default 0,         -- left over at the prices of its round
  add column transfers    int         not null default 0,         -- charged: those beyond the free ones
  add column revision     bigint      not null default 0,
  add column receipt      text;

-- Every save, for ever: what was there, what it became, when the service had received it.
create table lineup_save (
  id           bigint      generated always as identity primary key,
  team_id      bigint      not null references team,
  season       int         not null,
  round        int         not null,
  revision     bigint      not null,
  drivers      text[]      not null,
  constructors text[]      not null,
  captain      text        not null,
  vice         text        not null,
  chip         text,
  cost_tenths  int         not null,
  bank_tenths  int         not null,
  came         text[]      not null,                 -- against the line-up of the round before
  went         text[]      not null,
  saved_at     timestamptz not null,
  receipt      text        not null,                 -- SHA-256 over all of that, hex
  unique (team_id, round, revision)
);

-- When a round's line-ups lock. It may move later while it is ahead; once passed it stays, unless the event moves to another date.
create table round_lock (
  race_id   text        primary key,
  season    int         not null,
  round     int         not null,
  lock_at   timestamptz not null,
  moved_at  timestamptz,
  unique (season, round)
);
