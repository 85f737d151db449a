-- A notification is a broadcast about a correction, or one user's letter.
alter table notification
  alter column season drop not null,
  alter column race_id drop not null,
  alter column session_id drop not null,
  alter column version drop not null,
  alter column after_snapshot drop not null,
  add column user_id bigint references player,       -- null: for everybody
  add column about   text;                           -- what it is about, where the API has it
create index notification_of_user on notification (user_id, created_at desc, id desc) where user_id is not null;

-- Mail to be sent, and what became of it.
create table mail (
  id         bigint      generated always as identity primary key,
  key        text        not null unique,
  recipient  text        not null,
  subject    text        not null,
  body       text        not null,
  created_at timestamptz not null,
  sent_at    timestamptz,
  failed_at  timestamptz,                            -- given up
  error      text
);
