"""A Document becomes figures, relations and citations, each with the words it rests on; what cannot be decided says so."""
