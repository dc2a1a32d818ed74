"""Who reports: administrative units and their changes in time."""
