-- A mock exam of /exam. AUTOINCREMENT: the id in a button never comes to mean another exam.
CREATE TABLE exams (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id      TEXT    NOT NULL,
  -- Where it was begun; empty in direct messages, and once what belongs to that server is gone.
  guild_id     TEXT,
  channel_id   TEXT    NOT NULL,
  blueprint    TEXT    NOT NULL,
  title        TEXT    NOT NULL,
  -- The ExamSections as JSON: as they were drawn, whatever becomes of the blueprint.
  sections     TEXT    NOT NULL,
  minutes      INTEGER NOT NULL,
  pass_percent INTEGER NOT NULL,
  seed         INTEGER NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('drawn', 'running', 'submitted', 'timed-out', 'reported')),
  drawn_at     INTEGER NOT NULL,
  started_at   INTEGER,
  -- When the time is over; it moves on with the time that nobody served.
  deadline_at  INTEGER,
  -- How much time was given back for that, in ms.
  away_ms      INTEGER NOT NULL DEFAULT 0,
  ended_at     INTEGER,
  -- Until then a process has its marking in hand.
  held_until   INTEGER NOT NULL DEFAULT 0,
  reported_at  INTEGER,
  percent      INTEGER,
  passed       INTEGER,
  -- The role that the person wants to have for passing, what became of it, and what the last try failed by.
  role_id      TEXT,
  role_state   TEXT CHECK (role_state IN ('owed', 'given')),
  role_trouble TEXT
);
-- One at a time a person.
CREATE UNIQUE INDEX exams_live ON exams (user_id) WHERE state IN ('drawn', 'running');
CREATE INDEX exams_user ON exams (user_id);
CREATE INDEX exams_open ON exams (deadline_at) WHERE state IN ('running', 'submitted', 'timed-out');

-- The tasks of an exam, as they were drawn.
CREATE TABLE exam_items (
  exam_id     INTEGER NOT NULL REFERENCES exams (id) ON DELETE CASCADE,
  item        INTEGER NOT NULL,
  user_id     TEXT    NOT NULL,
  -- Of the sections, from 0.
  section     INTEGER NOT NULL,
  -- The Question as JSON. Exams are drawn from Podium's own decks, drills and labs alone.
  question    TEXT    NOT NULL,
  worth       INTEGER NOT NULL,
  -- The Answer as JSON; it may be changed until the exam ends.
  answer      TEXT,
  answered_at INTEGER,
  -- What was typed and could not be taken.
  draft       TEXT,
  flagged     INTEGER NOT NULL DEFAULT 0,
  -- null until it is reported, and where the task was dropped.
  correct     INTEGER,
  dropped     TEXT CHECK (dropped IN ('gone', 'changed')),
  PRIMARY KEY (exam_id, item)
) WITHOUT ROWID;
CREATE INDEX exam_items_user ON exam_items (user_id);

-- What a server's managers have said of exams.
CREATE TABLE exam_rules (
  guild_id  TEXT    PRIMARY KEY,
  role_id   TEXT,
  -- Only for passing this one; null: any.
  role_exam TEXT,
  cool_days INTEGER NOT NULL DEFAULT 0
);

-- When any process that serves exams was up last, while one is running.
CREATE TABLE heartbeat (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  seen_at INTEGER NOT NULL
);
