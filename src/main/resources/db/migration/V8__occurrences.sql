-- How many errors a group had in which hour ---------------------------------------------------------------

-- Kept beside the reports, because counting those of a hot group takes too long for a list. A member of a family
-- has its own here; whoever shows a root adds them up.
create table group_occurrence (
  group_id bigint      not null references error_group on delete cascade,
  hour     timestamptz not null, -- its beginning, by the senders' clocks
  reports  bigint      not null,
  primary key (group_id, hour)
) with (fillfactor = 80); -- the current hour of a hot group is updated in place

-- A stored report does not say how many errors it stood for, so each counts once.
insert into group_occurrence (group_id, hour, reports)
select group_id, date_trunc('hour', occurred_at, 'UTC'), count(*) from report group by 1, 2 order by 1, 2;

-- The triage list -------------------------------------------------------------------------------------------

-- Only groups that stand for themselves are listed; the id makes pages of equal times exact.
drop index error_group_recent;
create index error_group_recent on error_group (project_id, last_seen desc, id desc) where merged_into is null;
create index error_group_newest on error_group (project_id, first_seen desc, id desc) where merged_into is null;
-- How many there are in each state, and those that are somebody's.
create index error_group_state on error_group (project_id, state) where merged_into is null;
create index error_group_assignee on error_group (project_id, assignee) where assignee is not null;
