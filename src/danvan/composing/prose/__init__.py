"""People's own paragraphs: taken from a file, found again in a report edited in Word, kept in their part."""
