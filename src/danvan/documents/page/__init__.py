"""Words at places on pages, turned into text: what PDF files and scans share."""
