-- What a session was made of, beside its official result. Session time is in ms since the session's stream began.

alter table race add column circuit_key int;                     -- MultiViewer's and live timing's
alter table session add column ends_at timestamptz;              -- scheduled
alter table session add column phase text not null default 'SCHEDULED' check (phase in ('SCHEDULED', 'LIVE', 'COMPLETED', 'CANCELLED'));

create table session_feed (
  session_id     text        primary key references session,
  provider       text        not null,                           -- livetiming or its mirror
  path           text        not null,                           -- below static/, with a slash at its end
  session_key    int,
  circuit_key    int,
  archive_status text,                                           -- Generating, Complete
  began_at       timestamptz,                                    -- session time 0
  updated_at     timestamptz not null
);

-- What is there of each kind of data. No row: it was never looked for.
create table coverage (
  subject text        not null,                                  -- a session's id; of circuits a race's
  kind    text        not null,
  state   text        not null check (state in ('STORED', 'ABSENT', 'FAILED')),
  source  text        not null,
  reason  text        not null default '',                       -- of ABSENT and FAILED, or a flag
  rows    int         not null default 0,
  at      timestamptz not null,
  primary key (subject, kind)
);

-- Every different answer of an archive that we were given; its bytes are on disk. What was worse than what we had is not applied.
create table source_version (
  provider   text        not null,
  resource   text        not null,
  hash       text        not null,                               -- SHA-256 of the unpacked bytes, hex
  fetched_at timestamptz not null,
  bytes      bigint      not null,
  lines      int         not null,                               -- of a stream
  undecoded  int         not null,                               -- lines of it that are none
  applied    boolean     not null,
  flag       text        not null default '',                    -- why it was not applied, or what was odd about it
  primary key (provider, resource, hash)
);

create table entrant (
  session_id text not null references session,
  car        int  not null,
  code       text not null,                                      -- VER
  first_name text not null,
  last_name  text not null,
  team       text not null,
  colour     text not null,                                      -- six hex digits, or empty
  primary key (session_id, car)
);

create table lap (
  session_id    text     not null references session,
  car           int      not null,
  lap           int      not null,
  lap_ms        int,
  sector1_ms    int,
  sector2_ms    int,
  sector3_ms    int,
  start_ms      int,                                             -- session time, as all below up to pit_out_ms
  end_ms        int,
  sector1_at_ms int,
  sector2_at_ms int,
  sector3_at_ms int,
  pit_in_ms     int,
  pit_out_ms    int,
  pit_stops     int      not null,
  speed_i1      int,                                             -- km/h
  speed_i2      int,
  speed_fl      int,
  speed_st      int,
  personal_best boolean  not null,
  stint         int,
  compound      text,
  tyre_life     int,                                             -- laps, this one included
  fresh_tyre    boolean,
  position      int,
  track_status  text     not null,                               -- all codes during the lap, in order: 267
  deleted       boolean  not null,
  deleted_reason text    not null default '',
  generated     boolean  not null,
  accurate      boolean  not null,
  primary key (session_id, car, lap)
);

create table stint (
  session_id   text not null references session,
  car          int  not null,
  stint        int  not null,
  compound     text not null,
  fresh        boolean,
  age_at_start int,                                              -- laps
  first_lap    int,
  last_lap     int,
  primary key (session_id, car, stint)
);

create table pit_stop (
  session_id text not null references session,
  car        int  not null,
  stop       int  not null,                                      -- from 1
  lap        int,                                                -- on which it came in
  in_ms      int,
  out_ms     int,
  lane_ms    int,                                                -- in the pit lane
  primary key (session_id, car, stop)
);

create table weather (
  session_id     text not null references session,
  at_ms          int  not null,
  air_c          real,
  track_c        real,
  humidity       real,                                           -- %
  pressure_mbar  real,
  wind_ms        real,                                           -- m/s
  wind_degrees   int,
  rain           boolean,
  primary key (session_id, at_ms)
);

