"""Letters around the reports (công văn): to remind the late, to return what is wrong, to correct a misprint."""
