-- A price holds from its round on until a later one replaces it; a round that has locked keeps the prices it had.
-- Rule sets whose prices move have a list of their own, under their id; all others share the list "season".
alter table price drop constraint price_pkey;
alter table price
  add column list  text not null default 'season',
  add column round int  not null default 1,
  add primary key (season, list, round, driver_id);

create table constructor_price (
  season         int  not null,
  list           text not null default 'season',
  round          int  not null,
  constructor_id text not null,
  tenths         int  not null check (tenths >= 0),
  primary key (season, list, round, constructor_id)
);
