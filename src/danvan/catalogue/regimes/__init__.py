"""Reporting regimes at work: periods, working days, what is due."""
