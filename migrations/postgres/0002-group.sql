-- What a server's people have agreed on for /group: the day of their exam, whole days since 1970-01-01 on the calendar of
-- this time zone. `salt` moves the boundaries that what others see is rounded at; it is told to nobody.
CREATE TABLE study_groups (
  guild_id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
  salt BIGINT NOT NULL,
  zone TEXT COLLATE "C" NOT NULL,
  exam_day BIGINT
);

-- Who lets their memory count in what /group shows of a server.
CREATE TABLE group_members (
  guild_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  joined_at BIGINT NOT NULL,
  -- 1: they may be named to others, as who could explain a topic or be explained one.
  named BIGINT NOT NULL DEFAULT 0,
  -- The exam day for which they took or declined the settings proposed.
  planned BIGINT,
  -- When it was last known that they are in the server.
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX group_members_of ON group_members (user_id);
