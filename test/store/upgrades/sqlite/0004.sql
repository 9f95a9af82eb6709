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
, pasted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX asks_user ON asks (user_id);
CREATE INDEX asks_age ON asks (asked_at);
CREATE TABLE cards (
  id      INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  card    TEXT NOT NULL, state          INTEGER NOT NULL DEFAULT 0, stability      REAL    NOT NULL DEFAULT 0, difficulty     REAL    NOT NULL DEFAULT 0, due            INTEGER NOT NULL DEFAULT 0, due_day        INTEGER NOT NULL DEFAULT 0, step           INTEGER NOT NULL DEFAULT 0, reps           INTEGER NOT NULL DEFAULT 0, lapses         INTEGER NOT NULL DEFAULT 0, scheduled_days INTEGER NOT NULL DEFAULT 0, last_review    INTEGER, last_day       INTEGER, suspended      INTEGER NOT NULL DEFAULT 0, buried_day     INTEGER,
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
, grade  INTEGER, rep    INTEGER, before TEXT, undone INTEGER NOT NULL DEFAULT 0);
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
INSERT INTO schema_migrations VALUES (1, '0001-main.sql', 'b1aeec515eb03bd11e98ae8dfade3492f1ee5bbbe692a5117ef45e491c787ba8', 1772323200000);
INSERT INTO schema_migrations VALUES (2, '0002-memory.sql', '6034a7eacade0a73f9017d46ee4511edeade79868433fe01d038d1a4acaa221c', 1772323200000);
INSERT INTO schema_migrations VALUES (3, '0003-undone.sql', 'fafe920987fbec77ba15a967e8e530094f220a06712e69d6e2f527d847fb2222', 1772323200000);
INSERT INTO schema_migrations VALUES (4, '0004-pasted.sql', 'a19c75fdc4af0e5ccb73e502c6bfa12c0e698fc66a09add47695588bf8ff3ea2', 1772323200000);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (1, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'inheritance', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"inheritance","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (2, '100000000000000001', NULL, '300000000000000001', 'users-and-groups/hex-uid', 'types', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"types","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (3, '100000000000000001', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'inheritance', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"inheritance","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000000, 1772712000000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (4, '100000000000000002', '200000000000000001', '300000000000000001', 'levels-and-precedence/field-by-field', 'inheritance', '{"card":"levels-and-precedence/field-by-field","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"inheritance","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (6, '100000000000000002', '200000000000000001', '300000000000000001', 'drill/uid', 'words', '{"card":"drill/uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"words","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (8, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/hex-uid', 'types', '{"card":"users-and-groups/hex-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"types","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772539200000, 1772539200000, 0);
INSERT INTO asks (id, user_id, guild_id, channel_id, card, topic, question, run, asked_at, closed_at, pasted) VALUES (5, '100000000000000001', '200000000000000001', '300000000000000001', 'users-and-groups/octal-uid', 'types', '{"card":"users-and-groups/octal-uid","revision":"317bd887b58e","seed":7,"kind":"choice","deckTitle":"Security context","topic":"types","difficulty":2,"prompt":"Which UID does the container run as? \"1000\", it’s \\said","options":[{"key":"A","text":"1000","correct":false,"why":"The container sets its own."},{"key":"B","text":"2000","correct":true,"why":"Container level wins."}],"explanation":"Container level wins, field by field.","source":{"title":"Kubernetes","url":"https://kubernetes.io/"}}', '{"index":0,"count":5,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400000, NULL, 0);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day) VALUES (1, '100000000000000001', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1773230400000, 20523, 0, 2, 0, 3, 1772712000000, 20517, 0, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day) VALUES (2, '100000000000000001', 'users-and-groups/hex-uid', 1, 0.212, 5.2, 1772452860000, 20514, 0, 1, 0, 0, 1772452800000, 20514, 0, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day) VALUES (3, '100000000000000002', 'levels-and-precedence/field-by-field', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772452800000, 20514, 1, NULL);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day) VALUES (4, '100000000000000002', 'drill/uid', 2, 3.17459812345, 5.2, 1772712000000, 20517, 0, 1, 0, 3, 1772539200000, 20515, 0, 20515);
INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, step, reps, lapses, scheduled_days, last_review, last_day, suspended, buried_day) VALUES (6, '100000000000000002', 'users-and-groups/octal-uid', 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (1, 1, 1, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (2, 2, 2, 20514, 1772452800000, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (3, 1, 3, 20517, 1772712000000, '{"kind":"options","keys":["B"]}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400000,20514,1,1,0,0,1772452800000,20514]', 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (4, 3, 4, 20514, 1772452800000, '{"kind":"options","keys":["B"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (6, 4, 6, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 3, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (7, 4, 7, 20474, 1768996800000, '{"kind":"options","keys":["B"]}', 1, 3, 0, NULL, NULL, NULL, 0);
INSERT INTO reviews (id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before, undone) VALUES (8, 2, 8, 20515, 1772539200000, '{"kind":"options","keys":["B"]}', 1, 5, 0, NULL, NULL, NULL, 1);
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
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'inheritance', 3, 2, 2);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000001', 'types', 0, 1, 0);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'inheritance', 2, 1, 1);
INSERT INTO topics (user_id, topic, points, answered, correct) VALUES ('100000000000000002', 'words', 6, 2, 2);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at) VALUES (1, 1, 'levels-and-precedence/field-by-field', '100000000000000002', '200000000000000001', 'B is "right", too.
Ä 🦀', 1772452800000);
INSERT INTO reports (id, ask_id, card, user_id, guild_id, text, created_at) VALUES (2, NULL, '200000000000000001.ours/word', '100000000000000002', '200000000000000001', 'Typo', 1772452800000);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention) VALUES ('100000000000000001', 'Europe/Berlin', 4, 20, 200, 0.93);
INSERT INTO settings (user_id, zone, rollover, new_per_day, reviews_per_day, retention) VALUES ('100000000000000002', 'UTC', 0, 0, 9999, 0.9);
INSERT INTO breaks (user_id, first_day, last_day) VALUES ('100000000000000001', 20494, 20499);
INSERT INTO reminders (user_id, hour, next_at, last_day) VALUES ('100000000000000001', 18, 1772884800000, 20514);
INSERT INTO reminders (user_id, hour, next_at, last_day) VALUES ('100000000000000002', 0, 1772884800000, NULL);
UPDATE sqlite_sequence SET seq = 40 WHERE name = 'asks';
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'reports';
