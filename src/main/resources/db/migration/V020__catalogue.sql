-- A change that a source published and that is not believed yet: after FINAL, or too much at once.
create table result_hold (
  id           bigint      generated always as identity primary key,
  session_id   text        not null references session,
  base         int         not null,                 -- the version that it would follow
  hash         text        not null,                 -- of rows, as in result_version
  source       text        not null,
  fetched_at   timestamptz not null,
  rows         jsonb       not null,
  changes      jsonb       not null,                 -- against the base
  skipped      jsonb       not null,
  doubts       text[]      not null,                 -- why it is held
  state        text        not null default 'open' check (state in ('open', 'approved', 'rejected', 'agreed', 'superseded')),
  seen_at      timestamptz not null,                 -- when the source said so last
  decided_at   timestamptz,
  decided_by   text,
  reason       text,
  made         int,                                  -- the version that it became
  revision     bigint      not null default 0
);
create unique index result_hold_open on result_hold (session_id) where state = 'open';
create index result_hold_rejected on result_hold (session_id, hash) where state = 'rejected';

-- A result that an administrator entered. It stands until he releases it or the source agrees with it; then the row goes.
create table result_ruling (
  session_id  text        primary key references session,
  version     int         not null,                  -- as entered
  source_said text,                                  -- hash of what the source said then; null: nothing
  entered_at  timestamptz not null,
  released    boolean     not null default false     -- the source's next answer is taken as it is
);

-- Why an administrator entered or approved it: all may read that.
alter table result_version add column reason text;

-- What an administrator has set wins over what the sources say, field by field, until he releases it.
alter table race add column revision bigint not null default 0;         -- of the administrators' edits: If-Match
alter table driver
  add column revision   bigint not null default 0,
  add column deleted_at timestamptz;                                    -- results, line-ups or prices still name him

create table race_edit (
  race_id text    primary key references race on delete cascade,
  by_hand boolean not null,                                             -- no source lists it: an administrator made it
  edit    jsonb   not null                                              -- the fields that were set, with their values
);

create table driver_edit (
  season    int     not null,
  driver_id text    not null,
  by_hand   boolean not null,
  edit      jsonb   not null,
  primary key (season, driver_id),
  foreign key (season, driver_id) references driver on delete cascade
);

-- What drivers have done in a season, by the latest versions of its results. Replaced as a whole.
create table driver_statistic (
  season         int         not null,
  driver_id      text        not null,
  starts         int         not null,
  wins           int         not null,
  podiums        int         not null,
  poles          int         not null,                                  -- first in qualifying
  fastest_laps   int         not null,
  retirements    int         not null,                                  -- did not finish: retired or not classified
  points         int         not null,                                  -- of the championship, in hundredths; sprints too
  grid_sum       int         not null,
  grids          int         not null,                                  -- starts whose place on the grid is known; the pit lane has none
  finish_sum     int         not null,
  finishes       int         not null,                                  -- classified
  form           jsonb       not null,                                  -- the last five races, the latest first
  fantasy_points int         not null default 0,                        -- in hundredths
  fantasy_rounds int         not null default 0,
  owners         int         not null default 0,                        -- teams that field him, of so many
  teams          int         not null default 0,
  refreshed_at   timestamptz not null,
  primary key (season, driver_id)
);
