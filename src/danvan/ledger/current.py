"""The figures of record: one Ibis expression that everything computed over many figures begins with."""

from typing import Any

from danvan.kernel.period import Period


def current(figures: Any, period: Period | None = None, *, witnesses: bool = False) -> Any:
    """Expression: of `figures` (an engine's table of a ledger), those that are neither superseded nor withdrawn nor (unless
    asked for) witnesses; of one period (same first and last day), or of all."""
    superseded = figures.filter(figures.supersedes.notnull()).select(id=figures.supersedes)
    standing = figures.filter(~figures.withdrawn, figures.id.notin(superseded.id))
    standing = standing if witnesses else standing.filter(~standing.witness)
    return standing if period is None else of_period(standing, period)


def of_period(figures: Any, period: Period) -> Any:
    """Expression: the `figures` of one period, those with its first and last day."""
    return figures.filter(figures.period_start == period.start, figures.period_end == period.end)
