"""The work of `danvan read`."""

from pathlib import Path

from danvan.cli.batch import Outcome, attempt_all
from danvan.cli.exits import CLEAN, COULD_NOT_RUN
from danvan.cli.reading_json import reading_json
from danvan.cli.reading_text import reading_text
from danvan.cli.results import answer, complain_of
from danvan.cli.session import Session
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError


def read(files: list[Path], layout: str, session: Session) -> int:
    """Prints what each file says; returns the exit code."""
    outcomes = attempt_all(files, session, session.catalogue(), check=False)
    if layout == "json":
        answer(session, outcomes, lambda outcome: reading_json(outcome.read, str(outcome.file)))
    else:
        for outcome in outcomes:
            _print(outcome, session)
    return complain_of(session, outcomes)


def write_texts(files: list[Path], session: Session) -> int:
    """Prints the text of each file, and nothing else; returns the exit code."""
    return max(_write_text(file, session) for file in files)


def _write_text(file: Path, session: Session) -> int:
    try:
        session.write(open_document(file).text)
    except DanvanError as error:
        session.complain(error)
        return COULD_NOT_RUN
    return CLEAN


def _print(outcome: Outcome, session: Session) -> None:
    if outcome.error:
        return
    for piece in reading_text(outcome.read, str(outcome.file), session.language):
        session.out.print(piece)
    session.out.print()
