-- Version 13. What a person removed stays until they restore it or have it erased.

ALTER TABLE document ADD COLUMN trashed INTEGER NOT NULL DEFAULT 0;  -- 1: removed, and not deleted when its session ended
