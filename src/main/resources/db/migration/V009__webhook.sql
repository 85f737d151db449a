-- Whom the operator wants to be told, and of what. The secret signs every message, so it is kept as it is.
create table webhook_endpoint (
  id            bigint      generated always as identity primary key,
  url           text        not null,
  secret        text        not null,
  events        text[]      not null check (cardinality(events) > 0),  -- types, or '*' for all
  active        boolean     not null default true,
  created_at    timestamptz not null,
  failing_since timestamptz                                             -- null: the last delivery arrived, or there was none
);

-- Numbers what one endpoint is told of one subject (a race, a session). Its row lock is held to the end of the transaction
-- of the cause, so that numbers are in the order of the commits.
create table webhook_queue (
  endpoint_id bigint      not null,
  subject     text        not null,                  -- horse-4711, 2025-las-vegas-R
  sequence    bigint      not null,                  -- the last one given
  last_at     timestamptz not null,
  primary key (endpoint_id, subject)
);

-- The outbox. No foreign key: an endpoint that is being removed must never fail the transaction that stores a race.
create table webhook_delivery (
  id          bigint      generated always as identity primary key,
  endpoint_id bigint      not null,
  event_id    text        not null,                  -- horse.race.final:horse-4711:17, the same for every attempt
  type        text        not null,
  subject     text        not null,
  revision    bigint      not null,
  sequence    bigint      not null,
  occurred_at timestamptz not null,
  state       text        not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts    int         not null default 0,
  tried_at    timestamptz,
  status      int,                                   -- of the last answer; null: there was none
  error       text,                                  -- why the last attempt failed
  unique (endpoint_id, event_id),
  unique (endpoint_id, subject, sequence)
);
create index webhook_delivery_waiting on webhook_delivery (endpoint_id, subject, sequence) where state = 'pending';
create index webhook_delivery_recent on webhook_delivery (endpoint_id, id desc);

-- What providers pushed and we took: the same event again changes nothing.
create table webhook_received (
  provider    text        not null,
  event_id    text        not null,
  race_id     text        not null,                  -- the provider's
  outcome     text        not null,
  received_at timestamptz not null,
  primary key (provider, event_id)
);
create index webhook_received_at on webhook_received (received_at);
