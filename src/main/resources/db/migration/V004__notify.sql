-- A broadcast is one row, whoever it is for: what it did to somebody's own team is read from the two boards.
create table notification (
  id              bigint      generated always as identity primary key,
  key             text        not null unique,       -- correction:2025-las-vegas-R:2
  kind            text        not null,
  season          int         not null,
  race_id         text        not null,
  session_id      text        not null,
  version         int         not null,
  title           text        not null,
  body            text        not null,
  before_snapshot bigint,                            -- null: the round had no board yet
  after_snapshot  bigint      not null,
  audience        int         not null,              -- active users when it was made
  created_at      timestamptz not null
);
create index notification_recent on notification (created_at desc, id desc);

create table notification_read (
  user_id         bigint      not null,
  notification_id bigint      not null references notification,
  read_at         timestamptz not null,
  primary key (user_id, notification_id)
);
