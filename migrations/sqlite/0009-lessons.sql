-- Where a person is in a lesson of /learn. AUTOINCREMENT: the id in a button never comes to mean another person's row.
CREATE TABLE lessons (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     TEXT    NOT NULL,
  lesson      TEXT    NOT NULL,
  -- Id of the step that was shown last.
  step        TEXT    NOT NULL,
  -- The question put at each step, as JSON: id of the step → id of the ask.
  asked       TEXT    NOT NULL DEFAULT '{}',
  started_at  INTEGER NOT NULL,
  used_at     INTEGER NOT NULL,
  -- When its last step was left behind for the first time.
  finished_at INTEGER,
  UNIQUE (user_id, lesson)
);
