-- Who is signed in to the pages, so that any copy of the program knows and a restart signs nobody out.
-- Names and columns are what Spring Session looks for.

create table spring_session (
  primary_id            char(36) primary key,
  session_id            char(36) not null unique,
  creation_time         bigint   not null, -- all times in milliseconds since 1970
  last_access_time      bigint   not null,
  max_inactive_interval integer  not null, -- seconds
  expiry_time           bigint   not null,
  principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id char(36)     not null references spring_session on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea        not null,
  primary key (session_primary_id, attribute_name)
);
