-- Horse racing. Everything of a race goes with it: what is older than it need be kept is forgotten with its meeting
-- (setting horse.keep); prices are by far the most of it, some hundred rows a race.
create table horse_meeting (
  id                  bigint generated always as identity primary key,
  provider            text   not null,
  provider_meeting_id text   not null,
  name                text   not null,
  date                date   not null,               -- by the provider's own calendar
  type                text   not null,               -- thoroughbred, greyhound, harness
  country             text   not null,               -- as the provider codes it: NZ, AUS, UK
  track               text   not null,
  unique (provider, provider_meeting_id)
);
create index horse_meeting_day on horse_meeting (date, provider);

create table horse_race (
  id               bigint      generated always as identity primary key,
  meeting_id       bigint      not null references horse_meeting on delete cascade,
  provider         text        not null,
  provider_race_id text        not null,
  number           int         not null,             -- in the meeting, from 1
  name             text        not null,
  advertised_start timestamptz not null,
  actual_start     timestamptz,                      -- null: not told, or not yet
  status           text        not null check (status in
                   ('SCHEDULED', 'OPEN', 'CLOSED', 'LIVE', 'INTERIM', 'FINAL', 'ABANDONED', 'POSTPONED', 'UNKNOWN')),
  status_word      text        not null,             -- the provider's word for it
  status_at        timestamptz not null,             -- since when
  track_condition  text,
  distance         int         not null,             -- metres, 0: not told
  weather          text,
  protest          boolean     not null default false,
  protest_reason   text,
  revision         bigint      not null default 0,   -- grows with every change that is stored; 0: on the card, never looked at
  changed_at       timestamptz not null,
  provider_at      timestamptz,                      -- what the provider says its answer is of that changed it last
  final_at         timestamptz,                      -- when the result was final for the first time; stays when it is amended
  unique (provider, provider_race_id)
);
create index horse_race_start on horse_race (advertised_start, id);
create index horse_race_meeting on horse_race (meeting_id, number);
create index horse_race_to_go on horse_race (advertised_start, id) where status in ('SCHEDULED', 'OPEN', 'UNKNOWN');

-- Every start that moved, earlier or later.
create table horse_start (
  race_id bigint      not null references horse_race on delete cascade,
  seen_at timestamptz not null,
  was     timestamptz not null,
  start   timestamptz not null,
  primary key (race_id, seen_at)
);

create table horse_runner (
  race_id      bigint      not null references horse_race on delete cascade,
  number       int         not null,                 -- on the saddlecloth
  name         text        not null,
  barrier      int         not null,                 -- 0: not drawn
  jockey       text        not null,
  trainer      text        not null,
  weight       int         not null,                 -- grams, 0: not told
  scratched    boolean     not null,
  late         boolean     not null,
  scratched_at timestamptz,
  prices       jsonb       not null,                 -- the latest, thousandths by market: {"fixed_win": 3400}
  primary key (race_id, number)
);

-- Every price that differed from the one before.
create table horse_price (
  race_id     bigint      not null references horse_race on delete cascade,
  number      int         not null,
  market      text        not null,
  at          timestamptz not null,
  thousandths int         not null,                  -- decimal odds, 3400 is 3.40
  primary key (race_id, number, market, at)
);

-- The placings as they stand; two of one place are a dead heat. What they were before is in the revisions.
create table horse_result (
  race_id bigint not null references horse_race on delete cascade,
  number  int    not null,
  place   int    not null check (place > 0),
  name    text   not null,
  margin  text   not null,
  primary key (race_id, number)
);

-- Interim and final dividends stand side by side.
create table horse_dividend (
  race_id     bigint not null references horse_race on delete cascade,
  product     text   not null,
  description text   not null,                       -- the numbers that paid, such as 2:4:7
  status      text   not null,
  thousandths bigint not null,
  primary key (race_id, product, description, status)
);

-- Immutable: what the race's result was from a revision on. Revisions that only moved prices or runners have no row here.
create table horse_revision (
  race_id  bigint      not null references horse_race on delete cascade,
  revision bigint      not null,
  at       timestamptz not null,
  status   text        not null,
  kind     text        not null check (kind in ('STATUS', 'RESULT', 'FINAL', 'AMENDED')), -- amended: after it was final
  rows     jsonb       not null,                     -- {"results": [...], "dividends": [...], "protest": ...}
  changes  jsonb       not null,                     -- against the revision before: [{"what", "from", "to"}]
  primary key (race_id, revision)
);
