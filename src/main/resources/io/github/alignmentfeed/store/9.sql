-- Hits by day, kept with every change of a hit, so that a page of rules counts none of them.
create table hit_day (
  rule text not null,
  day integer not null, -- since 1970
  posts integer not null,
  chosen integer not null,
  primary key (rule, day)
) without rowid;
insert into hit_day (rule, day, posts, chosen)
  select rule, decided_at / 86400000, count(*), sum(action <> 'skip') from hit group by 1, 2;

-- Whether the account shows its posts to signed-in people alone, as its newest post said.
alter table figure add column hidden integer not null default 0;
update figure set hidden = 1 where exists (
  select 1 from noted
  where hidden = 1 and uri > 'at://' || figure.account || '/' and uri < 'at://' || figure.account || '0');
