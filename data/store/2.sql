-- Version 2. What was counted in each document is kept, so that it is not read again when others come and go.

CREATE TABLE traits (
  document       INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  version        TEXT    NOT NULL,               -- of the measures; of another version they are taken anew
  words          INTEGER NOT NULL,
  language       INTEGER NOT NULL,
  greeting       TEXT,
  greeting_named INTEGER NOT NULL,
  closing        TEXT,
  closing_named  INTEGER NOT NULL,
  measures       BLOB    NOT NULL                -- 32-bit floats of this machine's kind, in the order of the version
) STRICT;
