-- What lasts: the default branch over time, who is logged in, what people did. Times are milliseconds since 1970 UTC.
alter table run add column queued_at bigint;
alter table job add column next_at bigint;
-- 1: has Python files, 0: has none, null: not looked at yet
alter table repository add column python int;
alter table repository add column snapshot_id text;
alter table repository add column swept_at bigint;

create table pull_request (
  repository_id bigint not null,
  number int not null,
  outcome text not null,
  closed_at bigint,
  primary key (repository_id, number)
);
create table checklist_row (
  run_id text not null,
  aspect text not null,
  mark text not null,
  text text not null,
  path text not null,
  line int not null,
  places int not null,
  primary key (run_id, aspect)
);
create table snapshot (
  id text primary key,
  repository_id bigint not null,
  head text not null,
  digest text not null,
  taken_at bigint not null,
  files int not null,
  functions int not null,
  async_functions int not null,
  async_lines int not null,
  not_checked int not null,
  met int not null,
  unmet int not null,
  unknown int not null,
  open_findings int not null,
  ignored int not null,
  unique (repository_id, head)
);
create index snapshot_by_time on snapshot (repository_id, taken_at);
create table snapshot_aspect (
  snapshot_id text not null,
  aspect text not null,
  met int not null,
  unmet int not null,
  unknown int not null,
  primary key (snapshot_id, aspect)
);
-- One row for each life of a finding on the default branch: one that comes back has another row.
create table branch_finding (
  repository_id bigint not null,
  fingerprint text not null,
  first_seen bigint not null,
  fixed_at bigint,
  rule text not null,
  aspect text not null,
  severity text not null,
  path text not null,
  line int not null,
  function text not null,
  title text not null,
  ignored int not null,
  reason text not null,
  primary key (repository_id, fingerprint, first_seen)
);
create index branch_finding_open on branch_finding (repository_id, path, line) where fixed_at is null;
create index branch_finding_fixed on branch_finding (repository_id, fixed_at) where fixed_at is not null;
create index branch_finding_rule on branch_finding (rule, repository_id) where fixed_at is null;
create table rule_now (
  repository_id bigint not null,
  rule text not null,
  open_findings int not null,
  ignored int not null,
  primary key (repository_id, rule)
);
-- The figures stand in the index: what is added up over all repositories is read from it alone.
create index rule_now_by_rule on rule_now (rule, repository_id, open_findings, ignored);
create table aspect_now (
  repository_id bigint not null,
  aspect text not null,
  met int not null,
  unmet int not null,
  unknown int not null,
  primary key (repository_id, aspect)
);
-- Weeks begin on Monday, UTC.
create table week (
  repository_id bigint not null,
  monday bigint not null,
  appeared int not null,
  fixed int not null,
  met int not null,
  unmet int not null,
  unknown int not null,
  async_lines int not null,
  open_findings int not null,
  primary key (repository_id, monday)
);
create index week_by_monday on week (monday, repository_id, appeared, fixed, met, unmet, unknown, async_lines, open_findings);
create table unchecked (
  repository_id bigint not null,
  path text not null,
  line int not null,
  reason text not null
);
create index unchecked_by_repository on unchecked (repository_id);
create table badge (
  repository_id bigint primary key,
  token text not null unique
);
-- The cookie's value is not stored, only its SHA-256; GitHub's tokens are sealed under the operator's secret-key.
create table session (
  hash text primary key,
  user_id bigint not null,
  login text not null,
  form_token text not null,
  created_at bigint not null,
  expires_at bigint not null,
  access text not null,
  access_expires_at bigint not null,
  refresh text not null,
  refresh_expires_at bigint not null
);
create index session_by_expiry on session (expires_at);
create table audit (
  id text primary key,
  at bigint not null,
  who text not null,
  action text not null,
  subject text not null,
  detail text not null
);
create index audit_by_time on audit (at);
create index delivery_by_time on delivery (received_at);
create index job_by_time on job (created_at);
create index job_by_delivery on job (delivery_id);
create index run_by_repository on run (repository_id, finished_at);
