"""Figures over time: appended, superseded, rolled up; each with its source."""
