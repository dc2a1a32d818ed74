"""`danvan check --format html`: one page over all files, in their order."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from danvan import __version__
from danvan.checking.rendering.html.article import Entry, entry_of, unread
from danvan.checking.rendering.html.page import page
from danvan.checking.waiver_notes import WaiverNote
from danvan.cli.batch import Outcome
from danvan.cli.results import Answer
from danvan.cli.session import Session, explained
from danvan.cli.tally import tally_of


def piece_of(lang: str) -> Callable[[Outcome], Answer]:
    """Makes of an outcome what it adds to the page; can be sent to another process."""
    return partial(_piece, lang)


def _piece(lang: str, outcome: Outcome) -> Answer:
    made = None if outcome.error else entry_of(outcome.checked, lang)
    return Answer(outcome.file, error=outcome.error, worst=outcome.worst, tally=tally_of(outcome), made=made)


def page_of(answers: Iterable[Answer], notes: Sequence[WaiverNote], session: Session) -> str:
    """The page, as it is written."""
    entries = [_entry(one, session) for one in answers]
    return page(entries, notes, session.language.code, __version__, session.now)


def _entry(answer: Answer, session: Session) -> Entry:
    if answer.error:
        return unread(str(answer.file), explained(answer.error, session.language), session.language.code)
    assert isinstance(answer.made, Entry)  # noqa: S101 - made by _piece
    return answer.made
