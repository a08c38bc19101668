-- Comments on the built-in tracker's issues, and the order in which those changed.

create table sandbox_comment (
  id         bigint generated always as identity primary key,
  issue_id   bigint not null references sandbox_issue on delete cascade,
  text       text not null,
  created_at timestamptz not null default now()
);
create index sandbox_comment_by_issue on sandbox_comment (issue_id, id);

create index sandbox_issue_by_change on sandbox_issue (project_key, updated_at, id);
