"""What each command does. Imported when a command runs, so that help and a mistyped option cost nothing."""
