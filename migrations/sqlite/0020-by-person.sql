-- What PostgreSQL's keys begin with where a database is spread over machines (migrations/postgres/0002-by-person.sql). Here
-- the numbers of rows are keys enough, so that no index grows: a card's number says whose it is.

-- Whose answer it is. The table is written anew in its own order, because rows that grow in place would leave half of it
-- empty; nothing refers to it.
CREATE TABLE reviews_by_person (
  id          INTEGER PRIMARY KEY,
  user_id     TEXT    NOT NULL,
  card_id     INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  ask_id      INTEGER NOT NULL UNIQUE,
  day         INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  answer      TEXT    NOT NULL,
  correct     INTEGER NOT NULL,
  points      INTEGER NOT NULL,
  scored      INTEGER NOT NULL,
  -- A review that changed the schedule has a grade, the repetition it was and the memory before it; practice has not.
  grade       INTEGER,
  rep         INTEGER,
  before      TEXT,
  -- Taken back: it counts for nothing any more, but its button still finds it.
  undone      INTEGER NOT NULL DEFAULT 0,
  asked_difficulty INTEGER
);
INSERT INTO reviews_by_person (id, user_id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep,
                               before, undone, asked_difficulty)
  SELECT reviews.id, cards.user_id, reviews.card_id, reviews.ask_id, reviews.day, reviews.answered_at, reviews.answer,
         reviews.correct, reviews.points, reviews.scored, reviews.grade, reviews.rep, reviews.before, reviews.undone,
         reviews.asked_difficulty
  FROM reviews CROSS JOIN cards ON cards.id = reviews.card_id
  ORDER BY reviews.id;
DROP TABLE reviews;
ALTER TABLE reviews_by_person RENAME TO reviews;
CREATE INDEX reviews_card ON reviews (card_id);
-- No repetition of a card happens twice, and a card scores once a person a day.
CREATE UNIQUE INDEX reviews_rep ON reviews (card_id, rep) WHERE rep IS NOT NULL;
CREATE UNIQUE INDEX reviews_scored ON reviews (card_id, day) WHERE scored = 1 AND undone = 0;
CREATE INDEX reviews_undone ON reviews (card_id, day) WHERE undone = 1;

-- In which server it was.
ALTER TABLE match_players ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE match_rounds  ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE match_answers ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE daily_answers ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
UPDATE match_players SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE match_rounds  SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE match_answers SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE daily_answers SET guild_id = (SELECT guild_id FROM daily_questions WHERE id = question_id);
