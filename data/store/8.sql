-- Version 8. What others wrote is left out of documents and can be taken back in; and who in mails and chats is the user.

ALTER TABLE document ADD COLUMN written INTEGER;    -- when, as its file tells: seconds since 1970, UTC
ALTER TABLE document ADD COLUMN editor  TEXT;       -- who changed it last, as its file tells, if it was not the author

CREATE TABLE part (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number   INTEGER NOT NULL,                        -- in the order of the text
  start    INTEGER NOT NULL,                        -- where in the body it stands, or stood, in bytes
  length   INTEGER NOT NULL,                        -- in the body, in bytes; 0: it was left out
  kind     TEXT    NOT NULL,                        -- quote, signature, …
  text     TEXT    NOT NULL,                        -- what was left out; '' if it is in the body and may be by others
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  account TEXT PRIMARY KEY                          -- a mail address of the user's, or a name in chats
) STRICT, WITHOUT ROWID;
