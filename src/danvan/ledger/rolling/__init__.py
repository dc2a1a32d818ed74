"""Roll-up over a tree of units: all units, indicators, periods and levels at once, as Ibis expressions for any engine."""
