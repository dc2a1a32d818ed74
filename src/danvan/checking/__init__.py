"""Holds what was read against itself, the catalogue and the law, by the catalogue's cards; answers with findings."""
