"""The daily books."""
