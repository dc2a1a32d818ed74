"""What would change if a figure were corrected or taken back, before it is. Nothing is written."""
