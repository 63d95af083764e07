-- What stood around a comment's finding at the newest head that was looked at: tells equal findings of one function apart.
alter table comment add column around text not null default '';
