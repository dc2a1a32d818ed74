"""Scorecards: points by figures, by the unit itself, by the level above; ranks of units."""
