-- Up to three teams a player and season; what else a name must be is for the rules to say.
alter table team drop constraint team_season_player_id_key;
alter table team drop constraint team_season_name_key;
alter table team
  add column rule_set   text        not null default 'classic',   -- a rule set's id: never changed, boards are per rule set
  add column created_at timestamptz,
  add column revision   bigint      not null default 0,
  add column deleted_at timestamptz;                              -- given up; what it scored stays
create unique index team_name on team (season, player_id, lower(name)) where deleted_at is null;
create index team_of_player on team (player_id, season);

-- A line-up as it holds; how it came to be is in lineup_save. One without drivers: the team was given up, and fields nobody from then on.
alter table lineup
  add column race_id      text,                                   -- empty: drawn, not saved
  add column constructors text[]      not null default '{}',      -- of rule sets that have them
  add column chip         text,
  add column bank_tenths  int         not null default 0,         -- left over at the prices of its round
  add column transfers    int         not null default 0,         -- charged: those beyond the free ones
  add column revision     bigint      not null default 0,
  add column receipt      text,
  drop constraint lineup_check,
  add constraint lineup_check check (
    drivers = '{}' or captain = any (drivers) and vice = any (drivers) and captain <> vice);

-- Every save, for ever: what was there, what it became, when the service had received it.
create table lineup_save (
  id           bigint      generated always as identity primary key,
  team_id      bigint      not null references team,
  race_id      text        not null,
  season       int         not null,
  round        int         not null,
  revision     bigint      not null,
  drivers      text[]      not null,
  constructors text[]      not null,
  captain      text        not null,
  vice         text        not null,
  chip         text,
  transfers    int         not null,                 -- charged
  cost_tenths  int         not null,
  bank_tenths  int         not null,
  came         text[]      not null,                 -- against the line-up of the round before
  went         text[]      not null,
  saved_at     timestamptz not null,
  receipt      text        not null,                 -- see fantasy.rules.Receipt
  unique (team_id, race_id, revision)
);
create function never_changed() returns trigger language plpgsql as $$
  begin raise exception '% is only added to', tg_table_name; end $$;
create trigger lineup_save_stays before update or delete on lineup_save for each row execute function never_changed();

-- When a round's line-ups lock. It may move later while it is ahead; once passed it stays, unless the event moves to another date.
create table round_lock (
  race_id   text        primary key,
  season    int         not null,
  round     int         not null,                    -- not unique: a race that is called off keeps its number
  lock_at   timestamptz not null,
  cancelled boolean     not null default false,
  moved_at  timestamptz
);
create index round_lock_season on round_lock (season, round);

-- What every node keeps of a round in memory is read again when it changes.
create function tell_round_facts() returns trigger language plpgsql as $$
  begin perform pg_notify('round_facts', ''); return null; end $$;
create trigger told after insert or update or delete on round_lock for each statement execute function tell_round_facts();
create trigger told after insert or update or delete on price for each statement execute function tell_round_facts();
create trigger told after insert or update or delete on driver for each statement execute function tell_round_facts();
create trigger told after insert on result_version for each statement execute function tell_round_facts();
