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
