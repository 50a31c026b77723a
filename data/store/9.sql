-- Version 9. Who wrote a background text is a salted hash, and has to have written enough to count as a writer.

ALTER TABLE background_text ADD COLUMN words INTEGER NOT NULL DEFAULT 0;  -- of the text; 0: not known

CREATE TABLE background_salt (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL                                -- made once, of random bytes
) STRICT;
