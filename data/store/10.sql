-- Version 10. What a person said is not theirs is known again.

-- The texts of documents that were called not mine, and of what these stood for: who imports one again is told
CREATE TABLE disowned (
  hash TEXT PRIMARY KEY                             -- as in document
) STRICT, WITHOUT ROWID;
