"""The roll-up: units and indicators with totals that name who is missing; the consolidated report."""
