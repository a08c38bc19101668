-- What trackers tell us --------------------------------------------------------------------------------

alter table integration
  add column hook_secret     bytea,       -- encrypted; the last part of the address that the tracker calls
  add column signing_secret  bytea,       -- encrypted; what the tracker signs deliveries with; null where it signs nothing
  add column hook_id         text,        -- the tracker's id of the webhook, where we set it up ourselves
  add column hook_set_at     timestamptz, -- since when these secrets are the tracker's too; null while it is being told
  add column hook_checked_at timestamptz, -- when failed deliveries were last asked for again
  add column last_webhook_at timestamptz, -- the last genuine delivery
  add column webhook_gap_since timestamptz, -- since when polling finds changes that no webhook told of; null for none
  add column poll_cursor     text,        -- the tracker's own notation (tracker.Changes.Cursor)
  add column poll_due_at     timestamptz not null default now(),
  add column polled_at       timestamptz, -- the last complete look
  add column poll_error      text,        -- why the last look failed, in words; null when it did not
  add column poll_failures   integer not null default 0, -- since the last complete look
  add column poll_leased_until timestamptz, -- one worker at a time asks the tracker
  add column poll_answer     text,        -- digest of the last complete answer
  add column poll_answer_at  timestamptz, -- when that was given for the first time
  add column poll_answer_settled boolean not null default false, -- every change that it can stand for was marked
  add column reconciled_at   timestamptz, -- when the last nightly reconcile began
  add column health          jsonb not null default '{}'; -- last success and failure of calls, for the list of integrations

-- Deliveries that were taken, so that one sent again does nothing. Kept for a week.
create table webhook_delivery (
  integration_id bigint not null references integration on delete cascade,
  delivery_id    text not null,
  received_at    timestamptz not null default now(),
  links          integer not null, -- how many of ours it was about
  primary key (integration_id, delivery_id)
);
create index webhook_delivery_by_age on webhook_delivery (received_at);

-- Some deliveries name an issue by its key alone.
create index link_by_issue_key on link (integration_id, issue_key) where state = 'linked';

-- Reopening and regressions -----------------------------------------------------------------------------

alter table error_group
  -- Whether it stands open since a report opened it; false again once a person has changed its state.
  add column reopened_by_report boolean not null default false;

alter table link drop constraint link_state_check;
alter table link
  -- superseded: its issue stays closed, and that of a newer link took its place
  add constraint link_state_check
    check (state in ('reserved', 'linked', 'rejected', 'given-up', 'unlinked', 'gone', 'superseded')),
  add column issue_resolution text,  -- why it is done, in the tracker's words; null when open or unknown
  add column issue_closed_at  timestamptz, -- since when it is closed, by the tracker's clock; null while it is open
  add column fixed_in         text,  -- the version that its tracker last said it is fixed in; null for none
  add column regression_of    bigint references link on delete set null; -- the link whose closed issue came back

-- Comparing everything with everything -------------------------------------------------------------------

create table reconcile_run (
  id             bigint generated always as identity primary key,
  integration_id bigint not null references integration on delete cascade,
  repair         boolean not null, -- false: only report
  requested_by   text not null,    -- user:<name>, or `process` every night
  state          text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  total          integer not null, -- issues to look at
  done           integer not null default 0,
  last_link_id   bigint not null default 0, -- where it goes on
  error          text, -- why it does not go on just now
  started_at     timestamptz not null default now(),
  ended_at       timestamptz
);
create index reconcile_run_by_integration on reconcile_run (integration_id, id desc);

create table drift (
  run_id   bigint not null references reconcile_run on delete cascade,
  link_id  bigint not null references link on delete cascade,
  kind     text not null check (kind in ('state', 'assignee', 'moved', 'gone', 'unreadable')),
  ours     text,
  theirs   text,
  handed_over boolean not null default false, -- marked, so that synchronisation puts it right
  primary key (run_id, link_id, kind)
);

-- Gone issues and links back ----------------------------------------------------------------------------

alter table link
  add column linked_back_at timestamptz; -- when the issue was told of its group, or could not be; only where origin is found
