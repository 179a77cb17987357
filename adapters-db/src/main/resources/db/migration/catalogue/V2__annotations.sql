-- What clients attach to entries, in tables of its own. Most entries have nothing, and say so themselves.

alter table entry add column annotated boolean default false not null;

-- Dead properties.
create table property (
  list_key int not null,
  entry_id bigint not null,
  -- Their order on one entry.
  place int not null,
  namespace varchar(1024) not null,
  name varchar(1024) not null,
  xml varchar(16384) not null,
  primary key (list_key, entry_id, place)
);

create table lock (
  list_key int not null,
  entry_id bigint not null,
  -- Their order on one entry.
  place int not null,
  token varchar(45) not null,
  scope varchar(10) not null,
  deep boolean not null,
  owner varchar(8192) not null,
  holder varchar(64) not null,
  -- Any time that there can be: the database's own timestamps end earlier.
  expires_seconds bigint not null,
  expires_nanos int not null,
  primary key (list_key, entry_id, place),
  constraint lock_scope check (scope in ('exclusive', 'shared'))
);
