-- A live quiz of /match in a channel. AUTOINCREMENT: the id in a button never comes to mean another match.
CREATE TABLE matches (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id      TEXT    NOT NULL,
  channel_id    TEXT    NOT NULL,
  -- Who started it; empty once that person had their data deleted.
  host_id       TEXT    NOT NULL,
  -- The MatchOptions as JSON.
  options       TEXT    NOT NULL,
  seed          INTEGER NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('lobby', 'posting', 'asking', 'revealed', 'paused', 'finished')),
  -- The present round, from 0, and how many there are; 0 of 0 in the lobby.
  round         INTEGER NOT NULL DEFAULT 0,
  rounds        INTEGER NOT NULL DEFAULT 0,
  -- Of a paused match: the state it goes on with, how much of its time is left, and why it was paused by itself.
  paused_in     TEXT,
  left_ms       INTEGER,
  trouble       TEXT,
  -- How a finished match came to its end.
  ending        TEXT,
  -- When the state is over or its message is to be posted; null when nothing is to be done any more.
  due_at        INTEGER,
  -- When the message shown is to be edited; null while it shows what is so.
  edit_at       INTEGER,
  edited_at     INTEGER NOT NULL DEFAULT 0,
  -- Until then a process has it in hand.
  held_until    INTEGER NOT NULL DEFAULT 0,
  -- Raised by every change; `shown` is the version that its message shows.
  version       INTEGER NOT NULL DEFAULT 1,
  shown         INTEGER NOT NULL DEFAULT 0,
  lobby_message TEXT,
  end_message   TEXT,
  created_at    INTEGER NOT NULL,
  ended_at      INTEGER
);
-- One at a time in a channel.
CREATE UNIQUE INDEX matches_live ON matches (channel_id) WHERE ended_at IS NULL;
CREATE INDEX matches_due ON matches (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX matches_edit ON matches (edit_at) WHERE edit_at IS NOT NULL;

-- Who plays. The seat stays when the person's data is deleted: user_id and name are empty then.
CREATE TABLE match_players (
  match_id  INTEGER NOT NULL REFERENCES matches (id) ON DELETE CASCADE,
  seat      INTEGER NOT NULL,
  user_id   TEXT    NOT NULL,
  -- As Discord showed it when they joined.
  name      TEXT    NOT NULL,
  -- From 0; null where each plays alone.
  team      INTEGER,
  -- 1: others may see what they chose, once a round is over.
  shares    INTEGER NOT NULL DEFAULT 0,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (match_id, seat)
) WITHOUT ROWID;
CREATE UNIQUE INDEX match_players_person ON match_players (match_id, user_id) WHERE user_id <> '';
CREATE INDEX match_players_of ON match_players (user_id);

CREATE TABLE match_rounds (
  match_id   INTEGER NOT NULL REFERENCES matches (id) ON DELETE CASCADE,
  round      INTEGER NOT NULL,
  card       TEXT    NOT NULL,
  -- The Question as JSON.
  question   TEXT    NOT NULL,
  message_id TEXT,
  -- When the time for answers is over; it moves on with a pause.
  closes_at  INTEGER,
  -- When it was over, and whether it was skipped.
  closed_at  INTEGER,
  skipped    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (match_id, round)
) WITHOUT ROWID;

-- One answer a player a round.
CREATE TABLE match_answers (
  match_id INTEGER NOT NULL REFERENCES matches (id) ON DELETE CASCADE,
  round    INTEGER NOT NULL,
  seat     INTEGER NOT NULL,
  -- The Answer as JSON.
  answer   TEXT    NOT NULL,
  correct  INTEGER NOT NULL,
  -- How much time was left, in ms.
  left_ms  INTEGER NOT NULL,
  changed  INTEGER NOT NULL DEFAULT 0,
  answered_at INTEGER NOT NULL,
  -- null until the round is over.
  points   INTEGER,
  PRIMARY KEY (match_id, round, seat)
) WITHOUT ROWID;
