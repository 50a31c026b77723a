-- Version 12. Who says that a text is not theirs means its versions, too.

-- Texts that were left out as a document is almost the same
CREATE TABLE version (
  hash     TEXT    NOT NULL,                        -- as in document
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX version_document ON version (document);
