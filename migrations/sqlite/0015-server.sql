-- What the managers of a server have set with /server. No row: nothing was set.
CREATE TABLE server_settings (
  guild_id     TEXT PRIMARY KEY,
  -- Asked from where a command names no deck: its id on the shelf; null for every deck.
  default_deck TEXT,
  -- Who may change the server's decks beside those who manage the server; null for nobody else.
  deck_role    TEXT
) WITHOUT ROWID;

-- The channels where matches may run, threads below them included. None: everywhere.
CREATE TABLE match_channels (
  guild_id   TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  PRIMARY KEY (guild_id, channel_id)
) WITHOUT ROWID;
