-- Version 16. People have audiences of their own.

-- AUTOINCREMENT: the nick 'own-3', which documents, cards and briefs write, never comes to mean another one.
CREATE TABLE audience (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT    NOT NULL,
  folded TEXT    NOT NULL UNIQUE                 -- the name without what people do not tell names apart by
) STRICT;

-- What is for an audience that another running program has deleted is for anyone. Documents are added without triggers.
CREATE TRIGGER audience_of_changed_document AFTER UPDATE OF audience ON document
WHEN new.audience GLOB 'own-*' AND new.audience NOT IN (SELECT 'own-' || id FROM audience) BEGIN
  UPDATE document SET audience = 'general' WHERE id = new.id;
END;

CREATE TRIGGER audience_of_added_card AFTER INSERT ON card
WHEN new.audience GLOB 'own-*' AND new.audience NOT IN (SELECT 'own-' || id FROM audience) BEGIN
  UPDATE card SET audience = 'general' WHERE id = new.id;
END;

CREATE TRIGGER audience_of_changed_card AFTER UPDATE OF audience ON card
WHEN new.audience GLOB 'own-*' AND new.audience NOT IN (SELECT 'own-' || id FROM audience) BEGIN
  UPDATE card SET audience = 'general' WHERE id = new.id;
END;

CREATE TRIGGER audience_of_added_brief AFTER INSERT ON brief
WHEN new.audience GLOB 'own-*' AND new.audience NOT IN (SELECT 'own-' || id FROM audience) BEGIN
  UPDATE brief SET audience = 'general' WHERE id = new.id;
END;

-- A name is words of the user, too.
CREATE TRIGGER remains_audience AFTER DELETE ON audience BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;

CREATE TRIGGER remains_renamed_audience AFTER UPDATE OF name ON audience BEGIN
  INSERT INTO remains VALUES (1, 1) ON CONFLICT DO UPDATE SET deletions = deletions + 1;
END;
