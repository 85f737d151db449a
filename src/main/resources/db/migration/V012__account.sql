-- An account is a player's; its id is his. Drawn players have none.
create table account (
  user_id       bigint      primary key references player,
  email         text        not null,                -- as he wrote it; one account an address, whatever its case
  password_hash text        not null,                -- PHC string
  role          text        not null default 'user' check (role in ('user', 'admin')),
  verified_at   timestamptz,
  created_at    timestamptz not null,
  time_zone     text        not null default 'UTC',
  revision      bigint      not null default 0,      -- of the profile: If-Match
  delete_at     timestamptz,                         -- he has asked to be forgotten then
  forgotten_at  timestamptz                          -- pseudonymised
);
create unique index account_email on account (lower(email));

-- A log-in: a family of refresh tokens.
create table account_session (
  id           uuid        primary key,
  user_id      bigint      not null references account on delete cascade,
  begun_at     timestamptz not null,
  used_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  ended_why    text,                                 -- logged out, revoked, password changed, token reused
  client       text        not null,                 -- what it called itself, cut
  address      text        not null
);
create index account_session_user on account_session (user_id);

-- Only hashes: a token that is read here opens nothing.
create table refresh_token (
  id         uuid        primary key,
  session_id uuid        not null references account_session on delete cascade,
  hash       bytea       not null,                   -- SHA-256 of the secret
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  successor  uuid
);
create index refresh_token_session on refresh_token (session_id);

-- Links that were mailed, each good for one purpose and once.
create table account_link (
  hash       bytea       primary key,                -- SHA-256 of the secret
  user_id    bigint      not null references account on delete cascade,
  purpose    text        not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Failed log-ins in a row, of an account and of an address: the next try waits.
create table login_failure (
  key     text        primary key,                   -- account:<email, lower case> or address:<ip>
  count   int         not null,
  last_at timestamptz not null
);
