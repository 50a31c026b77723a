-- Version 2. What was counted in each document is kept, so that it is not read again when others come and go.

CREATE TABLE traits (
  document       INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  version        TEXT    NOT NULL,               -- of the measures; of another version they are taken anew
  words          INTEGER NOT NULL,
  language       INTEGER NOT NULL,
  greeting       TEXT,
  greeting_named INTEGER NOT NULL,
  greeting_mark  INTEGER NOT NULL,
  closing        TEXT,
  closing_named  INTEGER NOT NULL,
  marks          INTEGER NOT NULL,
  sentences      INTEGER NOT NULL,
  lengths        BLOB    NOT NULL,               -- 16-bit integers, likewise
  measures       BLOB    NOT NULL                -- 32-bit floats of this machine's kind, in the order of the version
) STRICT;
