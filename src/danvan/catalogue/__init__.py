"""The only reader of the YAML catalogue: strict loading into typed, immutable objects."""
