"""People: who they are, where they work, as what; logging in."""
