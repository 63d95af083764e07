-- An effect's mark: what it is found again by (the check's external id), or what the finished check was made from.
alter table effect add column marker text not null default '';
-- Which lease intended it: job and execution version.
alter table effect add column intended_by text not null default '';
-- Jobs of one pull request take turns, over all processes. A turn is void when its execution is not picked any more.
create table turn (
  repository_id bigint not null,
  pull_request int not null,
  job_id text not null,
  version bigint not null,
  primary key (repository_id, pull_request)
);
create table installation (
  id bigint primary key,
  suspended int not null,
  changed_at bigint not null
);
-- Comments of an installation in the hour that began at hour_from.
alter table installation_pace add column hour_from bigint not null default 0;
alter table installation_pace add column hour_writes int not null default 0;
-- "Accept as is": who, when, and with which findings.
create table acceptance (
  repository_id bigint not null,
  pull_request int not null,
  head text not null,
  who text not null,
  accepted_at bigint not null,
  fingerprints text not null,
  primary key (repository_id, pull_request)
);
-- Deliveries that GitHub was asked for once more.
create table redelivery (
  id text primary key,
  asked_at bigint not null
);
-- Credentials of the App, sealed under the operator's secret key.
create table credential (
  name text primary key,
  sealed text not null,
  stored_at bigint not null
);
alter table repository add column looked_at bigint not null default 0;
create index job_by_head on job (repository_id, head);
