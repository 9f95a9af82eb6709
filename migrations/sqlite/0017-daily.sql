-- What /daily posts in a server, and when. It stays when it is switched off, for when it is switched on again.
CREATE TABLE daily (
  guild_id   TEXT    PRIMARY KEY,
  channel_id TEXT    NOT NULL,
  -- The minute of the day, 0 to 1439, on the clocks of `zone` (an IANA name).
  minute     INTEGER NOT NULL,
  zone       TEXT    NOT NULL,
  -- Its id on the shelf; null: every deck that the server has.
  deck       TEXT,
  -- The order in which its cards come.
  seed       INTEGER NOT NULL,
  -- Who set it last and is told of trouble; empty once that person had their data deleted.
  user_id    TEXT    NOT NULL,
  active     INTEGER NOT NULL,
  -- When the next question is to be posted; null when it is off, or was given up.
  due_at     INTEGER,
  -- Why the last one could not be posted, and on how many days in a row; null and 0 when it could.
  trouble    TEXT,
  failed     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX daily_due ON daily (due_at) WHERE due_at IS NOT NULL;

-- The question of a day: one a server and date, for ever. AUTOINCREMENT: the id in a button never comes to mean another.
CREATE TABLE daily_questions (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id    TEXT    NOT NULL,
  -- The server's own date, in days since 1 January 1970.
  day         INTEGER NOT NULL,
  channel_id  TEXT    NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('posting', 'open', 'revealed', 'skipped')),
  -- Of a skipped one: why.
  why         TEXT,
  -- The end of its date: after that it is not posted any more.
  until       INTEGER NOT NULL,
  deck        TEXT,
  -- 1: that deck was gone, so it came from every deck.
  deck_gone   INTEGER NOT NULL DEFAULT 0,
  -- null until it was drawn; the Question as JSON.
  card        TEXT,
  question    TEXT,
  -- When it was first sent to Discord, and how often it was taken up.
  tried_at    INTEGER,
  tries       INTEGER NOT NULL DEFAULT 0,
  message_id  TEXT,
  -- When it is to be posted (again), or its answers are to be counted; null when there is nothing to do.
  due_at      INTEGER,
  -- When its message is to be edited; null while it shows what is so.
  edit_at     INTEGER,
  edited_at   INTEGER NOT NULL DEFAULT 0,
  -- Until then a process has it in hand.
  held_until  INTEGER NOT NULL DEFAULT 0,
  -- Raised by every change of what is shown.
  version     INTEGER NOT NULL DEFAULT 1,
  posted_at   INTEGER,
  revealed_at INTEGER
);
CREATE UNIQUE INDEX daily_questions_day ON daily_questions (guild_id, day);
CREATE INDEX daily_questions_due ON daily_questions (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX daily_questions_edit ON daily_questions (edit_at) WHERE edit_at IS NOT NULL;

-- One answer a person a question. It stays in the counts when the person's data is deleted: user_id is empty then.
CREATE TABLE daily_answers (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  question_id INTEGER NOT NULL REFERENCES daily_questions (id) ON DELETE CASCADE,
  user_id     TEXT    NOT NULL,
  -- The Answer as JSON.
  answer      TEXT    NOT NULL,
  correct     INTEGER NOT NULL,
  changed     INTEGER NOT NULL DEFAULT 0,
  answered_at INTEGER NOT NULL,
  -- How many questions in a row they have answered with this one.
  streak      INTEGER NOT NULL,
  -- 1: it is a review of that person's by now.
  counted     INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX daily_answers_person ON daily_answers (question_id, user_id) WHERE user_id <> '';
CREATE INDEX daily_answers_question ON daily_answers (question_id, counted);
CREATE INDEX daily_answers_of ON daily_answers (user_id);

-- How many questions in a row a person has answered in a server, up to the one of `last_day`.
CREATE TABLE daily_streaks (
  guild_id TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  streak   INTEGER NOT NULL,
  best     INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  -- 1: the server may see it.
  shares   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (guild_id, user_id)
) WITHOUT ROWID;
CREATE INDEX daily_streaks_of ON daily_streaks (user_id);
