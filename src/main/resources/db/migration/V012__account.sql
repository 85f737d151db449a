-- An account is a player's; its id is his. Drawn players have none.
create table account (
  user_id       bigint      primary key references player,
  email         text        not null,                -- as he wrote it; one account an address, whatever its case
  pending_email text,                                -- what it shall be once that address is verified
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
create index player_name on player (lower(name));

-- A log-in: a family of refresh tokens.
create table account_session (
  id           uuid        primary key,
  user_id      bigint      not null references account on delete cascade,
  begun_at     timestamptz not null,
  used_at      timestamptz not null,
  expires_at   timestamptz not null,                 -- however often it is refreshed
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
  used_by    text,                                   -- what the client called itself then
  successor  uuid
);
create index refresh_token_session on refresh_token (session_id);

-- Links that were mailed, each good for one purpose and once.
create table account_link (
  hash       bytea       primary key,                -- SHA-256 of the secret
  user_id    bigint      not null references account on delete cascade,
  purpose    text        not null check (purpose in ('verify', 'reset')),
  email      text        not null,                   -- where it went
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index account_link_user on account_link (user_id, purpose, created_at);

-- Failures in a row, and when the last was: the next try waits. The key is a hash, so that no address that was mistyped is kept.
create table login_failure (
  key     bytea       primary key,
  count   int         not null,
  last_at timestamptz not null
);

-- Where somebody who knew the password came from: there, strangers' failures elsewhere do not count.
create table account_address (
  user_id bigint      not null references account on delete cascade,
  address text        not null,
  seen_at timestamptz not null,
  primary key (user_id, address)
);
