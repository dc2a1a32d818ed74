"""Old Vietnamese encodings and fonts, converted to Unicode."""
