-- How often each account posts and when it was asked, in a form of the program's own. Whatever is
-- missing here is learnt again.
create table activity (
  did text primary key,
  habits blob not null
) without rowid;
