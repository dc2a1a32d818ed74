"""What all pages share: the catalogue, today, the frame, words and numbers."""
