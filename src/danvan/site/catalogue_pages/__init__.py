"""The catalogue as pages."""
