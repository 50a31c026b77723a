-- Version 4. What was counted in texts by others, with which the user's own are compared. The texts are not kept.

CREATE TABLE tally (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,     -- none is used twice, so that a late undo takes away nothing else
  writer  TEXT,                                  -- a hash of who wrote the text, if that is known
  version TEXT NOT NULL,                         -- of the counts; those of another version go at the next start
  hash    TEXT NOT NULL UNIQUE,                  -- of the counts: the same text is counted once
  counts  BLOB NOT NULL                          -- hashes of words and parts of words, and how often each is there
) STRICT;

CREATE INDEX tally_writer ON tally (writer);
