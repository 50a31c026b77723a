-- Version 12. Who says that a text is not theirs means those that are almost the same, too.

-- Texts that were left out in favor of a document
CREATE TABLE alike (
  hash     TEXT    NOT NULL,                        -- as in document
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX alike_document ON alike (document);
