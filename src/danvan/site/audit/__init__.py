"""Who did what, and who looked at what is personal."""
