CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL);
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
, pasted INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0, draft TEXT);
CREATE INDEX asks_user ON asks (user_id);
CREATE INDEX asks_age ON asks (asked_at);
CREATE TABLE cards (
  id      INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  card    TEXT NOT NULL, state          INTEGER NOT NULL DEFAULT 0, stability      REAL    NOT NULL DEFAULT 0, difficulty     REAL    NOT NULL DEFAULT 0, due            INTEGER NOT NULL DEFAULT 0, due_day        INTEGER NOT NULL DEFAULT 0, step           INTEGER NOT NULL DEFAULT 0, reps           INTEGER NOT NULL DEFAULT 0, lapses         INTEGER NOT NULL DEFAULT 0, scheduled_days INTEGER NOT NULL DEFAULT 0, last_review    INTEGER, last_day       INTEGER, suspended      INTEGER NOT NULL DEFAULT 0, buried_day     INTEGER, fed_at INTEGER,
  UNIQUE (user_id, card)
);
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
, grade  INTEGER, rep    INTEGER, before TEXT, undone INTEGER NOT NULL DEFAULT 0, asked_difficulty INTEGER, user_id TEXT NOT NULL DEFAULT '');
CREATE INDEX reviews_card ON reviews (card_id);
CREATE TABLE days (
  user_id  TEXT    NOT NULL,
  day      INTEGER NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL, introduced INTEGER NOT NULL DEFAULT 0, recalled   INTEGER NOT NULL DEFAULT 0, forgotten  INTEGER NOT NULL DEFAULT 0,
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
CREATE TABLE reports (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ask_id     INTEGER,
  card       TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT,
  text       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
, seed              INTEGER, difficulty        INTEGER, shown_to          TEXT, server_settled_at INTEGER, runner_settled_at INTEGER);
CREATE INDEX reports_user ON reports (user_id);
CREATE INDEX cards_due ON cards (user_id, due_day) WHERE state > 0 AND suspended = 0;
CREATE INDEX cards_seen ON cards (user_id, last_day);
CREATE UNIQUE INDEX reviews_rep ON reviews (card_id, rep) WHERE rep IS NOT NULL;
CREATE TABLE settings (
  user_id         TEXT    PRIMARY KEY NOT NULL,
  zone            TEXT    NOT NULL,
  rollover        INTEGER NOT NULL,
  new_per_day     INTEGER NOT NULL,
  reviews_per_day INTEGER NOT NULL,
  retention       REAL    NOT NULL
, board INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
CREATE TABLE breaks (
  user_id   TEXT    NOT NULL,
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  PRIMARY KEY (user_id, first_day)
) WITHOUT ROWID;
CREATE TABLE reminders (
  user_id  TEXT    PRIMARY KEY NOT NULL,
  hour     INTEGER NOT NULL,
  next_at  INTEGER NOT NULL,
  last_day INTEGER
) WITHOUT ROWID;
CREATE INDEX reminders_next ON reminders (next_at);
CREATE UNIQUE INDEX reviews_scored ON reviews (card_id, day) WHERE scored = 1 AND undone = 0;
CREATE INDEX reviews_undone ON reviews (card_id, day) WHERE undone = 1;
CREATE TABLE server_decks (
  id          INTEGER PRIMARY KEY,
  guild_id    TEXT    NOT NULL,
  deck        TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  description TEXT    NOT NULL,
  imported_at INTEGER NOT NULL, after TEXT,
  UNIQUE (guild_id, deck)
);
CREATE TABLE server_cards (
  card     TEXT    PRIMARY KEY NOT NULL,
  deck_id  INTEGER NOT NULL REFERENCES server_decks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  topic    TEXT    NOT NULL,
  family   TEXT,
  body     TEXT    NOT NULL
, needs TEXT, place INTEGER NOT NULL DEFAULT 0);
CREATE INDEX server_cards_deck ON server_cards (deck_id, position);
CREATE TABLE revisions (
  card     TEXT PRIMARY KEY NOT NULL,
  revision TEXT NOT NULL
, asked TEXT) WITHOUT ROWID;
CREATE INDEX cards_card ON cards (card);
CREATE TABLE item_counts (
  card  TEXT    NOT NULL,
  item  TEXT    NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (card, item)
) WITHOUT ROWID;
CREATE TABLE guilds (
  guild_id TEXT PRIMARY KEY NOT NULL,
  left_at  INTEGER
) WITHOUT ROWID;
CREATE TABLE owed_rewrite (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  since  INTEGER NOT NULL,
  serial INTEGER NOT NULL
);
CREATE INDEX revisions_old ON revisions (card) WHERE asked IS NULL;
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
CREATE UNIQUE INDEX lab_sessions_open ON lab_sessions (user_id, lab) WHERE open = 1;
CREATE INDEX lab_sessions_user ON lab_sessions (user_id);
CREATE INDEX lab_sessions_age ON lab_sessions (used_at);
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
CREATE TABLE labs_done (
  user_id     TEXT    NOT NULL,
  lab         TEXT    NOT NULL,
  finished_at INTEGER NOT NULL,
  points      INTEGER NOT NULL,
  PRIMARY KEY (user_id, lab)
) WITHOUT ROWID;
CREATE TABLE lab_misses (
  code  TEXT    PRIMARY KEY NOT NULL,
  count INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_fed ON cards (user_id) WHERE fed_at IS NOT NULL AND state = 0;
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
CREATE TABLE deck_order (
  guild_id TEXT    NOT NULL,
  place    INTEGER NOT NULL,
  deck     TEXT    NOT NULL,
  PRIMARY KEY (guild_id, deck)
) WITHOUT ROWID;
CREATE TABLE beliefs (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     TEXT    NOT NULL,
  belief      TEXT    NOT NULL,
  ask_id      INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  -- At most once an answer.
  UNIQUE (ask_id, belief)
);
CREATE INDEX beliefs_user ON beliefs (user_id, belief);
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
CREATE UNIQUE INDEX matches_live ON matches (channel_id) WHERE ended_at IS NULL;
CREATE INDEX matches_due ON matches (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX matches_edit ON matches (edit_at) WHERE edit_at IS NOT NULL;
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
  joined_at INTEGER NOT NULL, guild_id TEXT NOT NULL DEFAULT '',
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
  skipped    INTEGER NOT NULL DEFAULT 0, guild_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (match_id, round)
) WITHOUT ROWID;
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
  points   INTEGER, guild_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (match_id, round, seat)
) WITHOUT ROWID;
CREATE INDEX reports_open ON reports (shown_to, card) WHERE server_settled_at IS NULL;
CREATE TABLE report_news (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    TEXT    NOT NULL,
  card       TEXT    NOT NULL,
  -- The server whose managers settled it; NULL: whoever runs the bot.
  guild_id   TEXT,
  note       TEXT,
  settled_at INTEGER NOT NULL,
  send_at    INTEGER,
  -- Until then a process has it in hand.
  held_until INTEGER NOT NULL DEFAULT 0,
  told_at    INTEGER
);
CREATE INDEX report_news_user ON report_news (user_id);
CREATE INDEX report_news_send ON report_news (send_at) WHERE told_at IS NULL AND send_at IS NOT NULL;
CREATE TABLE retired_cards (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id   TEXT    NOT NULL,
  card       TEXT    NOT NULL,
  retired_at INTEGER NOT NULL,
  UNIQUE (guild_id, card)
);
CREATE INDEX retired_cards_card ON retired_cards (card);
CREATE INDEX asks_card ON asks (card);
CREATE TABLE pending_imports (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT    NOT NULL,
  deck       TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'replaced', 'cancelled', 'void')),
  -- The Deck and the remarks of its check, as zlib of JSON; NULL once it is decided.
  body       BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX pending_imports_waiting ON pending_imports (guild_id, deck) WHERE state = 'waiting';
CREATE INDEX pending_imports_user ON pending_imports (user_id);
CREATE TABLE server_settings (
  guild_id     TEXT PRIMARY KEY,
  -- Asked from where a command names no deck: its id on the shelf; null for every deck.
  default_deck TEXT,
  -- Who may change the server's decks beside those who manage the server; null for nobody else.
  deck_role    TEXT
) WITHOUT ROWID;
CREATE TABLE match_channels (
  guild_id   TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  PRIMARY KEY (guild_id, channel_id)
) WITHOUT ROWID;
CREATE TABLE study_groups (
  guild_id TEXT    PRIMARY KEY NOT NULL,
  salt     INTEGER NOT NULL,
  zone     TEXT    NOT NULL,
  exam_day INTEGER
) WITHOUT ROWID;
CREATE TABLE group_members (
  guild_id  TEXT    NOT NULL,
  user_id   TEXT    NOT NULL,
  joined_at INTEGER NOT NULL,
  -- 1: they may be named to others, as who could explain a topic or be explained one.
  named     INTEGER NOT NULL DEFAULT 0,
  -- The exam day for which they took or declined the settings proposed.
  planned   INTEGER,
  -- When it was last known that they are in the server.
  seen_at   INTEGER NOT NULL,
  PRIMARY KEY (guild_id, user_id)
) WITHOUT ROWID;
CREATE INDEX group_members_of ON group_members (user_id);
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
, guild_id TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX daily_answers_person ON daily_answers (question_id, user_id) WHERE user_id <> '';
CREATE INDEX daily_answers_question ON daily_answers (question_id, counted);
CREATE INDEX daily_answers_of ON daily_answers (user_id);
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
CREATE UNIQUE INDEX exams_live ON exams (user_id) WHERE state IN ('drawn', 'running');
CREATE INDEX exams_user ON exams (user_id);
CREATE INDEX exams_open ON exams (deadline_at) WHERE state IN ('running', 'submitted', 'timed-out');
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
CREATE TABLE exam_rules (
  guild_id  TEXT    PRIMARY KEY,
  role_id   TEXT,
  -- Only for passing this one; null: any.
  role_exam TEXT,
  cool_days INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE heartbeat (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  seen_at INTEGER NOT NULL
);
CREATE TABLE "scores" (
  guild_id TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  deck     TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (guild_id, period, deck, user_id)
) WITHOUT ROWID;
CREATE INDEX scores_rank ON scores (guild_id, period, deck, points DESC, correct DESC, user_id);
CREATE INDEX scores_user ON scores (user_id);
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
CREATE UNIQUE INDEX seasons_on ON seasons (guild_id) WHERE ended_at IS NULL;
CREATE INDEX seasons_guild ON seasons (guild_id, id);
CREATE INDEX seasons_end ON seasons (ends_at) WHERE ended_at IS NULL AND ends_at IS NOT NULL;
CREATE INDEX seasons_tell ON seasons (tell_at) WHERE tell_at IS NOT NULL;
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
CREATE INDEX settings_hidden ON settings (user_id) WHERE board = 0;
CREATE TABLE board_members (
  guild_id   TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  present    INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (guild_id, user_id)
) WITHOUT ROWID;
CREATE INDEX board_members_user ON board_members (user_id);
CREATE INDEX board_members_gone ON board_members (guild_id, user_id) WHERE present = 0;
INSERT INTO schema_migrations VALUES (1, '0001-main.sql', 'b1aeec515eb03bd11e98ae8dfade3492f1ee5bbbe692a5117ef45e491c787ba8', 1772323200000);
INSERT INTO schema_migrations VALUES (2, '0002-memory.sql', '6034a7eacade0a73f9017d46ee4511edeade79868433fe01d038d1a4acaa221c', 1772323200000);
INSERT INTO schema_migrations VALUES (3, '0003-undone.sql', 'fafe920987fbec77ba15a967e8e530094f220a06712e69d6e2f527d847fb2222', 1772323200000);
INSERT INTO schema_migrations VALUES (4, '0004-pasted.sql', 'a19c75fdc4af0e5ccb73e502c6bfa12c0e698fc66a09add47695588bf8ff3ea2', 1772323200000);
INSERT INTO schema_migrations VALUES (5, '0005-decks.sql', '8ec22b9ff2801870d0a98924f3b87e15aeaddf87b9f82590fa90b0193471e41d', 1772323200000);
INSERT INTO schema_migrations VALUES (6, '0006-rewrites.sql', 'd20438819a21397413d970c166feee2503fe25ccad20f70230648cd7f09cf9ba', 1772323200000);
INSERT INTO schema_migrations VALUES (7, '0007-options.sql', '62db1da10e6a0cea5974dbc96675d2502115bdec720f4ccc1313874d6220673b', 1772323200000);
INSERT INTO schema_migrations VALUES (8, '0008-labs.sql', 'e4c0d77aa7fd9d7d3289633e3dc56abf79394c9649a6af91713ba1d8e0bccd23', 1772323200000);
INSERT INTO schema_migrations VALUES (9, '0009-lessons.sql', 'f607d4ce606e4de7629428f6d87c4685c4ff1db63bc8bee5ddc12a796c8aeb9e', 1772323200000);
INSERT INTO schema_migrations VALUES (10, '0010-path.sql', '287c0eba0e168fd31f6c2001d29b804ef88c410f21623ecdda08b7c5ea0057b0', 1772323200000);
INSERT INTO schema_migrations VALUES (11, '0011-beliefs.sql', '88e745de9a455529968bfafa3710f31c51bf6312b40530fb8dd4a4313ab61da6', 1772323200000);
INSERT INTO schema_migrations VALUES (12, '0012-drafts.sql', '4b737213a522e731fcbcc180c5383f35abbfed7fabdb4d6d6ae7b630738839a8', 1772323200000);
INSERT INTO schema_migrations VALUES (13, '0013-matches.sql', '4e74c3263ebd0ca8a9d8207c912a1d5f17161e5be337502a1e88bb71ad8c1448', 1772323200000);
INSERT INTO schema_migrations VALUES (14, '0014-reports.sql', '010b82a093db5a49723570750963f6bab5bace997f18bb6aaa7332a83e7e9cc9', 1772323200000);
INSERT INTO schema_migrations VALUES (15, '0015-server.sql', 'a93f2584f0fb145ad3ee163b678a34d8b55be8019c2100ce58c5dd2ba08a65bc', 1772323200000);
INSERT INTO schema_migrations VALUES (16, '0016-group.sql', 'c1f08ec0edefd5be3eeaf376af2c6c887bc2b7bfd214bdcf5192bcf6ae09e13d', 1772323200000);
INSERT INTO schema_migrations VALUES (17, '0017-daily.sql', '24ae7df66c798f23b93ca1cd6be28f6183b0a5bb9678ffd1ac67207218668b3a', 1772323200000);
INSERT INTO schema_migrations VALUES (18, '0018-exams.sql', '24d54e089d69e38efe2a50ef4b17e318ca808f3d2dc97da819d19c3abf323eaa', 1772323200000);
INSERT INTO schema_migrations VALUES (19, '0019-boards.sql', 'b217b1d4e4eb0bf071579d0b99cc6772ae73715a12f08425b93b99d9fb7f5655', 1772323200000);
INSERT INTO schema_migrations VALUES (20, '0020-by-person.sql', '4999927ad5778d07d4d57a06ac37f6975a166c92310f5c75fd8f47380be55db3', 1772323200000);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (1, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (2, '100000000000000001', NULL, '300000000000000001', 'users-and-groups/hex-uid', 'runAsUser', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (3, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000000, 1772712000000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (4, '100000000000000002', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (6, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'words', '{"card":"200000000000000001.ours/word","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"words","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (8, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/hex-uid', 'runAsUser', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0, 0, NULL);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale, draft) VALUES (5, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/octal-uid', 'runAsUser', '{"card":"users-and-groups/octal-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400000, NULL, 0, 0, 'two thousand');
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (1, '100000000000000001', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1773230400000, 20523, 0, 2, 0, 3, 1772712000000, 20517, 0, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (2, '100000000000000001', 'users-and-groups/hex-uid', 1, 0.212, 5.2, 1772452860000, 20514, 0, 1, 0, 0, 1772452800000, 20514, 0, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (3, '100000000000000002', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772452800000, 20514, 1, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (4, '100000000000000002', '200000000000000001.ours/word', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772539200000, 20515, 0, 20515, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (6, '100000000000000002', 'users-and-groups/octal-uid', 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, 1772452800000);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (1, 1, 1, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL, '100000000000000001');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (2, 2, 2, 20514, 1772452800000, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL, '100000000000000001');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (3, 1, 3, 20517, 1772712000000, '{"kind":"options","keys":["B"]}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400000,20514,1,1,0,0,1772452800000,20514]', 0, NULL, '100000000000000001');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (4, 3, 4, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL, '100000000000000002');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (6, 4, 6, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 3, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL, '100000000000000002');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (7, 4, 7, 20474, 1768996800000, '{"kind":"options","keys":["B"]}', 1, 3, 0, NULL, NULL, NULL, 0, NULL, '100000000000000002');
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty, user_id) VALUES (8, 2, 8, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 5, 0, NULL, NULL, NULL, 1, NULL, '100000000000000001');
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000001', 20514, 2, 2, 1, 2, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000001', 20517, 1, 1, 1, 0, 1, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20514, 2, 1, 1, 1, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20515, 3, 1, 1, 1, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20474, 3, 1, 1, 0, 0, 0);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'levels', 3, 2, 2);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'runAsUser', 0, 1, 0);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'levels', 2, 1, 1);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'words', 6, 2, 2);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at, seed, difficulty, shown_to, server_settled_at, runner_settled_at) VALUES (1, 1, 'levels-and-precedence/field-by-field', '100000000000000002', '200000000000000001', 'B is "right", too.
Ä 🦀', 1772452800000, 7, NULL, NULL, NULL, NULL);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at, seed, difficulty, shown_to, server_settled_at, runner_settled_at) VALUES (2, NULL, '200000000000000001.ours/word', '100000000000000002', '200000000000000001', 'Typo', 1772452800000, NULL, NULL, '200000000000000001', 1772452800000, NULL);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention, board) VALUES ('100000000000000001', 'Europe/Berlin', 4, 20, 200, 0.93, 1);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention, board) VALUES ('100000000000000002', 'UTC', 0, 0, 9999, 0.9, 1);
INSERT INTO breaks (user_id, first_day, last_day) VALUES ('100000000000000001', 20494, 20499);
INSERT INTO reminders (user_id, hour, next_at, last_day) VALUES ('100000000000000001', 18, 1772884800000, 20514);
INSERT INTO reminders (user_id, hour, next_at, last_day) VALUES ('100000000000000002', 0, 1772884800000, NULL);
INSERT INTO server_decks (id, guild_id, deck, title, description, imported_at, after) VALUES (2, '200000000000000001', 'ours', 'Ours', '', 1772452800000, '["basics"]');
INSERT INTO server_cards (card, deck_id, position, topic, family, body, needs, place) VALUES ('200000000000000001.ours/word', 2, 0, 'words', NULL, '{"key":"200000000000000001.ours/word","id":"word","deckId":"ours","deckTitle":"Ours","revision":1,"kind":"recall","topic":"words","difficulty":1,"prompt":"What is a UID?","options":[],"answer":"The number of a user.","explanation":"","imageUsers":{},"verify":[]}', NULL, 0);
INSERT INTO server_cards (card, deck_id, position, topic, family, body, needs, place) VALUES ('200000000000000001.ours/more', 2, 1, 'words', 'f', '{"key":"200000000000000001.ours/more","id":"more","deckId":"ours","deckTitle":"Ours","revision":1,"kind":"recall","topic":"words","difficulty":1,"prompt":"And a GID?","options":[],"answer":"That of a group.","explanation":"","imageUsers":{},"verify":[]}', '["200000000000000001.ours/word"]', 1);
INSERT INTO revisions (card, revision, asked) VALUES ('200000000000000001.ours/word', '', '{"kind":"recall","revision":1,"options":[],"answer":"The number of a user."}');
INSERT INTO revisions (card, revision, asked) VALUES ('levels-and-precedence/field-by-field', '68af8d08b7c4', NULL);
INSERT INTO item_counts (card, item, count) VALUES ('levels-and-precedence/field-by-field', 'right', 2);
INSERT INTO item_counts (card, item, count) VALUES ('200000000000000001.ours/word', 'right', 2);
INSERT INTO item_counts (card, item, count) VALUES ('users-and-groups/hex-uid', 'wrong', 1);
INSERT INTO item_counts (card, item, count) VALUES ('users-and-groups/hex-uid', 'option the-pod', 1);
INSERT INTO guilds (guild_id, left_at) VALUES ('200000000000000001', NULL);
INSERT INTO guilds (guild_id, left_at) VALUES ('200000000000000009', 1772452800000);
INSERT INTO owed_rewrite (one, since, serial) VALUES (1, 1772452800000, 3);
INSERT INTO lab_sessions (id, user_id, lab, revision, open, step, turn, prompt, edit, inside, state, hints, helped, bytes, ask_id, started_at, used_at, finished_at) VALUES (1, '100000000000000001', 'who-runs-what', 1, 1, 1, 2, '$ ', '{"path":"a.yaml","text":"kind: Pod"}', 0, x'789cab56ca4fca4a4d2e2956b2aaaead0500270d0559', '[1,0]', 1, 62, NULL, 1772452800000, 1772539200000, NULL);
INSERT INTO lab_sessions (id, user_id, lab, revision, open, step, turn, prompt, edit, inside, state, hints, helped, bytes, ask_id, started_at, used_at, finished_at) VALUES (3, '100000000000000002', 'who-runs-what', 1, 0, 2, 1, '# ', NULL, 1, x'789cab56ca4fca4a4d2e2956b2aaaead0500270d0559', '[]', 0, 30, 6, 1772452800000, 1772452800000, 1772452800000);
INSERT INTO lab_entries (session_id, turn, user_id, kind, typed, prompt, output, status, not_simulated, undone, at, once) VALUES (1, 0, '100000000000000001', 'line', 'id', '$ ', x'789cab562a2e49c92f2d51b2522acd4cb13588c953d20109a5161529592929d50200b2a60a59', 0, NULL, 0, 1772452800000, NULL);
INSERT INTO lab_entries (session_id, turn, user_id, kind, typed, prompt, output, status, not_simulated, undone, at, once) VALUES (1, 1, '100000000000000001', 'edit', NULL, '$ ', x'789cab562a2e49c92f2d51b25252d201b1538b8a40ec5a006b8807e0', 0, 'kubectl/top', 0, 1772452800000, '900000000000000001');
INSERT INTO lab_entries (session_id, turn, user_id, kind, typed, prompt, output, status, not_simulated, undone, at, once) VALUES (3, 0, '100000000000000002', 'line', 'whoami', '# ', x'789cab562a2e49c92f2d51b2522acacf2f89c953d20189a4161529592929d50200aedb0a6e', 0, NULL, 1, 1772452800000, NULL);
INSERT INTO lab_checkpoints (session_id, turn, user_id, prompt, edit, inside, state) VALUES (1, 0, '100000000000000001', '$ ', NULL, 0, x'789cab56ca4fca4a4d2e2956b2aaaead0500270d0559');
INSERT INTO lab_checkpoints (session_id, turn, user_id, prompt, edit, inside, state) VALUES (3, 0, '100000000000000002', '$ ', NULL, 0, x'789cab56ca4fca4a4d2e2956b2aaaead0500270d0559');
INSERT INTO labs_done (user_id, lab, finished_at, points) VALUES ('100000000000000002', 'who-runs-what', 1772452800000, 5);
INSERT INTO lab_misses (code, count) VALUES ('kubectl/top', 4);
INSERT INTO lessons (id, user_id, lesson, step, asked, started_at, used_at, finished_at) VALUES (2, '100000000000000001', 'two-levels', 'try', '{"ask":3}', 1772452800000, 1772452800000, NULL);
INSERT INTO lessons (id, user_id, lesson, step, asked, started_at, used_at, finished_at) VALUES (5, '100000000000000002', 'two-levels', 'end', '{}', 1772452800000, 1772452800000, 1772452800000);
INSERT INTO deck_order (guild_id, place, deck) VALUES ('200000000000000001', 0, 'ours');
INSERT INTO deck_order (guild_id, place, deck) VALUES ('200000000000000001', 1, 'users-and-groups');
INSERT INTO beliefs (id, user_id, belief, ask_id, answered_at) VALUES (4, '100000000000000001', 'pod-wins', 2, 1772452800000);
INSERT INTO matches (id, guild_id, channel_id, host_id, options, seed, state, round, rounds, paused_in, left_ms, trouble, ending, due_at, edit_at, edited_at, held_until, version, shown, lobby_message, end_message, created_at, ended_at) VALUES (1, '200000000000000001', '300000000000000001', '100000000000000001', '{"deck":null,"topic":null,"kind":"mixed","rounds":3,"seconds":20,"race":false,"teams":0,"open":false}', 9, 'finished', 0, 1, NULL, NULL, NULL, 'played', NULL, NULL, 1772452800000, 0, 9, 9, '400', '401', 1772452800000, 1772452800000);
INSERT INTO matches (id, guild_id, channel_id, host_id, options, seed, state, round, rounds, paused_in, left_ms, trouble, ending, due_at, edit_at, edited_at, held_until, version, shown, lobby_message, end_message, created_at, ended_at) VALUES (2, '200000000000000001', '300000000000000001', '100000000000000002', '{"deck":"ours","topic":null,"kind":"mixed","rounds":3,"seconds":20,"race":true,"teams":2,"open":true}', 9, 'lobby', 0, 0, NULL, NULL, NULL, NULL, 1773230400000, NULL, 0, 0, 2, 2, '402', NULL, 1772452800000, NULL);
INSERT INTO match_players (match_id, seat, user_id, name, team, shares, joined_at, guild_id) VALUES (1, 0, '100000000000000001', 'Ada', NULL, 1, 1772452800000, '200000000000000001');
INSERT INTO match_players (match_id, seat, user_id, name, team, shares, joined_at, guild_id) VALUES (1, 1, '', '', NULL, 0, 1772452800000, '200000000000000001');
INSERT INTO match_players (match_id, seat, user_id, name, team, shares, joined_at, guild_id) VALUES (2, 0, '100000000000000002', 'Bea', 1, 0, 1772452800000, '200000000000000001');
INSERT INTO match_rounds (match_id, round, card, question, message_id, closes_at, closed_at, skipped, guild_id) VALUES (1, 0, 'users-and-groups/hex-uid', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '403', 1772452800000, 1772452800000, 0, '200000000000000001');
INSERT INTO match_answers (match_id, round, seat, answer, correct, left_ms, changed, answered_at, points, guild_id) VALUES (1, 0, 0, '{"kind":"options","keys":["A"]}', 0, 1200, 1, 1772452800000, 0, '200000000000000001');
INSERT INTO match_answers (match_id, round, seat, answer, correct, left_ms, changed, answered_at, points, guild_id) VALUES (1, 0, 1, '{"kind":"options","keys":["B"]}', 1, 900, 0, 1772452800000, 100, '200000000000000001');
INSERT INTO report_news (id, user_id, card, guild_id, note, settled_at, send_at, held_until, told_at) VALUES (1, '100000000000000002', '200000000000000001.ours/word', '200000000000000001', 'Mended, thank you', 1772452800000, NULL, 0, NULL);
INSERT INTO retired_cards (id, guild_id, card, retired_at) VALUES (3, '200000000000000001', 'users-and-groups/largest-uid', 1772452800000);
INSERT INTO pending_imports (id, user_id, guild_id, deck, state, body, created_at, expires_at) VALUES (1, '100000000000000001', '200000000000000001', 'ours', 'waiting', x'789cab564a494dce56b2aaaed5512a4acd4d2cca2e56b28a8ead05006702085d', 1772452800000, 1772539200000);
INSERT INTO pending_imports (id, user_id, guild_id, deck, state, body, created_at, expires_at) VALUES (2, '100000000000000002', '200000000000000001', 'old', 'cancelled', NULL, 1772452800000, 1772452800000);
INSERT INTO server_settings (guild_id, default_deck, deck_role) VALUES ('200000000000000001', 'users-and-groups', NULL);
INSERT INTO match_channels (guild_id, channel_id) VALUES ('200000000000000001', '300000000000000001');
INSERT INTO study_groups (guild_id, salt, zone, exam_day) VALUES ('200000000000000001', 77, 'Europe/Berlin', 20574);
INSERT INTO group_members (guild_id, user_id, joined_at, named, planned, seen_at) VALUES ('200000000000000001', '100000000000000001', 1772452800000, 1, 20574, 1772452800000);
INSERT INTO group_members (guild_id, user_id, joined_at, named, planned, seen_at) VALUES ('200000000000000001', '100000000000000002', 1772452800000, 0, NULL, 1772452800000);
INSERT INTO daily (guild_id, channel_id, minute, zone, deck, seed, user_id, active, due_at, trouble, failed) VALUES ('200000000000000001', '300000000000000001', 720, 'UTC', NULL, 5, '100000000000000001', 0, NULL, NULL, 0);
INSERT INTO daily_questions (id, guild_id, day, channel_id, state, why, until, deck, deck_gone, card, question, tried_at, tries, message_id, due_at, edit_at, edited_at, held_until, version, posted_at, revealed_at) VALUES (4, '200000000000000001', 20513, '300000000000000001', 'revealed', NULL, 1772452800000, NULL, 0, 'users-and-groups/hex-uid', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', 1772452800000, 1, '404', NULL, NULL, 1772452800000, 0, 4, 1772366400000, 1772452800000);
INSERT INTO daily_answers (id, question_id, user_id, answer, correct, changed, answered_at, streak, counted, guild_id) VALUES (1, 4, '100000000000000001', '{"kind":"options","keys":["B"]}', 1, 0, 1772366400000, 3, 1, '200000000000000001');
INSERT INTO daily_answers (id, question_id, user_id, answer, correct, changed, answered_at, streak, counted, guild_id) VALUES (2, 4, '', '{"kind":"options","keys":["A"]}', 0, 1, 1772366400000, 1, 1, '200000000000000001');
INSERT INTO daily_streaks (guild_id, user_id, streak, best, last_day, shares) VALUES ('200000000000000001', '100000000000000001', 3, 8, 20513, 1);
INSERT INTO exams (id, user_id, guild_id, channel_id, blueprint, title, sections, minutes, pass_percent, seed, state, drawn_at, started_at, deadline_at, away_ms, ended_at, held_until, reported_at, percent, passed, role_id, role_state, role_trouble) VALUES (1, '100000000000000001', '200000000000000001', '300000000000000001', 'cks-like', 'Like CKS', '[{"title":"Users","topics":["runAsUser"],"weight":100}]', 10, 60, 1, 'reported', 1772452800000, 1772452800000, 1772453400000, 1500, 1772452800000, 0, 1772452800000, 100, 1, '500000000000000001', 'given', NULL);
INSERT INTO exams (id, user_id, guild_id, channel_id, blueprint, title, sections, minutes, pass_percent, seed, state, drawn_at, started_at, deadline_at, away_ms, ended_at, held_until, reported_at, percent, passed, role_id, role_state, role_trouble) VALUES (2, '100000000000000001', '200000000000000001', '300000000000000001', 'cks-like', 'Like CKS', '[{"title":"Users","topics":["runAsUser"],"weight":100}]', 10, 60, 1, 'drawn', 1772452800000, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO exam_items (exam_id, item, user_id, section, question, worth, answer, answered_at, draft, flagged, correct, dropped) VALUES (1, 0, '100000000000000001', 0, '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', 1, '{"kind":"options","keys":["B"]}', 1772452800000, NULL, 1, 1, NULL);
INSERT INTO exam_items (exam_id, item, user_id, section, question, worth, answer, answered_at, draft, flagged, correct, dropped) VALUES (1, 1, '100000000000000001', 0, '{"card":"users-and-groups/gone","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', 3, NULL, NULL, 'half', 0, NULL, 'gone');
INSERT INTO exam_items (exam_id, item, user_id, section, question, worth, answer, answered_at, draft, flagged, correct, dropped) VALUES (2, 0, '100000000000000001', 0, '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', 1, NULL, NULL, NULL, 0, NULL, NULL);
INSERT INTO exam_rules (guild_id, role_id, role_exam, cool_days) VALUES ('200000000000000001', '500000000000000001', NULL, 2);
INSERT INTO heartbeat (one, seen_at) VALUES (1, 1772452800000);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', '', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', '', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', '', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', 'levels-and-precedence', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', 'levels-and-precedence', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', 'levels-and-precedence', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', '', '100000000000000002', 5, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', '', '100000000000000002', 5, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', '', '100000000000000002', 5, 2, 2);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', 'levels-and-precedence', '100000000000000002', 2, 1, 1);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', 'levels-and-precedence', '100000000000000002', 2, 1, 1);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', 'levels-and-precedence', '100000000000000002', 2, 1, 1);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', '200000000000000001.ours', '100000000000000002', 3, 1, 1);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', '200000000000000001.ours', '100000000000000002', 3, 1, 1);
INSERT INTO scores (guild_id, period, deck, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', '200000000000000001.ours', '100000000000000002', 3, 1, 1);
INSERT INTO seasons (id, guild_id, channel_id, name, started_at, ends_at, ended_at, tell_at) VALUES (1, '200000000000000001', '300000000000000001', 'Winter', 1764676800000, 1772366400000, 1772366400000, NULL);
INSERT INTO seasons (id, guild_id, channel_id, name, started_at, ends_at, ended_at, tell_at) VALUES (3, '200000000000000001', '300000000000000001', 'Spring "26', 1772366400000, NULL, NULL, NULL);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (1, 1, '', '', 12, 6, 6);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (2, 3, '', '100000000000000001', 3, 2, 2);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (3, 3, 'levels-and-precedence', '100000000000000001', 3, 2, 2);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (4, 3, '', '100000000000000002', 5, 2, 2);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (5, 3, 'levels-and-precedence', '100000000000000002', 2, 1, 1);
INSERT INTO season_scores (id, season_id, deck, user_id, points, answered, correct) VALUES (6, 3, '200000000000000001.ours', '100000000000000002', 3, 1, 1);
INSERT INTO board_members (guild_id, user_id, present, checked_at) VALUES ('200000000000000001', '100000000000000002', 1, 1772452800000);
UPDATE sqlite_sequence SET seq = 40 WHERE name = 'asks';
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'reports';
UPDATE sqlite_sequence SET seq = 7 WHERE name = 'lab_sessions';
UPDATE sqlite_sequence SET seq = 6 WHERE name = 'lessons';
UPDATE sqlite_sequence SET seq = 12 WHERE name = 'beliefs';
UPDATE sqlite_sequence SET seq = 5 WHERE name = 'matches';
UPDATE sqlite_sequence SET seq = 8 WHERE name = 'retired_cards';
UPDATE sqlite_sequence SET seq = 6 WHERE name = 'exams';
UPDATE sqlite_sequence SET seq = 4 WHERE name = 'seasons';
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'daily_questions';
