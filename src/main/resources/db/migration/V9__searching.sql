-- Searching groups ----------------------------------------------------------------------------------------

-- What a group is found by, in a table of its own: every report updates its group's row, and with an index on the
-- text there, each would write hundreds of index entries. This one is written when the text changes, which for a
-- group that is there it hardly ever does. A trigger does it, because a group's classes and frames have many writers.
create table group_text (
  group_id bigint primary key references error_group on delete cascade,
  words    text collate "C" not null -- classes and frames; lower case of ASCII alone
);

create function write_group_text() returns trigger language plpgsql as $$
begin
  insert into group_text (group_id, words)
  values (new.id, lower(array_to_string(new.classifiers || new.frames, ' ') collate "C"))
  on conflict (group_id) do update set words = excluded.words where group_text.words <> excluded.words;
  return null;
end $$;
create trigger group_text_of_new after insert on error_group
  for each row execute function write_group_text();
create trigger group_text_of_changed after update of classifiers, frames on error_group
  for each row when (old.classifiers <> new.classifiers or old.frames <> new.frames) execute function write_group_text();

insert into group_text (group_id, words)
select id, lower(array_to_string(classifiers || frames, ' ') collate "C") from error_group;

-- Without this extension, or the right to create it, searches read the text of all groups.
do $$
begin
  create extension if not exists pg_trgm;
  create index group_text_trigrams on group_text using gin (words gin_trgm_ops);
exception
  when insufficient_privilege or feature_not_supported or undefined_file or undefined_object then
    raise warning 'No index for searches: %. docs/running-it.md says how to make it later.', sqlerrm;
end $$;

-- Which values a group has, so that one is found without reading the values of all groups. The keys change with
-- the set of values only, not with the counts. An attribute with as many values as are kept (report.HeavyHitters)
-- has the same key for each, as its values come and go with every report; whoever finds a group by it looks into its
-- counts. By MD5, which is the same in every version of PostgreSQL, as its own hash functions need not be.
create function value_key(attribute text) returns integer language sql immutable parallel safe
  return ('x' || left(md5(attribute), 8))::bit(32)::integer;
create function value_key(attribute text, value text) returns integer language sql immutable parallel safe
  return value_key(attribute || ':' || value);
create function value_keys(counts jsonb) returns integer[] language sql immutable parallel safe
  return (
    select coalesce(array_agg(case when v.n < 64 then value_key(a.key, v.value) else value_key(a.key) end), '{}')
    from jsonb_each(counts) a
      cross join lateral (select value, count(*) over () as n from jsonb_object_keys(a.value) value) v);

alter table group_values add column keys integer[] not null default '{}';
update group_values set keys = value_keys(counts);
create index group_values_keys on group_values using gin (keys);

-- What waits, for its gauges -------------------------------------------------------------------------------

create index link_waiting on link (integration_id) where state = 'linked' and (dirty_since is not null or conflict is not null);
create index link_due on link (integration_id) where state = 'reserved';
create index issue_request_open on issue_request (integration_id) where state in ('drafting', 'waiting', 'submitted');
