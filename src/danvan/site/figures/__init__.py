"""Figures of record of each office and period: counted from rows, typed in, read from documents."""
