"""What operators run for the books."""
