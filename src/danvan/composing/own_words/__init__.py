"""What the units below tell in their own words: found in their reports, those alike put together, quoted with who said it."""
