"""What every other package speaks: dates and periods, exact quantities, places in a text, findings, errors. No domain."""
