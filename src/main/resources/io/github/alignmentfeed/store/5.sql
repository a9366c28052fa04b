-- What people ask of the store is answered from here, without a look at every post.

-- Posts in which a rule saw something or that point at a paper, as they were last decided on.
create table noted (
  uri text primary key,
  account text not null, -- who brought it: its author where that is followed, else who passed it on
  hidden integer not null, -- whether its author shows it to signed-in people alone
  action text not null, -- retract where it was taken back, in whatever way
  until integer,
  decided_at integer not null,
  rules text not null -- those that saw something, as a JSON array
) without rowid;
create index noted_decided on noted (decided_at, uri, action, hidden);
create index noted_account on noted (account, decided_at, uri, action, hidden);
create index noted_chosen on noted (decided_at, uri, action, hidden) where action <> 'skip';
create index noted_waiting on noted (until) where action = 'defer';
create index noted_left on noted (decided_at) where action = 'skip';

create table hit (
  rule text not null,
  decided_at integer not null,
  uri text not null,
  action text not null,
  account text not null,
  hidden integer not null,
  primary key (rule, decided_at, uri)
) without rowid;

create table mention (
  uri text not null,
  paper text not null,
  account text not null, -- who brought the post
  posted_at integer not null,
  hidden integer not null,
  primary key (uri, paper, account)
) without rowid;
create index mention_posted on mention (posted_at, paper, account, uri);
create index mention_paper on mention (paper, posted_at, uri, hidden);

create table figure (
  account text primary key,
  handle text not null default '',
  posts integer not null default 0,
  chosen integer not null default 0
) without rowid;

create table fetched (
  source text primary key,
  at integer not null,
  read integer,
  failures integer not null,
  error text not null
) without rowid;
