"""Figures that come from no register: people, schools, crops, rates; each drawn about what such a place has."""
