"""A file becomes one neutral Document, whatever its format: text with stable positions, blocks, tables, notes."""
