"""Documents dropped in: checked, read, kept."""
