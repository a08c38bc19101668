-- What triagers do with groups ------------------------------------------------------------------------

alter table error_group
  add column until               jsonb,       -- conditions (triage.Until) that reopen a resolved or muted group; null for none
  add column violated            jsonb,       -- the condition that reopened it last
  add column reopened_at         timestamptz, -- when that was; null when it never was
  add column state_changed_at    timestamptz not null default now(), -- "newest wins" compares it with the tracker's time
  add column assignee_changed_at timestamptz not null default now(),
  -- A merged group keeps its reports, counts and links, so that it can be parted again exactly; what is
  -- shown, decided and synchronised is its root's. Merging flattens: a root is never merged itself.
  add column merged_into         bigint references error_group on delete set null check (merged_into <> id),
  add column root_id             bigint not null generated always as (coalesce(merged_into, id)) stored;
create index error_group_family on error_group (root_id);

-- Links that are made by hand, followed and given up ----------------------------------------------------

alter table link drop constraint link_state_check;
alter table link
  add constraint link_state_check
    check (state in ('reserved', 'linked', 'rejected', 'given-up', 'unlinked', 'gone')),
  add column origin         text not null default 'created' check (origin in ('created', 'found')), -- found: it existed before
  add column unlinked_at    timestamptz,
  -- The issue as last seen at the tracker.
  add column issue_status   text, -- its name there
  add column issue_assignee text, -- its name there
  add column issue_seen_at  timestamptz,
  add column issue_updated_at timestamptz, -- its last change by the tracker's clock; older news is stale
  -- Last agreed values, on both sides' terms; null until the two sides were brought in step once.
  add column agreed_at       timestamptz,
  add column agreed_state    text check (agreed_state in ('open', 'in-progress', 'resolved', 'muted')),
  add column agreed_status   text, -- the tracker's status key
  add column agreed_assignee text, -- the group's; null for nobody
  add column agreed_account  text, -- the tracker's account id; null for nobody
  -- Set by whoever changed a side, cleared by whoever brought both in step, if no further mark came meanwhile.
  add column dirty_since    timestamptz,
  add column dirty_serial   bigint not null default 0, -- counts the marks
  add column swept_at       timestamptz, -- when the engine was reminded of the mark last
  add column conflict       jsonb; -- what a person has to decide (link.Dispute); null for nothing. The leading link's
create index link_dirty on link (dirty_since) where dirty_since is not null;
-- Links to one issue are synchronised together; the one with the lowest id leads.
create index link_by_issue on link (integration_id, issue_id) where state = 'linked';

-- What was done, left alone or disputed while bringing a link's sides in step.
create table link_change (
  id      bigint generated always as identity primary key,
  link_id bigint not null references link on delete cascade,
  at      timestamptz not null default now(),
  field   text not null check (field in ('state', 'assignee', 'issue')),
  outcome text not null check (outcome in ('pushed', 'pulled', 'skipped', 'conflict')),
  before  text,
  after   text,
  cause   text not null -- in words: which side changed, which setting decided, what the tracker said
);
create index link_change_by_link on link_change (link_id, id desc);

-- Issues wanted by hand, from the request until the issue is there or the request has ended -----------------

create table issue_request (
  id                   uuid primary key,
  integration_id       bigint not null references integration on delete cascade,
  group_id             bigint not null references error_group on delete cascade,
  requested_by         text not null,
  state                text not null default 'drafting'
    check (state in ('drafting', 'waiting', 'submitted', 'created', 'given-up', 'expired', 'cancelled')),
  given                jsonb not null, -- title, owner, fields as the request brought them
  draft                jsonb,          -- what the form shows: proposed title, owner choices, fields with their types
  process_instance_key bigint,         -- of the one instance that works on it
  link_id              bigint references link on delete set null,
  created_at           timestamptz not null default now(),
  expires_at           timestamptz not null,
  ended_at             timestamptz
);
create index issue_request_by_group on issue_request (group_id, created_at desc);

-- Dry runs -----------------------------------------------------------------------------------------------------

-- The latest reports of a project, and those since an instant.
create index report_by_time on report (project_id, received_at desc, id desc);
