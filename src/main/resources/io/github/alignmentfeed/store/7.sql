-- The rows of the former tables are moved by 7.rows.sql, so many at a time.
alter table post rename to post_6;
drop index post_open;
drop index post_thread;
drop index post_decided;
create index post_6_indexed on post_6 (indexed_at, uri);
alter table way rename to way_6;

create table post (
  id integer primary key autoincrement, -- in the order in which they were met
  met integer not null, -- the day since 1970
  indexed_at integer not null,
  own integer not null, -- whether it was met in its author's feed
  written integer not null default 0, -- whether there is or was a write for it
  gone integer not null default 0,
  open integer not null default 1,
  changed integer not null default 0, -- the change that opened it
  action text,
  intended text,
  outcome text,
  until integer,
  score integer,
  decided_at integer,
  run text,
  thread text, -- its first post; null where that is itself
  story text, -- null where it is named like the post
  reason text,
  papers text,
  evidence text,
  json text not null,
  uri text not null generated always as (json ->> '$.uri') virtual,
  cid text not null generated always as (json ->> '$.cid') virtual,
  author text not null generated always as (json ->> '$.author.did') virtual
);
create unique index post_uri on post (uri);
create index post_thread on post (thread) where thread is not null;
create index post_story on post (story) where story is not null;
create index post_open on post (open) where open = 1;
create index post_gone on post (gone) where gone = 1;
create index post_decided on post (decided_at);
create index post_chosen on post (decided_at) where action <> 'skip' or written = 1;

-- Other feeds in which a post was met.
create table way (
  post integer not null,
  did text not null,
  at integer not null, -- when it was repeated there
  primary key (post, did)
) without rowid;

-- Posts that were skipped long ago: that they were met, and their score.
create table seen (
  hash integer primary key, -- 63 bits of SHA-256 of the URI
  met integer not null, -- the day since 1970
  score integer not null
);
create index seen_met on seen (met);

create index write_created on write (created_at);
create index write_at on write (at);
create index write_story on write (story);
create index story_shown on story (shown) where shown is not null;
create index wanted_uri on wanted (uri);
