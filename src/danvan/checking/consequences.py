"""One mistake, one finding: leaves out findings that another already explains."""

from collections.abc import Sequence
from dataclasses import replace

from danvan.kernel.finding import Finding
from danvan.kernel.span import Span


def without_consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """`findings` in the order of the text, less those explained by a graver (or equally grave) one.

    Explained is a finding with the same `data['cause']`, or one whose figures (`data['figures']`, identifiers) are all among
    the other's. What it rested on is kept as related places of the finding that stays.
    """
    kept: list[Finding] = []
    by_figure: dict[str, list[int]] = {}
    by_cause: dict[str, int] = {}
    for finding in sorted(findings, key=_weight):
        cause = finding.data.get("cause", "")
        at = by_cause.get(cause)
        figures = _figures(finding)
        if at is None and figures:
            near = by_figure.get(min(figures), ())
            at = next((one for one in near if figures <= _figures(kept[one])), None)
        if at is None:
            at = len(kept)
            kept.append(finding)
        else:
            kept[at] = _absorbing(kept[at], finding)
        if cause:
            by_cause.setdefault(cause, at)
        for figure in figures:
            by_figure.setdefault(figure, []).append(at)
    return tuple(sorted(kept, key=lambda finding: finding.order))


def _weight(finding: Finding) -> tuple[int, int, str, Span]:
    """Gravest first, then the one that rests on more, then by code and place."""
    return (finding.severity.rank, -len(finding.related), finding.code, finding.span)


def _figures(finding: Finding) -> set[str]:
    return set(finding.data.get("figures", "").split())


def _absorbing(one: Finding, other: Finding) -> Finding:
    more = sorted(_places(other) - _places(one))
    return replace(one, related=(*one.related, *more))


def _places(finding: Finding) -> set[Span]:
    return {finding.span, *finding.related}
