"""Letters of Vietnamese for patterns. A range such as À-Ỹ would mix capitals and small letters: they alternate in Unicode."""

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
"""Every capital letter, for use inside a character class."""
NAME = rf"(?:[{UPPER}][\w’']*)(?:\s+(?:[{UPPER}][\w’']*|\d{{1,2}}\b))*"
"""A proper name: words with capitals, perhaps a number at the end ('Năng Tây 2')."""