create table race_control (
  session_id text not null references session,
  seq        int  not null,
  at_ms      int,
  utc        timestamptz,
  lap        int,
  category   text not null,
  flag       text,
  scope      text,
  sector     int,
  car        int,
  status     text,
  mode       text,
  message    text not null,
  primary key (session_id, seq)
);

create table status_change (
  session_id text not null references session,
  what       text not null check (what in ('TRACK', 'SESSION')),
  seq        int  not null,
  at_ms      int  not null,
  status     text not null,                                      -- 1 2 4 5 6 7; Started, Aborted, Finished, …
  message    text not null default '',
  primary key (session_id, what, seq)
);

create table position_change (
  session_id text not null references session,
  car        int  not null,
  at_ms      int  not null,
  position   int  not null,
  primary key (session_id, car, at_ms)
);

create table team_radio (
  session_id text        not null references session,
  seq        int         not null,
  utc        timestamptz not null,
  car        int         not null,
  path       text        not null,                               -- below the session's
  primary key (session_id, seq)
);

-- A classification that follows from the laps: of practice and sprint qualifying the only one, of others a second opinion.
create table computed_result (
  session_id text    not null references session,
  position   int     not null,
  car        int     not null,
  laps       int     not null,
  best_ms    int,
  total_ms   int,                                                -- races: from the start to the last lap's end
  q1_ms      int,
  q2_ms      int,
  q3_ms      int,
  primary key (session_id, car)
);

-- A lap's samples of one car, packed: see f1.rules.telemetry.
create table telemetry (
  session_id text  not null references session,
  car        int   not null,
  lap        int   not null,                                     -- 0: before its first lap
  channel    text  not null check (channel in ('CAR', 'POSITION')),
  from_ms    int   not null,
  to_ms      int   not null,
  samples    int   not null,
  body       bytea not null,
  primary key (session_id, car, lap, channel)
);
alter table telemetry alter column body set storage external;    -- it is compressed already

create table circuit_map (
  circuit_key int         not null,
  year        int         not null,                              -- as asked for
  name        text        not null,
  location    text        not null,
  country     text        not null,
  rotation    real        not null,                              -- degrees, counter-clockwise about the origin
  outline_x   int[]       not null,                              -- 1/10 m
  outline_y   int[]       not null,
  source      text        not null,
  fetched_at  timestamptz not null,
  primary key (circuit_key, year)
);

create table circuit_marker (
  circuit_key int  not null,
  year        int  not null,
  kind        text not null check (kind in ('CORNER', 'MARSHAL_LIGHT', 'MARSHAL_SECTOR')),
  number      int  not null,
  letter      text not null default '',
  x           real not null,                                     -- 1/10 m
  y           real not null,
  angle       real,                                              -- degrees
  distance_m  real,                                              -- along the lap from the line
  primary key (circuit_key, year, kind, number, letter),
  foreign key (circuit_key, year) references circuit_map on delete cascade
);

-- Sources that contradict each other, and who was believed.
create table disagreement (
  subject    text        not null,                               -- 2023-azerbaijan-S, 2025-las-vegas
  item       text        not null,                               -- a driver's id, or empty
  field      text        not null,
  said       jsonb       not null,                               -- value by source
  decided_by text        not null,                               -- the source that was believed
  seen_at    timestamptz not null,
  primary key (subject, item, field)
);

create table import_run (
  run_id       text        primary key,
  year         int         not null,
  options      jsonb       not null,
  state        text        not null check (state in ('RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'STOPPED')),
  node         text        not null,                             -- that works on it
  lease_until  timestamptz not null,                             -- database time; after that another may go on with it
  started_at   timestamptz not null,
  ended_at     timestamptz,
  paused_until timestamptz,
  progress     jsonb       not null,
  summary      jsonb
);
create unique index import_one_a_season on import_run (year) where state in ('RUNNING', 'PAUSED');
