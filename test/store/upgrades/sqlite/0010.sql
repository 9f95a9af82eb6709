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
, pasted INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0);
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
, grade  INTEGER, rep    INTEGER, before TEXT, undone INTEGER NOT NULL DEFAULT 0, asked_difficulty INTEGER);
CREATE INDEX reviews_card ON reviews (card_id);
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
);
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
) WITHOUT ROWID;
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
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (1, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (2, '100000000000000001', NULL, '300000000000000001', 'users-and-groups/hex-uid', 'runAsUser', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (3, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000000, 1772712000000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (4, '100000000000000002', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'levels', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"levels","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (6, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'words', '{"card":"200000000000000001.ours/word","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"words","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (8, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/hex-uid', 'runAsUser', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted, stale) VALUES (5, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/octal-uid', 'runAsUser', '{"card":"users-and-groups/octal-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"runAsUser","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","id":"the-pod","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","id":"the-container","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400000, NULL, 0, 0);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (1, '100000000000000001', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1773230400000, 20523, 0, 2, 0, 3, 1772712000000, 20517, 0, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (2, '100000000000000001', 'users-and-groups/hex-uid', 1, 0.212, 5.2, 1772452860000, 20514, 0, 1, 0, 0, 1772452800000, 20514, 0, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (3, '100000000000000002', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772452800000, 20514, 1, NULL, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (4, '100000000000000002', '200000000000000001.ours/word', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772539200000, 20515, 0, 20515, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day, fed_at) VALUES (6, '100000000000000002', 'users-and-groups/octal-uid', 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, 1772452800000);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (1, 1, 1, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (2, 2, 2, 20514, 1772452800000, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (3, 1, 3, 20517, 1772712000000, '{"kind":"options","keys":["B"]}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400000,20514,1,1,0,0,1772452800000,20514]', 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (4, 3, 4, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (6, 4, 6, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 3, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (7, 4, 7, 20474, 1768996800000, '{"kind":"options","keys":["B"]}', 1, 3, 0, NULL, NULL, NULL, 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone, asked_difficulty) VALUES (8, 2, 8, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 5, 0, NULL, NULL, NULL, 1, NULL);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', '100000000000000001', 3, 2, 2);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', 'all', '100000000000000002', 5, 2, 2);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-03', '100000000000000002', 5, 2, 2);
INSERT INTO scores (guild_id, period, user_id, points, answered, correct) VALUES ('200000000000000001', '2026-W10', '100000000000000002', 5, 2, 2);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000001', 20514, 2, 2, 1, 2, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000001', 20517, 1, 1, 1, 0, 1, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20514, 2, 1, 1, 1, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20515, 3, 1, 1, 1, 0, 0);
INSERT INTO days (user_id, day, points, answered, correct, introduced, recalled, forgotten) VALUES ('100000000000000002', 20474, 3, 1, 1, 0, 0, 0);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'levels', 3, 2, 2);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'runAsUser', 0, 1, 0);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'levels', 2, 1, 1);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'words', 6, 2, 2);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at) VALUES (1, 1, 'levels-and-precedence/field-by-field', '100000000000000002', '200000000000000001', 'B is "right", too.
Ä 🦀', 1772452800000);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at) VALUES (2, NULL, '200000000000000001.ours/word', '100000000000000002', '200000000000000001', 'Typo', 1772452800000);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention) VALUES ('100000000000000001', 'Europe/Berlin', 4, 20, 200, 0.93);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention) VALUES ('100000000000000002', 'UTC', 0, 0, 9999, 0.9);
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
UPDATE sqlite_sequence SET seq = 40 WHERE name = 'asks';
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'reports';
UPDATE sqlite_sequence SET seq = 7 WHERE name = 'lab_sessions';
UPDATE sqlite_sequence SET seq = 6 WHERE name = 'lessons';
