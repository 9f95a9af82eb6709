-- A deck that a server imported. The number is ours; `deck` is the id its author gave it.
CREATE TABLE server_decks (
  id          INTEGER PRIMARY KEY,
  guild_id    TEXT    NOT NULL,
  deck        TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  description TEXT    NOT NULL,
  imported_at INTEGER NOT NULL,
  UNIQUE (guild_id, deck)
);

-- Its cards. `card` is the key that memories and answers hang on: <guild id>.<deck>/<card id>.
CREATE TABLE server_cards (
  card     TEXT    PRIMARY KEY NOT NULL,
  deck_id  INTEGER NOT NULL REFERENCES server_decks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  topic    TEXT    NOT NULL,
  family   TEXT,
  body     TEXT    NOT NULL
);
CREATE INDEX server_cards_deck ON server_cards (deck_id, position);

-- The right answer that memories of a card are memories of. A new one starts them again.
CREATE TABLE revisions (
  card     TEXT PRIMARY KEY NOT NULL,
  revision TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_card ON cards (card);
-- 1: the right answer changed after the question was put; its answer is practice.
ALTER TABLE asks ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;

-- How often a card was answered right and wrong, and each option chosen: of everyone together, so it names nobody.
CREATE TABLE item_counts (
  card  TEXT    NOT NULL,
  item  TEXT    NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (card, item)
) WITHOUT ROWID;

-- Servers that have the bot, and since when one has not: what belongs to it goes after a grace period.
CREATE TABLE guilds (
  guild_id TEXT PRIMARY KEY NOT NULL,
  left_at  INTEGER
) WITHOUT ROWID;
