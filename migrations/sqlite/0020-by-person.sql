-- What PostgreSQL's keys begin with where a database is spread over machines (migrations/postgres/0002-by-person.sql). Here
-- the numbers of rows are keys enough, so that no index grows: a card's number says whose it is.

-- Whose answer it is. The rows grow where they are: writing the table anew takes three times as long, and half as much
-- again of the disk. No row is written without it; the default stands there because SQLite asks for one.
ALTER TABLE reviews ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
UPDATE reviews SET user_id = (SELECT user_id FROM cards WHERE id = card_id);

-- In which server it was.
ALTER TABLE match_players ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE match_rounds  ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE match_answers ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
ALTER TABLE daily_answers ADD COLUMN guild_id TEXT NOT NULL DEFAULT '';
UPDATE match_players SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE match_rounds  SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE match_answers SET guild_id = (SELECT guild_id FROM matches WHERE id = match_id);
UPDATE daily_answers SET guild_id = (SELECT guild_id FROM daily_questions WHERE id = question_id);
