create table refusal (
  did text not null,
  cause text not null,
  stands integer not null, -- 0 where the no was taken back
  at integer not null,
  primary key (did, cause)
) without rowid;
