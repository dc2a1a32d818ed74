"""Pictures of pages, recognised by tesseract."""
