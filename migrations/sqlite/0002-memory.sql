-- What spaced repetition knows of a person and a card. state: 0 new, 1 learning, 2 review, 3 relearning.
ALTER TABLE cards ADD COLUMN state          INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN stability      REAL    NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN difficulty     REAL    NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN due            INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN due_day        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN step           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN reps           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN lapses         INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN scheduled_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN last_review    INTEGER;
ALTER TABLE cards ADD COLUMN last_day       INTEGER;
ALTER TABLE cards ADD COLUMN suspended      INTEGER NOT NULL DEFAULT 0;
-- The learner's day on which the card is not shown any more.
ALTER TABLE cards ADD COLUMN buried_day     INTEGER;
-- The due queue of one person, without looking at what is not due.
CREATE INDEX cards_due ON cards (user_id, due_day) WHERE state > 0 AND suspended = 0;
CREATE INDEX cards_seen ON cards (user_id, last_day);

-- A review that changed the schedule has a grade, the repetition it was and the memory before it; practice has not.
ALTER TABLE reviews ADD COLUMN grade  INTEGER;
ALTER TABLE reviews ADD COLUMN rep    INTEGER;
ALTER TABLE reviews ADD COLUMN before TEXT;
-- Taken back: it counts for nothing any more, but its button still finds it.
ALTER TABLE reviews ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;
-- No repetition of a card happens twice.
CREATE UNIQUE INDEX reviews_rep ON reviews (card_id, rep) WHERE rep IS NOT NULL;

-- Cards seen for the first time, and reviews of learned cards by their outcome.
ALTER TABLE days ADD COLUMN introduced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE days ADD COLUMN recalled   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE days ADD COLUMN forgotten  INTEGER NOT NULL DEFAULT 0;

CREATE TABLE settings (
  user_id         TEXT    PRIMARY KEY NOT NULL,
  zone            TEXT    NOT NULL,
  rollover        INTEGER NOT NULL,
  new_per_day     INTEGER NOT NULL,
  reviews_per_day INTEGER NOT NULL,
  retention       REAL    NOT NULL
) WITHOUT ROWID;

-- A break, both days included: it keeps the streak and quiets the reminders.
CREATE TABLE breaks (
  user_id   TEXT    NOT NULL,
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  PRIMARY KEY (user_id, first_day)
) WITHOUT ROWID;

-- One row a person who wants to be reminded. Claiming one moves next_at and last_day in the same statement.
CREATE TABLE reminders (
  user_id  TEXT    PRIMARY KEY NOT NULL,
  hour     INTEGER NOT NULL,
  next_at  INTEGER NOT NULL,
  last_day INTEGER
) WITHOUT ROWID;
CREATE INDEX reminders_next ON reminders (next_at);

-- What was undone no longer holds the day's score.
DROP INDEX reviews_scored;
CREATE UNIQUE INDEX reviews_scored ON reviews (card_id, day) WHERE scored = 1 AND undone = 0;
