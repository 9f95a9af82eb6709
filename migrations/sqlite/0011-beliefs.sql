-- A mistaken belief that an answer shows, by its id; an answer that shows none has no row. ask_id has no foreign key, as
-- in reviews: asks are swept.
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
