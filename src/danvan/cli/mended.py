"""Reports mended before they are checked: `danvan check --fix`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.text import Text

from danvan.checking.mending import amendments_of
from danvan.cli.batch import Outcome, Task, attempt_each
from danvan.cli.bulk.sources import Source, distinct
from danvan.cli.bulk.terms import Terms
from danvan.cli.judging import Judging
from danvan.cli.session import Session
from danvan.documents.amending import amend
from danvan.kernel.errors import DanvanError, InputError
from danvan.kernel.said import mark

_TRACKED = mark("{file}: {n} places mended as tracked changes; accept or reject them in Word")
_IN_PLACE = mark("{file}: {n} places mended")
_LEFT = mark("; {left} more can only be mended by hand")


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one file: how many places were mended and how many of those that could be were not, or why none was."""

    file: Path
    tracked: bool = False
    made: int = 0
    left: int = 0
    error: DanvanError | None = None

    @property
    def failed(self) -> bool:
        """Whether it was not mended for another reason than what the file is."""
        return self.error is not None and not isinstance(self.error, InputError)


def mend_each(sources: Sequence[Source], session: Session, judging: Judging, terms: Terms | None) -> list[Mended]:
    """Mends what is safe in each report and says so on stderr. A report that cannot be read is left to the check."""
    task = Task(_Mender(session.now), True, session.overlay, judging)
    found = [one for one in attempt_each(distinct(sources), session, task, terms) if one]
    for one in found:
        _tell(one, session)
    return found


@dataclass(frozen=True, slots=True)
class _Mender:
    """Travels to other processes."""

    date: datetime

    def __call__(self, outcome: Outcome) -> Mended | None:
        if outcome.report is None:
            return None
        document = outcome.report.document
        asked = amendments_of(outcome.report)
        if not asked:
            return None
        try:
            made = len(amend(document, asked, self.date))
        except DanvanError as error:
            return Mended(outcome.file, error=error)
        return Mended(outcome.file, document.format == "docx", made, len(asked) - made)


def _tell(one: Mended, session: Session) -> None:
    if one.error:
        session.complain(one.error)
        return
    _ = session.language
    said = _(_TRACKED if one.tracked else _IN_PLACE, file=one.file, n=one.made)
    session.err.print(Text(said + (_(_LEFT, left=one.left) if one.left else "") + "."), soft_wrap=True)
