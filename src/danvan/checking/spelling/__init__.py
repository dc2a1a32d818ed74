"""Words: syllables, pairs of syllables, the slips of fingers and of recognition."""
