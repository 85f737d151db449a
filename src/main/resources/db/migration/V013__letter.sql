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
alter table mail
  add column unsubscribe text,                       -- the address of its one-click; null: it may not be turned off
  add column attempts    int         not null default 0;
create index mail_settled on mail (coalesce(sent_at, failed_at)) where sent_at is not null or failed_at is not null;
create index mail_recipient on mail (lower(recipient));

-- A user's own endpoint hears his letters, and nothing else; the operator's have no owner.
alter table webhook_endpoint add column owner_id bigint unique references player;

-- What a user wants to hear by which channel. Who has never said so has no row: see the view.
create table notify_preference (
  user_id        bigint primary key references player,
  revision       bigint not null,                    -- If-Match
  in_app         text[] not null,                    -- kinds
  email          text[] not null,
  webhook        text[] not null,
  quiet_from     time,                               -- by his clock; mail and webhook wait until quiet_until
  quiet_until    time,
  reminder_hours int[]  not null,                    -- before a lock
  check ((quiet_from is null) = (quiet_until is null))
);

-- Whoever has an account, and how he is told. Mail goes only where somebody has shown that it is his.
create view reader as
select a.user_id, p.joined_at, a.time_zone, case when a.verified_at is not null then a.email end as address,
       coalesce(c.revision, 0) as revision,
       coalesce(c.in_app, '{correction,deadline,league,security}') as in_app,
       coalesce(c.email, '{deadline,security}') as email,
       coalesce(c.webhook, '{correction,deadline,league,security}') as webhook,
       c.quiet_from, c.quiet_until, coalesce(c.reminder_hours, '{24,1}') as reminder_hours,
       (select w.id from webhook_endpoint w where w.owner_id = a.user_id and w.active) as endpoint
  from account a join player p on p.id = a.user_id left join notify_preference c on c.user_id = a.user_id
 where a.forgotten_at is null;

-- Good once, for a minute, to listen to one's own address. Only hashes: what is read here opens nothing.
create table push_ticket (
  hash       bytea       primary key,                -- SHA-256
  user_id    bigint      not null references player,
  session_id uuid        not null,                   -- the log-in that it was given to
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index push_ticket_expiry on push_ticket (expires_at);

-- All that is kept about a user, as he asked for it. One is being made at a time.
create table personal_export (
  id         uuid        primary key,
  user_id    bigint      not null references player,
  asked_at   timestamptz not null,
  ready_at   timestamptz,
  expires_at timestamptz not null,
  body       jsonb                                   -- by feature
);
create unique index personal_export_running on personal_export (user_id) where ready_at is null;
create index personal_export_expiry on personal_export (expires_at);
