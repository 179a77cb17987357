-- Where entries lay that were removed, renamed or moved: readers who know them by their paths are told so.

-- Departures after this revision are remembered.
alter table list add column departures_since bigint default 0 not null;
update list set departures_since = revision;

create table departure (
  list_key int not null,
  revision bigint not null,
  id bigint not null,
  -- The names from the root down, joined by slashes: at most 512 of at most 255 characters.
  path varchar(131072) not null,
  folder boolean not null,
  primary key (list_key, revision, id)
);
