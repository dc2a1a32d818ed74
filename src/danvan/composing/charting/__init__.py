"""Charts of a report: which are worth a place (`asked`), and how they are drawn (`drawing`, `native`)."""
