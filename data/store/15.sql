-- Version 15. New cards of a backup without texts stay new, though there is nothing here to show them with.

ALTER TABLE card ADD COLUMN quoteless INTEGER NOT NULL DEFAULT 0; -- 1: its quotes were left out of a backup

CREATE TRIGGER card_has_quotes AFTER INSERT ON evidence BEGIN
  UPDATE card SET quoteless = 0 WHERE id = new.card AND quoteless <> 0;
END;
