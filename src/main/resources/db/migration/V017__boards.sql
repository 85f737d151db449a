-- Who fielded what in a round: frozen with its lock, kept once a rule set, and the same for all scores of the round.
create table round_field (
  id       bigint generated always as identity primary key,
  season   int    not null,
  round    int    not null,
  rule_set text   not null,
  teams    int    not null,
  lineups  jsonb  not null,                          -- every distinct one: [{"drivers", "captain", "vice", "constructors", "chip", "charged"}]
  picks    bytea  not null,                          -- team → line-up, see Fielded
  unique (season, round, rule_set)
);
alter table round_field alter column picks set storage external;

-- A round's snapshot is what each line-up of the field was worth, a season's is the rounds' snapshots that it adds up.
-- Ranks follow from that. Snapshots of earlier versions have rows, and neither field nor rounds.
alter table board_snapshot
  alter column rows drop not null,
  add column rule_set text not null default 'classic',
  add column field    bigint references round_field,
  add column worth    bytea,                         -- see Fielded
  add column rounds   bigint[],
  add check (num_nonnulls(rows, worth, rounds) = 1 and (worth is null) = (field is null));
create index board_snapshot_board on board_snapshot (board, made_at desc, id desc);

-- One set of scores a rule set.
alter table driver_score drop constraint driver_score_pkey, add primary key (session_id, result_version, rule_hash, driver_id);

-- What the version gave each constructor, under rules that have them: its drivers' lines and one of its own.
create table constructor_score (
  session_id     text  not null,
  result_version int   not null,
  rule_hash      text  not null references rule_set,
  constructor_id text  not null,
  parts          jsonb not null,                     -- [{"driver", "what", "points", "note"}], driver "" for its own
  primary key (session_id, result_version, rule_hash, constructor_id)
);
