-- Address and version of a post as columns of their own. Of a post that was met before, both stand in its text alone,
-- so that not all posts have to be written again.
drop index post_uri;
alter table post drop column uri;
alter table post drop column cid;
alter table post drop column author;
alter table post add column address text;
alter table post add column version text;
alter table post add column uri text generated always as (coalesce(address, json ->> '$.uri')) virtual;
alter table post add column cid text generated always as (coalesce(version, json ->> '$.cid')) virtual;
alter table post add column author text
  generated always as (substr(uri, 6, instr(substr(uri, 6), '/') - 1)) virtual;
create unique index post_uri on post (uri);
