-- Points by deck as well; '' is every deck together. What was counted before stays as it is, for every deck together.
CREATE TABLE scores_by_deck (
  guild_id TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  deck     TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (guild_id, period, deck, user_id)
) WITHOUT ROWID;
INSERT INTO scores_by_deck (guild_id, period, deck, user_id, points, answered, correct)
  SELECT guild_id, period, '', user_id, points, answered, correct FROM scores;
DROP TABLE scores;
ALTER TABLE scores_by_deck RENAME TO scores;
CREATE INDEX scores_rank ON scores (guild_id, period, deck, points DESC, correct DESC, user_id);
CREATE INDEX scores_user ON scores (user_id);

-- By deck, what is still known: answers whose questions are kept, which is a week. Undo takes exactly this back.
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct)
  SELECT guild_id, period, deck, user_id, sum(points), count(*), sum(correct)
  FROM (
    SELECT asks.guild_id AS guild_id, asks.user_id AS user_id, reviews.points AS points, reviews.correct AS correct,
           CASE instr(asks.card, '/') WHEN 0 THEN asks.card ELSE substr(asks.card, 1, instr(asks.card, '/') - 1) END AS deck,
           CASE spans.span
             WHEN 'all' THEN 'all'
             WHEN 'month' THEN strftime('%Y-%m', reviews.answered_at / 1000, 'unixepoch')
             -- The week belongs to the year that its Thursday is in.
             ELSE strftime('%Y-W', reviews.answered_at / 1000, 'unixepoch', '-3 days', 'weekday 4')
               || printf('%02d', (strftime('%j', reviews.answered_at / 1000, 'unixepoch', '-3 days', 'weekday 4') - 1) / 7 + 1)
           END AS period
    FROM asks
    JOIN reviews ON reviews.ask_id = asks.id AND reviews.undone = 0
    JOIN (SELECT 'all' AS span UNION ALL SELECT 'month' UNION ALL SELECT 'week') AS spans
    WHERE asks.guild_id IS NOT NULL
  )
  GROUP BY guild_id, period, deck, user_id;

-- A season of a server. AUTOINCREMENT: the id in a button never comes to mean another season.
CREATE TABLE seasons (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id   TEXT    NOT NULL,
  -- Where it was started, and its end is told.
  channel_id TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  -- When it ends by itself; answers from then on are none of it. null: when somebody ends it.
  ends_at    INTEGER,
  -- Set once it is over: its points stay as they are from then on.
  ended_at   INTEGER,
  -- When its end is to be told in its channel; moved on while a process has that in hand; null: nothing is to be told.
  tell_at    INTEGER
);
-- One at a time in a server.
CREATE UNIQUE INDEX seasons_on ON seasons (guild_id) WHERE ended_at IS NULL;
CREATE INDEX seasons_guild ON seasons (guild_id, id);
CREATE INDEX seasons_end ON seasons (ends_at) WHERE ended_at IS NULL AND ends_at IS NOT NULL;
CREATE INDEX seasons_tell ON seasons (tell_at) WHERE tell_at IS NOT NULL;

-- Points of a season, its final standings once it is over. The seat stays when the person's data is deleted: user_id is
-- empty then.
CREATE TABLE season_scores (
  id        INTEGER PRIMARY KEY,
  season_id INTEGER NOT NULL REFERENCES seasons (id) ON DELETE CASCADE,
  deck      TEXT    NOT NULL,
  user_id   TEXT    NOT NULL,
  points    INTEGER NOT NULL,
  answered  INTEGER NOT NULL,
  correct   INTEGER NOT NULL
);
CREATE UNIQUE INDEX season_scores_person ON season_scores (season_id, deck, user_id) WHERE user_id <> '';
CREATE INDEX season_scores_rank ON season_scores (season_id, deck, points DESC, correct DESC, user_id);
CREATE INDEX season_scores_user ON season_scores (user_id);

-- 0: others see nothing of this person on any board.
ALTER TABLE settings ADD COLUMN board INTEGER NOT NULL DEFAULT 1;
CREATE INDEX settings_hidden ON settings (user_id) WHERE board = 0;

-- Whether somebody who was to be shown on a server's board is in that server, as Discord said last.
CREATE TABLE board_members (
  guild_id   TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  present    INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (guild_id, user_id)
) WITHOUT ROWID;
CREATE INDEX board_members_user ON board_members (user_id);
CREATE INDEX board_members_gone ON board_members (guild_id, user_id) WHERE present = 0;
