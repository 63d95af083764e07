-- The findings of each run, as they stood then. Runs of before have none of their own: findings is null.
alter table run add column findings int;
create table run_finding (
  run_id text not null,
  fingerprint text not null,
  state text not null,
  rule text not null,
  severity text not null,
  title text not null,
  path text not null,
  line int not null,
  function text not null,
  primary key (run_id, fingerprint)
);
