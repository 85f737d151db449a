-- Tells this database from every other one, so that what is kept of it elsewhere is never taken for another's.
create table identity (
  id       uuid    not null default gen_random_uuid(),
  only_one boolean primary key default true check (only_one)
);
insert into identity default values;
