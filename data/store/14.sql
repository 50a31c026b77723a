-- Version 14. A counted card is put in words each time it is loaded, in the language of its user and in English for models.

ALTER TABLE card ADD COLUMN figures TEXT;             -- what a measured card was counted as, as JSON

-- Cards that are there get their figures with the next count.
DELETE FROM measured;
