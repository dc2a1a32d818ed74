"""Zips: their limits, and reports inside them."""
