-- How an integration fares, for admins and operators.

alter table integration
  add column last_success_at timestamptz, -- the tracker last did what was asked; written at most once a minute
  add column last_failure_at timestamptz,
  add column last_failure    text,        -- in words that say what to do
  add column waits_until     timestamptz; -- the tracker's rate limit; past or null: it waits for nothing
