-- Version 9. Each new text is compared with the others once; what was changed by that, or by a person, is known again.
-- Who wrote a background text is a salted hash, and has to have written enough to count as a writer. Who wrote a
-- document and in which characters it is, as its file tells; and folders that are watched for new files.

ALTER TABLE document ADD COLUMN medium TEXT;                        -- mail, chat, text, …, if its file told
ALTER TABLE document ADD COLUMN state  INTEGER NOT NULL DEFAULT 1;  -- 0: not compared yet; 1: compared; 2: settled by a person

CREATE INDEX document_new ON document (state) WHERE state = 0;

-- Texts as they were before something was left out of them or taken back in: who reads one again has its document already.
CREATE TABLE former (
  hash     TEXT    PRIMARY KEY,                  -- as in document
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX former_document ON former (document);

ALTER TABLE background_text ADD COLUMN words INTEGER NOT NULL DEFAULT 0;  -- of the text; 0: not known

CREATE TABLE background_salt (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL                                -- made once, of random bytes
) STRICT;

ALTER TABLE document ADD COLUMN author  TEXT;       -- who wrote it first, as its file tells
ALTER TABLE document ADD COLUMN charset TEXT;       -- the character set of its file, if that was guessed
ALTER TABLE document ADD COLUMN source  TEXT;       -- the URI of that file, likewise

CREATE TABLE watched_folder (
  uri     TEXT PRIMARY KEY,
  watched INTEGER NOT NULL                          -- 0: the user did not want it to be watched, and is not asked again
) STRICT, WITHOUT ROWID;

-- The files in watched folders that are no news any more
CREATE TABLE seen_file (
  folder   TEXT    NOT NULL REFERENCES watched_folder (uri) ON DELETE CASCADE ON UPDATE CASCADE,
  uri      TEXT    NOT NULL,
  size     INTEGER NOT NULL,                        -- in bytes
  modified INTEGER NOT NULL,                        -- microseconds since 1970, UTC
  PRIMARY KEY (folder, uri)
) STRICT, WITHOUT ROWID;
