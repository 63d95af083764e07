-- Times are milliseconds since 1970 UTC. Repositories are keyed by GitHub's numeric id.
create table delivery (
  id text primary key,
  event text not null,
  body text not null,
  received_at bigint not null
);
create table job (
  id text primary key,
  delivery_id text not null,
  kind text not null,
  repository_id bigint not null,
  pull_request int not null,
  head text not null,
  state text not null,
  attempt int not null,
  reason text not null,
  created_at bigint not null,
  ended_at bigint
);
create index job_by_pull_request on job (repository_id, pull_request, created_at);
create index job_by_state on job (state, created_at);
create table repository (
  id bigint primary key,
  installation bigint not null,
  owner text not null,
  name text not null,
  seen_at bigint not null
);
create table run (
  id text primary key,
  repository_id bigint not null,
  pull_request int not null,
  head text not null,
  base text not null,
  conclusion text not null,
  functions int not null,
  async_functions int not null,
  async_lines int not null,
  not_checked int not null,
  report text not null,
  finished_at bigint not null,
  unique (repository_id, pull_request, head)
);
create table run_aspect (
  run_id text not null,
  aspect text not null,
  met int not null,
  unmet int not null,
  unknown int not null,
  primary key (run_id, aspect)
);
create table finding (
  repository_id bigint not null,
  pull_request int not null,
  fingerprint text not null,
  rule text not null,
  aspect text not null,
  severity text not null,
  confidence text not null,
  state text not null,
  path text not null,
  line int not null,
  function text not null,
  title text not null,
  first_seen bigint not null,
  fixed_at bigint,
  primary key (repository_id, pull_request, fingerprint)
);
create table comment (
  repository_id bigint not null,
  pull_request int not null,
  fingerprint text not null,
  rule text not null,
  github_id bigint not null,
  path text not null,
  line int not null,
  state text not null,
  body text not null,
  primary key (repository_id, pull_request, fingerprint)
);
create table summary (
  repository_id bigint not null,
  pull_request int not null,
  github_id bigint not null,
  head text not null,
  primary key (repository_id, pull_request)
);
create table effect (
  repository_id bigint not null,
  pull_request int not null,
  key text not null,
  state text not null,
  github_id bigint not null,
  intended_at bigint not null,
  primary key (repository_id, pull_request, key)
);
create table installation_pace (
  installation bigint primary key,
  next_write_at bigint not null
);
create table scheduled_tasks (
  task_name varchar(250) not null,
  task_instance varchar(250) not null,
  task_data blob,
  execution_time timestamp not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp,
  last_failure timestamp,
  consecutive_failures int,
  last_heartbeat timestamp,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
