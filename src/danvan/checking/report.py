"""What checking one document gave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from danvan.catalogue.models import CheckCard
from danvan.checking.day import JudgedDay
from danvan.checking.waivers import Waived
from danvan.documents.model import Document
from danvan.kernel.finding import Finding, Severity


class Verdict(StrEnum):
    """findings: something is wrong or almost surely so. notes: nothing but places worth a look."""

    CLEAN = "clean"
    NOTES = "notes"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class CheckCoverage:
    """Runs of digits in the text: `numbers` seen, of which `accounted` for. `checked`: figures that take part in a
    calculation that could be decided. `right` and `wrong`: how many such calculations there were."""

    numbers: int
    accounted: int
    checked: int
    right: int
    wrong: int


class CutShort(StrEnum):
    """Why a check was stopped before its end."""

    FINDINGS = "findings"
    """It had found more than a person will read."""
    SECONDS = "seconds"
    """It had taken longer than allowed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How one check went. `seconds` it took, what it shares with others counted where it was first needed; `failure`: our own
    mistake that stopped it, '' when there was none."""

    seconds: float
    cut: CutShort | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`cards`: the checks that ran, by code; every finding's code is among them. `ran`: how each went. `waived`: what was found
    too, and silenced by a person: no part of the verdict."""

    document: Document
    findings: tuple[Finding, ...]
    cards: Mapping[str, CheckCard]
    coverage: CheckCoverage
    judged: JudgedDay
    ran: Mapping[str, Ran] = field(default_factory=dict, compare=False)
    waived: tuple[Waived, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if not self.findings:
            return Verdict.CLEAN
        return Verdict.NOTES if self.worst is Severity.NOTE else Verdict.FINDINGS

    @property
    def worst(self) -> Severity | None:
        return min((finding.severity for finding in self.findings), key=lambda one: one.rank, default=None)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def ran_short(self) -> dict[str, Ran]:
        """The checks that did not come to their end, by code."""
        return {code: ran for code, ran in self.ran.items() if ran.cut or ran.failure}
