-- What was typed as an answer and could not be marked, so that it stands there again; gone once the question is answered.
ALTER TABLE asks ADD COLUMN draft TEXT;
