-- Version 6. Tables are called what the code calls them. Counts of documents are made anew; those of background texts stay.

DROP TABLE IF EXISTS traits;

CREATE TABLE features (
  document       INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  version        TEXT    NOT NULL,               -- of the measures; of another version they are computed anew
  words          INTEGER NOT NULL,
  language       INTEGER NOT NULL,
  greeting       TEXT,
  greeting_named INTEGER NOT NULL,
  greeting_mark  INTEGER NOT NULL,
  closing        TEXT,
  closing_named  INTEGER NOT NULL,
  cues           INTEGER NOT NULL,               -- bits
  sentences      INTEGER NOT NULL,
  lengths        BLOB    NOT NULL,               -- 16-bit integers, likewise
  measures       BLOB    NOT NULL                -- 32-bit floats of this machine's kind, in the order of the version
) STRICT;

ALTER TABLE tally RENAME TO background_text;

DROP INDEX IF EXISTS tally_writer;
CREATE INDEX background_text_writer ON background_text (writer);

DROP TRIGGER IF EXISTS remains_tally;
CREATE TRIGGER remains_background_text AFTER DELETE ON background_text BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;
