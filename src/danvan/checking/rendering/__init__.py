"""Reports of checking in the forms that other programs and browsers show."""
