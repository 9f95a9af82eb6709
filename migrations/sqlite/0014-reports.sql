-- A report is settled by whoever looks after its card: the managers of a server and whoever runs the bot, each for
-- themselves. Its question is drawn again from its seed, a drill's at its difficulty; NULL where nothing is kept of it.
ALTER TABLE reports ADD COLUMN seed              INTEGER;
ALTER TABLE reports ADD COLUMN difficulty        INTEGER;
-- The server whose managers its writer was told would see it.
ALTER TABLE reports ADD COLUMN shown_to          TEXT;
ALTER TABLE reports ADD COLUMN server_settled_at INTEGER;
ALTER TABLE reports ADD COLUMN runner_settled_at INTEGER;
CREATE INDEX reports_open ON reports (shown_to, card) WHERE server_settled_at IS NULL;

-- What came of a report, for who wrote it: one row a person and time that reports were settled. It is sent directly at
-- send_at; NULL where that cannot be: then it waits for the person to come by.
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

-- Cards that a server does not ask any more.
CREATE TABLE retired_cards (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id   TEXT    NOT NULL,
  card       TEXT    NOT NULL,
  retired_at INTEGER NOT NULL,
  UNIQUE (guild_id, card)
);
CREATE INDEX retired_cards_card ON retired_cards (card);

-- How often a card was asked in a server of late is counted from here.
CREATE INDEX asks_card ON asks (card);

-- A deck that would drop or change cards of the server's deck of the same id, until its importer decides.
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
-- One at a time of a deck.
CREATE UNIQUE INDEX pending_imports_waiting ON pending_imports (guild_id, deck) WHERE state = 'waiting';
CREATE INDEX pending_imports_user ON pending_imports (user_id);
