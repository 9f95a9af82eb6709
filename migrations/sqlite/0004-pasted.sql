-- 1: the question is about a manifest that a person pasted. It is kept only while the question is open.
ALTER TABLE asks ADD COLUMN pasted INTEGER NOT NULL DEFAULT 0;
