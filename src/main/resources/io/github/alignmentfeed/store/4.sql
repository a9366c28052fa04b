-- A subject is a shortened address, or the identity of a paper that posts name by its number alone.
create table finding (
  subject text primary key,
  target text, -- where the address leads
  title text, -- what the paper is about
  summary text,
  tries integer not null, -- how often nothing was found
  again integer -- when it may be asked again; null once something was found
) without rowid;

create table wanted (
  subject text not null,
  uri text not null, -- the post that wants to know
  primary key (subject, uri)
) without rowid;
