"""Filters of the pages of figures."""
