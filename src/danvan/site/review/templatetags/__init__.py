"""Filters and tags of the pages of the upper level."""
