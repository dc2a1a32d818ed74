"""Waivers: findings somebody looked at and left as they are, with a reason and a name. Pure: who reads them is the command."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from danvan.checking.selection import GROUP
from danvan.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """`check`: a code or a group. `file`: which files below the folder of the waiver, '' for all; `*` and `?` as usual. With a
    '/' in it, it is the way from that folder; without, the name of the file. `words`: only findings at exactly these words,
    however they are spaced and capitalised. `until`: the last day it holds. `line`: where it stands in its own file."""

    check: str
    reason: str
    by: str
    file: str = ""
    words: str = ""
    until: date | None = None
    line: int = 1

    def ended(self, today: date) -> bool:
        return self.until is not None and self.until < today

    def covers(self, path: str) -> bool:
        """Whether it is about the file at `path`, the way there from the folder of the waiver, parted by '/'."""
        if not self.file:
            return True
        named = path if "/" in self.file else path.rpartition("/")[2]
        return fnmatchcase(_folded(named), _folded(self.file))

    def silences(self, finding: Finding, text: str) -> bool:
        """Whether `finding`, in a document that says `text`, is one of those it is about."""
        if self.check not in (finding.code, finding.code[:GROUP]):
            return False
        return not self.words or _folded(finding.span.of(text)) == _folded(self.words)

    @property
    def names_one_file(self) -> bool:
        return bool(self.file) and not any(letter in self.file for letter in "*?[")


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that was silenced, and by what."""

    finding: Finding
    waiver: Waiver


def waive(findings: Iterable[Finding], text: str, waivers: Sequence[Waiver]) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings that stand, and those the first waiver about them silences. `waivers`: of this file, none that has ended."""
    stands: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = next((one for one in waivers if one.silences(finding, text)), None)
        if waiver is None:
            stands.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return tuple(stands), tuple(waived)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
