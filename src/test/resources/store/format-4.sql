CREATE TABLE fact (
  name text primary key,
  value text not null
) without rowid;
INSERT INTO fact VALUES('owner','did:plc:bot');
CREATE TABLE source (
  name text primary key,
  members text not null, 
  at integer not null
) without rowid;
CREATE TABLE feed (
  did text primary key,
  since integer not null,
  checkpoint integer not null,
  deep_at integer not null
) without rowid;
INSERT INTO feed VALUES('did:plc:ada',1767613800000,1767614400000,1767614400000);
INSERT INTO feed VALUES('did:plc:ben',1767614400000,1767614400000,1767614400000);
CREATE TABLE post (
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
INSERT INTO post VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','bafy3mbd3542k22k3','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3',1767614400000,'{"uri":"at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3","cid":"bafy3mbd3542k22k3","author":{"did":"did:plc:ada","handle":"ada.test","displayName":"","labels":[]},"createdAt":"2026-01-05T12:00:00Z","indexedAt":"2026-01-05T12:00:00Z","content":{"text":"Our paper on alignment faking","links":[{"url":"https://arxiv.org/abs/2601.00001","origin":"CARD"}],"tags":["AIAlignment"],"cards":[{"url":"https://arxiv.org/abs/2601.00001","title":"Titel","description":""}],"alts":[]},"reply":null,"quote":null,"labels":[],"langs":["en"]}',0,0,'run','repost','repost','sent',NULL,'because',12,'[]','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','["arxiv:2601.00001"]',1767614400000);
INSERT INTO post VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k4','bafy3mbd3542k22k4','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3',1767614460000,'{"uri":"at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k4","cid":"bafy3mbd3542k22k4","author":{"did":"did:plc:ada","handle":"ada.test","displayName":"","labels":[]},"createdAt":"2026-01-05T12:01:00Z","indexedAt":"2026-01-05T12:01:00Z","content":{"text":"More of it in the thread","links":[{"url":"https://arxiv.org/abs/2601.00001","origin":"CARD"}],"tags":["AIAlignment"],"cards":[{"url":"https://arxiv.org/abs/2601.00001","title":"Titel","description":""}],"alts":[]},"reply":{"root":{"uri":"at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3","cid":"bafy3mbd3542k22k3"},"parent":{"uri":"at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3","cid":"bafy3mbd3542k22k3"}},"quote":null,"labels":[],"langs":["en"]}',0,0,'run','skip','skip','none',NULL,'because',3,'[]','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','["arxiv:2601.00001"]',1767614400000);
INSERT INTO post VALUES('at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5','bafy3mbd3542k22k5','at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5',1767614520000,'{"uri":"at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5","cid":"bafy3mbd3542k22k5","author":{"did":"did:plc:ben","handle":"ben.test","displayName":"","labels":[]},"createdAt":"2026-01-05T12:02:00Z","indexedAt":"2026-01-05T12:02:00Z","content":{"text":"Waits for its time","links":[{"url":"https://arxiv.org/abs/2601.00001","origin":"CARD"}],"tags":["AIAlignment"],"cards":[{"url":"https://arxiv.org/abs/2601.00001","title":"Titel","description":""}],"alts":[]},"reply":null,"quote":null,"labels":[],"langs":["en"]}',0,1,'run','defer','defer','none',1767615600000,'because',10,'[]','at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5','["arxiv:2601.00001"]',1767614400000);
INSERT INTO post VALUES('at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k6','bafy3mbd3542k22k6','at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k6',1767614580000,'{"uri":"at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k6","cid":"bafy3mbd3542k22k6","author":{"did":"did:plc:ben","handle":"ben.test","displayName":"","labels":[]},"createdAt":"2026-01-05T12:03:00Z","indexedAt":"2026-01-05T12:03:00Z","content":{"text":"Undecided, and reposted by Ada","links":[{"url":"https://arxiv.org/abs/2601.00001","origin":"CARD"}],"tags":["AIAlignment"],"cards":[{"url":"https://arxiv.org/abs/2601.00001","title":"Titel","description":""}],"alts":[]},"reply":null,"quote":null,"labels":[],"langs":["en"]}',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO post VALUES('at://did:plc:ben/app.bsky.feed.post/not-a-tid','bafynot-a-tid','at://did:plc:ben/app.bsky.feed.post/not-a-tid',1767614640000,'{"uri":"at://did:plc:ben/app.bsky.feed.post/not-a-tid","cid":"bafynot-a-tid","author":{"did":"did:plc:ben","handle":"ben.test","displayName":"","labels":[]},"createdAt":"2026-01-05T12:04:00Z","indexedAt":"2026-01-05T12:04:00Z","content":{"text":"Gone for the bot","links":[{"url":"https://arxiv.org/abs/2601.00001","origin":"CARD"}],"tags":["AIAlignment"],"cards":[{"url":"https://arxiv.org/abs/2601.00001","title":"Titel","description":""}],"alts":[]},"reply":null,"quote":null,"labels":[],"langs":["en"]}',1,0,'run','skip','skip','none',NULL,'because',0,'[]','at://did:plc:ben/app.bsky.feed.post/not-a-tid','["arxiv:2601.00001"]',1767614400000);
CREATE TABLE way (
  uri text not null,
  did text not null,
  primary key (uri, did)
) without rowid;
INSERT INTO way VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','did:plc:ada');
INSERT INTO way VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k4','did:plc:ada');
INSERT INTO way VALUES('at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5','did:plc:ben');
INSERT INTO way VALUES('at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k6','did:plc:ada');
INSERT INTO way VALUES('at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k6','did:plc:ben');
INSERT INTO way VALUES('at://did:plc:ben/app.bsky.feed.post/not-a-tid','did:plc:ada');
CREATE TABLE story (
  id text primary key,
  began integer not null,
  standing text not null default 'OPEN',
  shown text
) without rowid;
INSERT INTO story VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3',1767614400000,'REPOSTED','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3');
CREATE TABLE story_key (
  key text primary key,
  story text not null
) without rowid;
INSERT INTO story_key VALUES('paper:arxiv:2601.00001','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3');
INSERT INTO story_key VALUES('thread:at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3');
CREATE TABLE write (
  uri text not null,
  action text not null,
  cid text not null,
  rkey text not null,
  created_at integer not null,
  story text not null,
  state text not null, 
  at integer not null,
  primary key (uri, action)
) without rowid;
INSERT INTO write VALUES('at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','repost','bafy3mbd3542k22k3','3mbd3542k22k3',1767614400000,'at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3','stands',1767614400000);
CREATE TABLE run (
  id text primary key,
  trigger text not null,
  started_at integer not null,
  finished_at integer not null,
  report text not null
) without rowid;
CREATE TABLE refusal (
  did text not null,
  cause text not null,
  stands integer not null, 
  at integer not null,
  primary key (did, cause)
) without rowid;
CREATE TABLE spent (
  minute integer primary key, 
  points integer not null
) without rowid;
CREATE TABLE finding (
  subject text primary key,
  target text, 
  title text, 
  summary text,
  tries integer not null, 
  again integer 
) without rowid;
CREATE TABLE wanted (
  subject text not null,
  uri text not null, 
  primary key (subject, uri)
) without rowid;
INSERT INTO wanted VALUES('https://bit.ly/a','at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k5');
CREATE INDEX post_open on post (open) where open = 1;
CREATE INDEX post_thread on post (thread);
CREATE INDEX post_decided on post (decided_at);
CREATE INDEX story_key_story on story_key (story);
CREATE INDEX write_state on write (state, created_at);
CREATE INDEX run_finished on run (finished_at);
PRAGMA user_version = 4;
