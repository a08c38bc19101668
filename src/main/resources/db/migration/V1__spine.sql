-- People and their access -------------------------------------------------------------------------

create table app_user (
  id            bigint generated always as identity primary key,
  username      text not null unique,
  password_hash text not null,
  role          text not null check (role in ('admin', 'triager')),
  created_at    timestamptz not null default now()
);

create table api_token (
  id         bigint generated always as identity primary key,
  user_id    bigint not null references app_user on delete cascade,
  name       text not null,
  token_hash bytea not null unique, -- SHA-256; the token itself is shown once and never kept
  created_at timestamptz not null default now()
);

-- Projects ----------------------------------------------------------------------------------------

create table project (
  id               bigint generated always as identity primary key,
  name             text not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$'),
  description      text not null default '',
  submission_token text not null unique,
  scrub            text[] not null default '{}', -- names removed from every report before it is stored
  created_at       timestamptz not null default now()
);

create table attribute (
  project_id  bigint not null references project on delete cascade,
  name        text not null,
  type        text not null,
  description text not null default '',
  created_at  timestamptz not null default now(),
  primary key (project_id, name)
);

-- Reports and groups ------------------------------------------------------------------------------

create table error_group (
  id           bigint generated always as identity primary key,
  project_id   bigint not null references project on delete cascade,
  fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  state        text not null default 'open' check (state in ('open', 'in-progress', 'resolved', 'muted')),
  assignee     text,
  tags         text[] not null default '{}',
  classifiers  text[] not null default '{}', -- of the latest report
  frames       text[] not null default '{}', -- normalised, innermost first, of the latest report
  report_count bigint not null default 0,
  first_seen   timestamptz not null,
  last_seen    timestamptz not null,
  reopen_count integer not null default 0,
  unique (project_id, fingerprint)
);
create index error_group_recent on error_group (project_id, last_seen desc);

-- One row per group: {"attribute": {"value": count}}, bounded per attribute (report.HeavyHitters).
create table group_values (
  group_id bigint primary key references error_group on delete cascade,
  counts   jsonb not null default '{}'
);

create table report (
  id          bigint generated always as identity primary key,
  rxid        uuid not null unique,
  project_id  bigint not null references project on delete cascade,
  group_id    bigint not null references error_group on delete cascade,
  uuid        uuid not null, -- the sender's own; made from rxid where the sender gave none
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  classifiers text[] not null,
  frames      text[] not null,
  attributes  jsonb not null,
  body        bytea not null, -- the scrubbed report as received: gzip of JSON
  unique (project_id, uuid)
);
create index report_by_group on report (group_id, id desc);

create table attachment (
  id         bigint generated always as identity primary key,
  report_id  bigint not null references report on delete cascade,
  name       text not null,
  content    bytea not null,
  created_at timestamptz not null default now()
);
create index attachment_by_report on attachment (report_id);

-- Integrations ------------------------------------------------------------------------------------

create table integration (
  id           bigint generated always as identity primary key,
  project_id   bigint not null references project on delete cascade,
  name         text not null,
  tracker      text not null,
  state        text not null default 'enabled' check (state in ('enabled', 'disabled', 'stopped')),
  connection   jsonb not null default '{}',
  credential   bytea, -- encrypted JSON (security.SecretCipher); write-only in the API
  payload      jsonb not null default '{}',
  sync         jsonb not null default '{}',
  automation   jsonb not null default '{}',
  paused_reason text, -- set by the program when the tracker refuses our credential; cleared by the next save
  paused_at    timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique (project_id, name)
);

-- Which reports an automation has fired for: frequency and threshold (intake.TriggerPolicy).
create table trigger_state (
  integration_id bigint not null references integration on delete cascade,
  group_id       bigint not null references error_group on delete cascade,
  last_fired_at  timestamptz,
  pending        bigint not null default 0, -- reports aggregated since the last firing
  primary key (integration_id, group_id)
);

-- Event `group`: each new combination of values of the attributes that the rules name fires once.
create table trigger_combination (
  integration_id bigint not null references integration on delete cascade,
  group_id       bigint not null references error_group on delete cascade,
  combination    bytea not null, -- SHA-256 of the named attributes' values
  held_report_id bigint references report on delete cascade, -- waits for the threshold; null once it fired
  primary key (integration_id, group_id, combination)
);

-- Decisions, links, activity ----------------------------------------------------------------------

create table decision (
  id                   bigint generated always as identity primary key,
  report_id            bigint not null references report on delete cascade,
  group_id             bigint not null references error_group on delete cascade,
  integration_id       bigint not null references integration on delete cascade,
  outcome              text not null check (outcome in ('submit', 'filter')),
  winning_rule         integer, -- 1-based; null when no submit/filter rule matched
  trace                jsonb not null,
  mentions             text[] not null default '{}',
  process_instance_key bigint,
  decided_at           timestamptz not null default now(),
  unique (report_id, integration_id)
);
create index decision_by_group on decision (group_id, id desc);

-- A link is reserved (state `reserved`) before the tracker is called for the first time.
create table link (
  id              bigint generated always as identity primary key,
  integration_id  bigint not null references integration on delete cascade,
  group_id        bigint not null references error_group on delete cascade,
  scope           text not null, -- `group`, or `report:<id>` for the event `trace`
  marker          text not null unique, -- what we leave in the tracker to find the issue again
  state           text not null default 'reserved' check (state in ('reserved', 'linked', 'rejected', 'given-up')),
  leased_until    timestamptz, -- one worker at a time talks to the tracker for this link
  attempted_at    timestamptz, -- when the first create call was about to be sent
  last_attempt_at timestamptz, -- when the latest create call was about to be sent
  issue_id        text,
  issue_key       text,
  issue_url       text,
  issue_title     text,
  rejection       jsonb, -- the tracker's own words and the fields it refused
  warnings        text[] not null default '{}', -- what the tracker accepted but did not do
  created_at      timestamptz not null default now(),
  linked_at       timestamptz,
  unique (integration_id, group_id, scope)
);
create index link_by_group on link (group_id);

create table mention (
  decision_id bigint not null references decision on delete cascade,
  target      text not null,
  created_at  timestamptz not null default now(),
  primary key (decision_id, target)
);

create table activity (
  id       bigint generated always as identity primary key,
  group_id bigint not null references error_group on delete cascade,
  at       timestamptz not null default now(),
  actor    text not null, -- `user:<name>`, `rule`, `process`, `webhook`, `report`
  kind     text not null,
  before   jsonb,
  after    jsonb,
  cause    jsonb not null default '{}' -- decision, process instance, integration: what led to it
);
create index activity_by_group on activity (group_id, id desc);

-- Work for the engine, written in the caller's transaction -------------------------------------------

create table outbox (
  id           bigint generated always as identity primary key,
  kind         text not null,
  payload      jsonb not null,
  available_at timestamptz not null default now(), -- not before; also moved forward while a relay holds the row
  attempts     integer not null default 0,
  last_error   text,
  created_at   timestamptz not null default now()
);
create index outbox_due on outbox (available_at, id);

-- The built-in tracker ------------------------------------------------------------------------------

create table sandbox_issue (
  id          bigint generated always as identity primary key,
  project_key text not null,
  number      integer not null,
  marker      text unique,
  title       text not null,
  description text not null,
  labels      text[] not null default '{}',
  fields      jsonb not null default '{}',
  state       text not null default 'open' check (state in ('open', 'in-progress', 'resolved', 'muted')),
  assignee    text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  unique (project_key, number)
);
