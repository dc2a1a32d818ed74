"""One file per command. Each has an `app`, imported only when that command is called."""
