"""Figures held against others: of another time, on another boundary, against a plan."""
