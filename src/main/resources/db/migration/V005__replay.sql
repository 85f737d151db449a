-- A replay's database says which replay it is of, so that one that was interrupted can go on. Empty everywhere else.
create table replay (
  season     int    not null,
  first      int    not null,                        -- round
  last       int    not null,
  teams      int    not null,
  seed       bigint not null,
  only_one   boolean primary key default true check (only_one)
);
