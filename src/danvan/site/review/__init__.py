"""The upper level: what came in, the roll-up, scores, reminders."""
