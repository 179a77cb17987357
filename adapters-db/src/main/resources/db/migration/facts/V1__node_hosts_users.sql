-- What nothing else can bring back. Secrets stand here as hashes only.

create table node (
  only_row smallint default 1 not null primary key,
  own_id varchar(26),
  epoch int not null,
  constraint node_has_one_row check (only_row = 1)
);

insert into node (only_row, epoch) values (1, 0);

create table host (
  id varchar(26) not null primary key,
  name varchar(64) not null,
  -- The form that names are compared in; lower case can be longer than what it was made from.
  canonical_name varchar(192) not null,
  origin varchar(10) not null,
  -- For an origin of 'below': the slave that announced it.
  via varchar(26),
  standing varchar(10) not null,
  -- For a standing of 'pending'.
  expires timestamp(9) with time zone,
  token_hash varchar(64),
  registered timestamp(9) with time zone not null,
  constraint host_name_unique unique (canonical_name),
  constraint host_token_unique unique (token_hash),
  constraint host_origin check (origin in ('own', 'registered', 'below') and (origin = 'below') = (via is not null)),
  constraint host_standing check (standing in ('pending', 'active', 'revoked') and (standing = 'pending') = (expires is not null))
);

create table join_code (
  hash varchar(64) not null primary key,
  expires timestamp(9) with time zone not null,
  used_by varchar(26),
  used_at timestamp(9) with time zone
);

create table user_account (
  name varchar(64) not null primary key,
  password_hash varchar(1000) not null
);
