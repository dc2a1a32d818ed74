"""Offices: the units of government that work in the site."""
