-- When the next shard of a bucket may begin a session at Discord's gateway, for the processes of one bot together.
CREATE TABLE identify_slots (
  bucket  INTEGER NOT NULL PRIMARY KEY,
  free_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The direct messages with this person, once they were opened: that is asked of Discord once, not at every reminder.
ALTER TABLE reminders ADD COLUMN channel_id TEXT;
