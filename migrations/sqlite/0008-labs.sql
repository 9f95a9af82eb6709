-- A lab that a person does or did. Its cluster stands in `state` (zlib of its JSON), so that a restart goes on with it and
-- a newer Podium changes nothing of it. AUTOINCREMENT: the id in a button never comes to mean another session.
CREATE TABLE lab_sessions (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     TEXT    NOT NULL,
  lab         TEXT    NOT NULL,
  -- Of the lab's text when it was opened.
  revision    INTEGER NOT NULL,
  -- 1: this is where the person is in this lab. Reset and leaving end it.
  open        INTEGER NOT NULL DEFAULT 1,
  -- The step it stands at, from 0; how many things were done, which is the number of the next one.
  step        INTEGER NOT NULL DEFAULT 0,
  turn        INTEGER NOT NULL DEFAULT 0,
  prompt      TEXT    NOT NULL,
  -- The editor that is open, as JSON.
  edit        TEXT,
  -- 1: a shell inside of a container reads what is typed.
  inside      INTEGER NOT NULL,
  state       BLOB    NOT NULL,
  -- Hints taken of each step, as a JSON list, and the most of any step of this run and those before it.
  hints       TEXT    NOT NULL,
  helped      INTEGER NOT NULL DEFAULT 0,
  -- What its entries and checkpoints take, in bytes.
  bytes       INTEGER NOT NULL DEFAULT 0,
  -- The question of /review that it answers, once it is finished in any case.
  ask_id      INTEGER,
  started_at  INTEGER NOT NULL,
  used_at     INTEGER NOT NULL,
  finished_at INTEGER
);
-- One open session a person and lab.
CREATE UNIQUE INDEX lab_sessions_open ON lab_sessions (user_id, lab) WHERE open = 1;
CREATE INDEX lab_sessions_user ON lab_sessions (user_id);
CREATE INDEX lab_sessions_age ON lab_sessions (used_at);

-- Everything that was done in a session, one row a turn, for as long as the session is kept.
CREATE TABLE lab_entries (
  session_id    INTEGER NOT NULL REFERENCES lab_sessions (id) ON DELETE CASCADE,
  turn          INTEGER NOT NULL,
  user_id       TEXT    NOT NULL,
  -- line: something was typed; edit: an editor was saved (`typed`) or closed (NULL); undo: the entry of a turn was taken back.
  kind          TEXT    NOT NULL,
  typed         TEXT,
  -- The prompt it was typed at.
  prompt        TEXT    NOT NULL,
  -- What was printed, as zlib of JSON.
  output        BLOB    NOT NULL,
  status        INTEGER NOT NULL,
  not_simulated TEXT,
  -- 1: taken back.
  undone        INTEGER NOT NULL DEFAULT 0,
  at            INTEGER NOT NULL,
  -- The interaction it came with, where that has no turn: none is run twice.
  once          TEXT    UNIQUE,
  PRIMARY KEY (session_id, turn)
);
CREATE INDEX lab_entries_user ON lab_entries (user_id);

-- A session's cluster as it was before the entry of a turn: the first is the lab's start; the others keep Undo short.
CREATE TABLE lab_checkpoints (
  session_id INTEGER NOT NULL REFERENCES lab_sessions (id) ON DELETE CASCADE,
  turn       INTEGER NOT NULL,
  user_id    TEXT    NOT NULL,
  prompt     TEXT    NOT NULL,
  edit       TEXT,
  inside     INTEGER NOT NULL,
  state      BLOB    NOT NULL,
  PRIMARY KEY (session_id, turn)
);
CREATE INDEX lab_checkpoints_user ON lab_checkpoints (user_id);

-- Labs that a person has finished, and the points that each has brought: once.
CREATE TABLE labs_done (
  user_id     TEXT    NOT NULL,
  lab         TEXT    NOT NULL,
  finished_at INTEGER NOT NULL,
  points      INTEGER NOT NULL,
  PRIMARY KEY (user_id, lab)
) WITHOUT ROWID;

-- How often what is not simulated was asked for, by its code: of everyone together, so it names nobody.
CREATE TABLE lab_misses (
  code  TEXT    PRIMARY KEY NOT NULL,
  count INTEGER NOT NULL
) WITHOUT ROWID;

-- When a lab that teaches the card was finished: it comes before other new cards.
ALTER TABLE cards ADD COLUMN fed_at INTEGER;
CREATE INDEX cards_fed ON cards (user_id) WHERE fed_at IS NOT NULL AND state = 0;
