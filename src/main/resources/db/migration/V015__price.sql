-- A price holds from its round on until a later one replaces it; a round that has locked keeps the prices it had.
alter table price drop constraint price_pkey;
alter table price add column round int not null default 1, add primary key (season, round, driver_id);

create table constructor_price (
  season         int  not null,
  round          int  not null,
  constructor_id text not null,
  tenths         int  not null check (tenths >= 0),
  primary key (season, round, constructor_id)
);
