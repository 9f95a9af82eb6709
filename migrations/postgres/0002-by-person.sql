-- Ready for a database spread over machines (docs/scaling.md): every key of a person's table begins with the person, every
-- key of a server's table with the server, and so does every reference between them. A number of a row is still given once
-- in the whole table; the plain indexes on it are for buttons of somebody else, and for what is found by its number alone.

ALTER TABLE reviews DROP CONSTRAINT reviews_pkey, DROP CONSTRAINT reviews_card_id_fkey, DROP CONSTRAINT reviews_ask_id_key;
DROP INDEX reviews_card, reviews_rep, reviews_scored, reviews_undone;
ALTER TABLE reviews ADD COLUMN user_id TEXT COLLATE "C";
UPDATE reviews SET user_id = cards.user_id FROM cards WHERE cards.id = reviews.card_id;

ALTER TABLE cards DROP CONSTRAINT cards_pkey, ADD PRIMARY KEY (user_id, id);

ALTER TABLE reviews
  ALTER COLUMN user_id SET NOT NULL,
  ADD PRIMARY KEY (user_id, id),
  ADD UNIQUE (user_id, ask_id),
  ADD FOREIGN KEY (user_id, card_id) REFERENCES cards (user_id, id) ON DELETE CASCADE;
CREATE INDEX reviews_card ON reviews (user_id, card_id);
CREATE UNIQUE INDEX reviews_rep ON reviews (user_id, card_id, rep) WHERE rep IS NOT NULL;
CREATE UNIQUE INDEX reviews_scored ON reviews (user_id, card_id, day) WHERE scored = 1 AND undone = 0;
CREATE INDEX reviews_undone ON reviews (user_id, card_id, day) WHERE undone = 1;

DROP INDEX asks_user;
ALTER TABLE asks DROP CONSTRAINT asks_pkey, ADD PRIMARY KEY (user_id, id);
CREATE INDEX asks_id ON asks (id);

ALTER TABLE beliefs DROP CONSTRAINT beliefs_pkey, ADD PRIMARY KEY (user_id, id);
ALTER TABLE beliefs DROP CONSTRAINT beliefs_ask_id_belief_key, ADD UNIQUE (user_id, ask_id, belief);

DROP INDEX reports_user;
ALTER TABLE reports DROP CONSTRAINT reports_pkey, ADD PRIMARY KEY (user_id, id);
CREATE INDEX reports_id ON reports (id);

DROP INDEX report_news_user;
ALTER TABLE report_news DROP CONSTRAINT report_news_pkey, ADD PRIMARY KEY (user_id, id);

DROP INDEX lab_entries_user, lab_checkpoints_user, lab_sessions_user;
ALTER TABLE lab_entries
  DROP CONSTRAINT lab_entries_session_id_fkey,
  DROP CONSTRAINT lab_entries_pkey,
  DROP CONSTRAINT lab_entries_once_key;
ALTER TABLE lab_checkpoints DROP CONSTRAINT lab_checkpoints_session_id_fkey, DROP CONSTRAINT lab_checkpoints_pkey;
ALTER TABLE lab_sessions DROP CONSTRAINT lab_sessions_pkey, ADD PRIMARY KEY (user_id, id);
CREATE INDEX lab_sessions_id ON lab_sessions (id);
ALTER TABLE lab_entries
  ADD PRIMARY KEY (user_id, session_id, turn),
  ADD UNIQUE (user_id, once),
  ADD FOREIGN KEY (user_id, session_id) REFERENCES lab_sessions (user_id, id) ON DELETE CASCADE;
ALTER TABLE lab_checkpoints
  ADD PRIMARY KEY (user_id, session_id, turn),
  ADD FOREIGN KEY (user_id, session_id) REFERENCES lab_sessions (user_id, id) ON DELETE CASCADE;

ALTER TABLE lessons DROP CONSTRAINT lessons_pkey, ADD PRIMARY KEY (user_id, id);
CREATE INDEX lessons_id ON lessons (id);

DROP INDEX exam_items_user, exams_user;
ALTER TABLE exam_items DROP CONSTRAINT exam_items_exam_id_fkey, DROP CONSTRAINT exam_items_pkey;
ALTER TABLE exams DROP CONSTRAINT exams_pkey, ADD PRIMARY KEY (user_id, id);
CREATE INDEX exams_id ON exams (id);
ALTER TABLE exam_items
  ADD PRIMARY KEY (user_id, exam_id, item),
  ADD FOREIGN KEY (user_id, exam_id) REFERENCES exams (user_id, id) ON DELETE CASCADE;

