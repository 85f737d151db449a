-- Requests that may come again under the same Idempotency-Key, and what was answered to the first.
create table repeat (
  caller      text        not null,                  -- user:7, or address:192.0.2.1 of one who is not known
  key         text        not null,
  fingerprint text        not null,                  -- of all that was asked
  claim       uuid        not null,                  -- of the one who answers
  lease_until timestamptz not null,                  -- not answered by then: what became of it is in doubt
  status      smallint,                              -- null: not answered yet
  location    text,
  body        bytea,                                 -- null: there was none, or it had a secret
  kept_until  timestamptz not null,
  primary key (caller, key)
);
create index repeat_kept on repeat (kept_until);
