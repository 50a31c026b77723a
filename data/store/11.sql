-- Version 11. A draft that is written again does not replace the one before.

CREATE TABLE draft_again (
  id       INTEGER PRIMARY KEY,
  brief    INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
  kind     TEXT    NOT NULL,                     -- generic, personal
  version  INTEGER NOT NULL DEFAULT 0,           -- grows with each try
  body     TEXT    NOT NULL,
  written  TEXT    NOT NULL,                     -- the body as the model wrote it, before a person changed it
  state    TEXT    NOT NULL,                     -- finished, stopped, failed
  form     TEXT    NOT NULL,                     -- which prompt was used: brief, turns, cards
  model    TEXT    NOT NULL,
  leaks    TEXT    NOT NULL DEFAULT '[]',        -- what came from the samples, as JSON
  made     INTEGER NOT NULL,
  UNIQUE (brief, kind, version)
) STRICT;

INSERT INTO draft_again (id, brief, kind, version, body, written, state, form, model, leaks, made)
  SELECT id, brief, kind, 0, body, written, state, form, model, leaks, made FROM draft;

DROP TABLE draft;
ALTER TABLE draft_again RENAME TO draft;
