"""The reference pages of the catalogue, as Markdown."""
