-- What all nodes together took of a provider's quota: one row a provider, written before every request that counts.
create table provider_quota (
  provider     text        primary key,
  version      bigint      not null default 0,       -- grows with every take: who decided on an old one decides again
  taken        bytea       not null default '',      -- packed by kernel.Taken
  closed_until timestamptz                           -- it said stop (429): nothing is sent before
) with (fillfactor = 20);                            -- rewritten all the time: room on its page for the next versions
