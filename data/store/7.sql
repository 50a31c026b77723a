-- Version 7. Documents can be kept from services, and what was sent to services is listed, without its texts.

ALTER TABLE document ADD COLUMN private INTEGER NOT NULL DEFAULT 0;  -- 1: nothing of it is sent to another computer

CREATE INDEX document_private ON document (private) WHERE private <> 0;

CREATE TABLE sent (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  time     INTEGER NOT NULL,                     -- seconds since 1970, UTC
  host     TEXT    NOT NULL,
  model    TEXT    NOT NULL,
  purpose  TEXT    NOT NULL,                     -- draft, study, check, test
  sent     INTEGER NOT NULL,                     -- words of the request
  received INTEGER                               -- words of the answer; NULL: none was noted
) STRICT;