-- What a person has in a server is found from both sides; an answer, which writes it, comes from the person's.
DROP INDEX scores_user;
ALTER TABLE scores DROP CONSTRAINT scores_pkey, ADD PRIMARY KEY (user_id, guild_id, period, deck);
DROP INDEX season_scores_user, season_scores_person;
ALTER TABLE season_scores DROP CONSTRAINT season_scores_pkey, ADD PRIMARY KEY (user_id, id);
CREATE UNIQUE INDEX season_scores_person ON season_scores (user_id, season_id, deck) WHERE user_id <> '';
DROP INDEX board_members_user;
ALTER TABLE board_members DROP CONSTRAINT board_members_pkey, ADD PRIMARY KEY (user_id, guild_id);
DROP INDEX daily_streaks_of;
ALTER TABLE daily_streaks DROP CONSTRAINT daily_streaks_pkey, ADD PRIMARY KEY (user_id, guild_id);
CREATE INDEX daily_streaks_guild ON daily_streaks (guild_id);
DROP INDEX group_members_of;
ALTER TABLE group_members DROP CONSTRAINT group_members_pkey, ADD PRIMARY KEY (user_id, guild_id);
CREATE INDEX group_members_guild ON group_members (guild_id, user_id);
CREATE INDEX board_members_guild ON board_members (guild_id, user_id);

-- What belongs to a server.
ALTER TABLE match_players DROP CONSTRAINT match_players_match_id_fkey, DROP CONSTRAINT match_players_pkey;
ALTER TABLE match_rounds DROP CONSTRAINT match_rounds_match_id_fkey, DROP CONSTRAINT match_rounds_pkey;
ALTER TABLE match_answers DROP CONSTRAINT match_answers_match_id_fkey, DROP CONSTRAINT match_answers_pkey;
DROP INDEX match_players_person, matches_live;
ALTER TABLE match_players ADD COLUMN guild_id TEXT COLLATE "C";
ALTER TABLE match_rounds ADD COLUMN guild_id TEXT COLLATE "C";
ALTER TABLE match_answers ADD COLUMN guild_id TEXT COLLATE "C";
UPDATE match_players SET guild_id = matches.guild_id FROM matches WHERE matches.id = match_players.match_id;
UPDATE match_rounds SET guild_id = matches.guild_id FROM matches WHERE matches.id = match_rounds.match_id;
UPDATE match_answers SET guild_id = matches.guild_id FROM matches WHERE matches.id = match_answers.match_id;
ALTER TABLE matches DROP CONSTRAINT matches_pkey, ADD PRIMARY KEY (guild_id, id);
CREATE INDEX matches_id ON matches (id);
-- A channel is of one server.
CREATE UNIQUE INDEX matches_live ON matches (guild_id, channel_id) WHERE ended_at IS NULL;
ALTER TABLE match_players
  ALTER COLUMN guild_id SET NOT NULL,
  ADD PRIMARY KEY (guild_id, match_id, seat),
  ADD FOREIGN KEY (guild_id, match_id) REFERENCES matches (guild_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX match_players_person ON match_players (guild_id, match_id, user_id) WHERE user_id <> '';
CREATE INDEX match_players_match ON match_players (match_id);
ALTER TABLE match_rounds
  ALTER COLUMN guild_id SET NOT NULL,
  ADD PRIMARY KEY (guild_id, match_id, round),
  ADD FOREIGN KEY (guild_id, match_id) REFERENCES matches (guild_id, id) ON DELETE CASCADE;
CREATE INDEX match_rounds_match ON match_rounds (match_id, round);
ALTER TABLE match_answers
  ALTER COLUMN guild_id SET NOT NULL,
  ADD PRIMARY KEY (guild_id, match_id, round, seat),
  ADD FOREIGN KEY (guild_id, match_id) REFERENCES matches (guild_id, id) ON DELETE CASCADE;
CREATE INDEX match_answers_match ON match_answers (match_id, round, seat);

ALTER TABLE daily_answers DROP CONSTRAINT daily_answers_question_id_fkey, DROP CONSTRAINT daily_answers_pkey;
DROP INDEX daily_answers_person;
ALTER TABLE daily_answers ADD COLUMN guild_id TEXT COLLATE "C";
UPDATE daily_answers SET guild_id = daily_questions.guild_id FROM daily_questions WHERE daily_questions.id = daily_answers.question_id;
ALTER TABLE daily_questions DROP CONSTRAINT daily_questions_pkey, ADD PRIMARY KEY (guild_id, id);
CREATE INDEX daily_questions_id ON daily_questions (id);
ALTER TABLE daily_answers
  ALTER COLUMN guild_id SET NOT NULL,
  ADD PRIMARY KEY (guild_id, id),
  ADD FOREIGN KEY (guild_id, question_id) REFERENCES daily_questions (guild_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX daily_answers_person ON daily_answers (guild_id, question_id, user_id) WHERE user_id <> '';
CREATE INDEX daily_answers_id ON daily_answers (id);

ALTER TABLE pending_imports DROP CONSTRAINT pending_imports_pkey, ADD PRIMARY KEY (guild_id, id);
