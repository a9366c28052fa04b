create temp table if not exists moving (uri text primary key);
delete from temp.moving;
insert into temp.moving select uri from post_6 order by indexed_at, uri limit 1000;
insert into post (json, thread, indexed_at, met, own, written, gone, open, run, action, intended, outcome, until, reason,
    score, evidence, story, papers, decided_at)
  select json, nullif(thread, uri), indexed_at, indexed_at / 86400000,
    exists (select 1 from way_6 where way_6.uri = post_6.uri and did = post_6.json ->> '$.author.did'),
    exists (select 1 from write where write.uri = post_6.uri),
    gone, open, run, action, intended, outcome, until, reason, score, evidence, nullif(story, uri), papers, decided_at
  from post_6 where uri in (select uri from temp.moving) order by indexed_at, uri;
insert into way (post, did, at)
  select id, did, indexed_at from temp.moving join way_6 using (uri) join post using (uri) where did <> author;
delete from way_6 where uri in (select uri from temp.moving);
delete from post_6 where uri in (select uri from temp.moving);
