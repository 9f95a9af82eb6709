-- Times are milliseconds since the epoch, days are whole days since 1970-01-01 on the learner's own calendar,
-- ids of Discord are text.

-- A question that was put to a person. AUTOINCREMENT: the id in a button never comes to mean another question.
CREATE TABLE asks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT,
  channel_id TEXT    NOT NULL,
  card       TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  question   TEXT    NOT NULL,
  run        TEXT    NOT NULL,
  asked_at   INTEGER NOT NULL,
  closed_at  INTEGER
);
CREATE INDEX asks_user ON asks (user_id);
CREATE INDEX asks_age ON asks (asked_at);

-- A card as one person knows it. Reviews refer to it by its number, which keeps five million of them small.
CREATE TABLE cards (
  id      INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  card    TEXT NOT NULL,
  UNIQUE (user_id, card)
);

-- One row an answer, for ever. ask_id has no foreign key: asks are swept, answers are kept.
CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  card_id     INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  ask_id      INTEGER NOT NULL UNIQUE,
  day         INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  answer      TEXT    NOT NULL,
  correct     INTEGER NOT NULL,
  points      INTEGER NOT NULL,
  scored      INTEGER NOT NULL
);
CREATE INDEX reviews_card ON reviews (card_id);
-- A card scores once a person a day.
CREATE UNIQUE INDEX reviews_scored ON reviews (card_id, day) WHERE scored = 1;

-- Counters, kept with every answer so that nothing is ever summed over reviews.
CREATE TABLE scores (
  guild_id TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (guild_id, period, user_id)
) WITHOUT ROWID;
CREATE INDEX scores_rank ON scores (guild_id, period, points DESC, correct DESC, user_id);
CREATE INDEX scores_user ON scores (user_id);

CREATE TABLE days (
  user_id  TEXT    NOT NULL,
  day      INTEGER NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (user_id, day)
) WITHOUT ROWID;

CREATE TABLE topics (
  user_id  TEXT    NOT NULL,
  topic    TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (user_id, topic)
) WITHOUT ROWID;

-- What a person says is wrong with a card, for whoever runs the bot.
CREATE TABLE reports (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ask_id     INTEGER,
  card       TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT,
  text       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX reports_user ON reports (user_id);
