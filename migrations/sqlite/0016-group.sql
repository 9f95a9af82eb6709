-- What a server's people have agreed on for /group: the day of their exam, whole days since 1970-01-01 on the calendar of
-- this time zone. `salt` moves the boundaries that what others see is rounded at; it is told to nobody.
CREATE TABLE study_groups (
  guild_id TEXT    PRIMARY KEY NOT NULL,
  salt     INTEGER NOT NULL,
  zone     TEXT    NOT NULL,
  exam_day INTEGER
) WITHOUT ROWID;

-- Who lets their memory count in what /group shows of a server.
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
