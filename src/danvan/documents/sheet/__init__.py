"""Spreadsheets and .csv tables."""
