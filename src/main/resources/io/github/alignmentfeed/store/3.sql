-- Points spent of the account's limit on writes, for a day.
create table spent (
  minute integer primary key, -- since 1970
  points integer not null
) without rowid;
