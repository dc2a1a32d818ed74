"""Official forms at work: chosen by the day of their data, their formulas, filled forms held against them."""
