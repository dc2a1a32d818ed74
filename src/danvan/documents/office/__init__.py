"""Files of older office programs, converted by LibreOffice."""
