-- Version 5. What is deleted leaves nothing behind; no number is used twice; what a program has removed is its own.

-- Its segments may still have words of documents that were deleted: it is made again below, and from now on deletes
-- words where they are.
DROP TABLE IF EXISTS document_search;

-- AUTOINCREMENT: a number that another running program still has in hand never comes to mean something else.
CREATE TABLE new_document (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  title    TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  hash     TEXT    NOT NULL UNIQUE,              -- of the normalized body: the same text is stored once
  words    INTEGER NOT NULL,
  audience TEXT    NOT NULL DEFAULT 'general',
  added    INTEGER NOT NULL,                     -- seconds since 1970, UTC
  example  INTEGER NOT NULL DEFAULT 0,           -- 1: belongs to the made-up writer
  removed  INTEGER,                              -- when; the row is deleted at a start after its session ended
  session  INTEGER                               -- which open store removed it, and may bring it back
) STRICT;

INSERT INTO new_document (id, title, body, hash, words, audience, added, example, removed)
SELECT id, title, body, hash, words, audience, added, example, removed FROM document;
DROP TABLE document;
ALTER TABLE new_document RENAME TO document;

CREATE INDEX document_removed ON document (removed) WHERE removed IS NOT NULL;

CREATE VIRTUAL TABLE document_search USING fts5 (
  title, body, content = 'document', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

INSERT INTO document_search (document_search, rank) VALUES ('secure-delete', 1);
INSERT INTO document_search (document_search) VALUES ('rebuild');

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

CREATE TABLE new_card (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
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

INSERT INTO new_card (id, axis, claim, instruction, rate, source, model, habit, proposed, edited, state, strength,
                      audience, added, example)
SELECT id, axis, claim, instruction, rate, source, model, habit, proposed, edited, state, strength,
       audience, added, example FROM card;
DROP TABLE card;
ALTER TABLE new_card RENAME TO card;

CREATE TABLE new_edit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  card   INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
  before TEXT,
  after  TEXT NOT NULL,
  made   INTEGER NOT NULL
) STRICT;

INSERT INTO new_edit (id, card, before, after, made) SELECT id, card, before, after, made FROM edit;
DROP TABLE edit;
ALTER TABLE new_edit RENAME TO edit;

CREATE INDEX edit_card ON edit (card);

CREATE TABLE new_brief (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT    NOT NULL,                     -- write, rewrite
  request  TEXT    NOT NULL,                     -- what to write, or the text to rewrite
  audience TEXT    NOT NULL,
  length   TEXT    NOT NULL,
  words    INTEGER NOT NULL,                     -- the number of words asked for
  made     INTEGER NOT NULL
) STRICT;

INSERT INTO new_brief (id, kind, request, audience, length, words, made)
SELECT id, kind, request, audience, length, words, made FROM brief;
DROP TABLE brief;
ALTER TABLE new_brief RENAME TO brief;

-- As of version 3; they went with their tables.
CREATE TRIGGER measured_document_deleted AFTER DELETE ON document BEGIN
  DELETE FROM measured;
END;

CREATE TRIGGER measured_card_decided AFTER UPDATE OF state, edited ON card
WHEN new.state <> old.state OR new.edited <> old.edited BEGIN
  DELETE FROM measured;
END;

CREATE TRIGGER measured_card_deleted AFTER DELETE ON card BEGIN
  DELETE FROM measured;
END;

-- How often something was deleted since the file was last made anew without what SQLite leaves of it: where a page was
-- rebuilt, copies of its cells may stay in its unused space. No row: not at all.
CREATE TABLE remains (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  deletions INTEGER NOT NULL
) STRICT;

INSERT INTO remains VALUES (1, 1);

CREATE TRIGGER remains_document AFTER DELETE ON document BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;

CREATE TRIGGER remains_card AFTER DELETE ON card BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;

CREATE TRIGGER remains_brief AFTER DELETE ON brief BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;

CREATE TRIGGER remains_attribute AFTER DELETE ON attribute BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;

CREATE TRIGGER remains_tally AFTER DELETE ON tally BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;
