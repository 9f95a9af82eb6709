-- Asked with every answer, and empty but for the few that were taken back.
CREATE INDEX reviews_undone ON reviews (card_id, day) WHERE undone = 1;
