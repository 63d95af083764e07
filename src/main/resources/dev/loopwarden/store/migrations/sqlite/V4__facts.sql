-- What was told of a repository's modules, by their bytes, and the index of a commit. All of it can be made again.
create table module_fact (
  repository_id bigint not null,
  blob text not null,
  analyser text not null,
  body blob not null,
  used_at bigint not null,
  primary key (repository_id, blob, analyser)
);
create table program_index (
  repository_id bigint not null,
  head text not null,
  analyser text not null,
  body blob not null,
  made_at bigint not null,
  primary key (repository_id, head, analyser)
);
