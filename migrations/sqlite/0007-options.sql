-- What a card asked when the bot last looked: its options by id, which are right, the number or the back. The next
-- version of the card is compared with it, so that a rewording keeps everything and another right answer does not.
-- NULL: noted by a version that knew options by their texts; `revision` is its hash of the right ones.
ALTER TABLE revisions ADD COLUMN asked TEXT;
CREATE INDEX revisions_old ON revisions (card) WHERE asked IS NULL;
