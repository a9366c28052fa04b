-- Times are milliseconds since 1970, UTC.
create table fact (
  name text primary key,
  value text not null
) without rowid;

create table source (
  name text primary key,
  members text not null, -- DIDs as a JSON array
  at integer not null
) without rowid;

create table feed (
  did text primary key,
  since integer not null,
  checkpoint integer not null,
  deep_at integer not null
) without rowid;

create table post (
  uri text primary key,
  cid text not null,
  thread text not null,
  indexed_at integer not null,
  json text not null,
  gone integer not null default 0,
  open integer not null default 1,
  run text,
  action text,
  intended text,
  outcome text,
  until integer,
  reason text,
  score integer,
  evidence text,
  story text,
  papers text,
  decided_at integer
) without rowid;
create index post_open on post (open) where open = 1;
create index post_thread on post (thread);
create index post_decided on post (decided_at);

create table way (
  uri text not null,
  did text not null,
  primary key (uri, did)
) without rowid;

create table story (
  id text primary key,
  began integer not null,
  standing text not null default 'OPEN',
  shown text
) without rowid;

create table story_key (
  key text primary key,
  story text not null
) without rowid;
create index story_key_story on story_key (story);

create table write (
  uri text not null,
  action text not null,
  cid text not null,
  rkey text not null,
  created_at integer not null,
  story text not null,
  state text not null, -- claimed, stands, taken back
  at integer not null,
  primary key (uri, action)
) without rowid;
create index write_state on write (state, created_at);

create table run (
  id text primary key,
  trigger text not null,
  started_at integer not null,
  finished_at integer not null,
  report text not null
) without rowid;
create index run_finished on run (finished_at);
