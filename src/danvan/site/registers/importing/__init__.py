"""Files of other systems on their way into a book."""
