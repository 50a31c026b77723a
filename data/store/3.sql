-- Version 3. What the measured cards were made of is kept, so that they are not made again of the same.

CREATE TABLE measured (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  basis TEXT    NOT NULL
) STRICT;

-- Quotes go with their document, and a card that someone decided about may have missed new figures.
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
