"""Word files (.docx), read from their XML."""
