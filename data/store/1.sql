-- Version 1. Once released a script never changes: what comes later is a script of its own.

CREATE TABLE document (
  id       INTEGER PRIMARY KEY,
  title    TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  hash     TEXT    NOT NULL UNIQUE,              -- of the normalized body: the same text is stored once
  words    INTEGER NOT NULL,
  audience TEXT    NOT NULL DEFAULT 'general',
  added    INTEGER NOT NULL,                     -- seconds since 1970, UTC
  example  INTEGER NOT NULL DEFAULT 0,           -- 1: belongs to the made-up writer
  removed  INTEGER                               -- when; the row goes for good at the next start
) STRICT;

CREATE VIRTUAL TABLE document_search USING fts5 (
  title, body, content = 'document', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
  INSERT INTO document_search (rowid, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER document_deleted AFTER DELETE ON document BEGIN
  INSERT INTO document_search (document_search, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;

CREATE TRIGGER document_changed AFTER UPDATE OF title, body ON document BEGIN
  INSERT INTO document_search (document_search, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO document_search (rowid, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TABLE card (
  id          INTEGER PRIMARY KEY,
  axis        TEXT    NOT NULL,
  claim       TEXT    NOT NULL,
  instruction TEXT    NOT NULL,
  rate        TEXT    NOT NULL DEFAULT '',
  source      TEXT    NOT NULL,                  -- measured, found, yours
  model       TEXT,                              -- which model found it
  habit       TEXT UNIQUE,                       -- which count it comes from, if measured
  proposed    TEXT    NOT NULL,                  -- the claim as first proposed: it is never proposed again
  edited      INTEGER NOT NULL DEFAULT 0,        -- 1: a person changed its words
  state       TEXT    NOT NULL DEFAULT 'proposed',
  strength    TEXT    NOT NULL DEFAULT 'hint',
  audience    TEXT    NOT NULL DEFAULT 'general',
  added       INTEGER NOT NULL,
  example     INTEGER NOT NULL DEFAULT 0         -- 1: comes from the made-up writer's documents alone
) STRICT;

-- Where in a document a card's quotes stand, in bytes. The quotes are read from there and nowhere else.
CREATE TABLE evidence (
  card     INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  start    INTEGER NOT NULL,
  length   INTEGER NOT NULL,
  PRIMARY KEY (card, document, start)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_document ON evidence (document);

-- What a person did to a card, as JSON before and after; no "before": added.
CREATE TABLE edit (
  id     INTEGER PRIMARY KEY,
  card   INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
  before TEXT,
  after  TEXT NOT NULL,
  made   INTEGER NOT NULL
) STRICT;

CREATE INDEX edit_card ON edit (card);

CREATE TABLE attribute (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE brief (
  id       INTEGER PRIMARY KEY,
  kind     TEXT    NOT NULL,                     -- write, rewrite
  request  TEXT    NOT NULL,                     -- what to write, or the text to rewrite
  audience TEXT    NOT NULL,
  length   TEXT    NOT NULL,
  words    INTEGER NOT NULL,                     -- the number of words asked for
  made     INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  id       INTEGER PRIMARY KEY,
  brief    INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
  kind     TEXT    NOT NULL,                     -- generic, personal
  body     TEXT    NOT NULL,
  written  TEXT    NOT NULL,                     -- the body as the model wrote it, before a person changed it
  state    TEXT    NOT NULL,                     -- finished, stopped, failed
  form     TEXT    NOT NULL,                     -- which prompt was used: brief, turns, cards
  model    TEXT    NOT NULL,
  leaks    TEXT    NOT NULL DEFAULT '[]',        -- what came from the samples, as JSON
  made     INTEGER NOT NULL,
  UNIQUE (brief, kind)
) STRICT;
