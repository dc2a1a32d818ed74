"""Findings as a reader takes them in: in the order of the text, equal notes as one, a count by check at the end."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from danvan.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Group:
    """A finding, and the later ones that say the very same of other places. `brief`: of its check the reader has seen so many
    that a line will do."""

    first: Finding
    others: tuple[Finding, ...] = ()
    brief: bool = False


SEEN = 3
"""Notes of one check that are shown in full."""


def grouped(findings: Sequence[Finding], says: Callable[[Finding], str]) -> list[Group]:
    """Every error and warning by itself; notes for which `says` gives one sentence together, where the first of them stands."""
    notes: dict[tuple[str, str], list[Finding]] = {}
    order: list[list[Finding]] = []
    for finding in findings:
        same = notes.get((finding.code, says(finding))) if finding.severity is Severity.NOTE else None
        if same is None:
            order.append(same := [])
            if finding.severity is Severity.NOTE:
                notes[finding.code, says(finding)] = same
        same.append(finding)
    seen: Counter[str] = Counter()
    groups: list[Group] = []
    for first, *others in order:
        note = first.severity is Severity.NOTE
        groups.append(Group(first, tuple(others), brief=note and seen[first.code] >= SEEN))
        seen[first.code] += note
    return groups


def counted(findings: Iterable[Finding]) -> list[tuple[Severity, str, int]]:
    """How many of each check and severity: the gravest first, then the most."""
    counts = Counter((finding.severity, finding.code) for finding in findings)
    rows = [(severity, code, count) for (severity, code), count in counts.items()]
    return sorted(rows, key=lambda row: (row[0].rank, -row[2], row[1]))
