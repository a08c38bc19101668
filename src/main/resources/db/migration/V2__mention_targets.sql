-- Where mentions go: a rule names a target, a row here says what that name means in its project.
create table mention_target (
  id              bigint generated always as identity primary key,
  project_id      bigint not null references project on delete cascade,
  name            text not null,
  kind            text not null,
  state           text not null default 'enabled' check (state in ('enabled', 'disabled')),
  settings        jsonb not null default '{}',
  credential      bytea, -- encrypted JSON (security.SecretCipher); write-only in the API
  off_reason      text, -- set when the program itself disabled it; cleared by the next save
  off_at          timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure    text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  unique (project_id, name)
);

-- A mention is claimed before it is sent, and whoever finds an old claim does not send again.
alter table mention
  add column message_id    uuid not null default gen_random_uuid(), -- the same in every try
  add column state         text not null default 'noted'
    check (state in ('noted', 'due', 'claimed', 'sent', 'failed', 'unknown')), -- noted: no such target, activity only
  add column claimed_until timestamptz, -- while claimed: until then its worker may still be sending
  add column reason        text; -- why it failed, is unknown or due again

-- The first Slack message about a link, which later ones answer.
create table mention_thread (
  target_id bigint not null references mention_target on delete cascade,
  link_id   bigint not null references link on delete cascade,
  place     text not null, -- as the target was set when the thread began
  channel   text not null,
  ts        text not null,
  primary key (target_id, link_id)
);
