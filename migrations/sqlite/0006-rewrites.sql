-- One row while the file is to be rewritten, because something was removed for good: SQLite leaves copies of rows where
-- it moved them between pages. `serial` counts what was removed, so that a rewrite settles only what came before it.
CREATE TABLE owed_rewrite (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  since  INTEGER NOT NULL,
  serial INTEGER NOT NULL
);
