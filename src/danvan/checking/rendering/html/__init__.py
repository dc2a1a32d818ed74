"""Reports of checking as one page for a browser: nothing is loaded from elsewhere, nothing runs in it."""
