-- Version 9. Who wrote a document and in which characters it is, as its file tells; and folders that are watched for new
-- files.

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
