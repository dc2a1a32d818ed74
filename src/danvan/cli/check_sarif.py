"""`danvan check --format sarif`: one log over all files, in their order."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from urllib.parse import quote

from danvan import __version__
from danvan.checking.rendering.sarif import Run, SarifFile, sarif_file, sarif_log, sarif_unread
from danvan.checking.waiver_notes import WaiverNote
from danvan.cli.batch import Outcome
from danvan.cli.bulk.sources import absolute
from danvan.cli.results import Answer, as_json
from danvan.cli.session import Session, explained
from danvan.cli.tally import tally_of


def piece_of(lang: str) -> Callable[[Outcome], Answer]:
    """Makes of an outcome what it adds to the log; can be sent to another process."""
    return partial(_piece, lang, Path.cwd())


def _piece(lang: str, here: Path, outcome: Outcome) -> Answer:
    made = None if outcome.error else sarif_file(outcome.checked, address(outcome.file, here), lang)
    return Answer(outcome.file, error=outcome.error, worst=outcome.worst, tally=tally_of(outcome), made=made)


@dataclass(frozen=True, slots=True)
class Ended:
    """How the run went. `notes`: on waivers."""

    started: datetime
    exit_code: int
    notes: Sequence[WaiverNote] = ()


def log_of(answers: Iterable[Answer], ended: Ended, session: Session) -> str:
    """The log, as it is written."""
    here = Path.cwd()
    lang = session.language.code
    files = [
        sarif_unread(address(one.file, here), explained(one.error, session.language)) if one.error else _made(one)
        for one in answers
    ]
    now = datetime.now(ended.started.tzinfo)
    run = Run(lang, __version__, min(ended.started, now), now, ended.exit_code, project_address())
    return as_json(sarif_log(files, [(note, address(Path(note.file), here)) for note in ended.notes], run))


def _made(answer: Answer) -> SarifFile:
    assert isinstance(answer.made, SarifFile)  # noqa: S101 - made by _piece, or there is an error
    return answer.made


def address(file: Path, here: Path) -> str:
    """The way from the folder one stands in, percent-encoded; of a file elsewhere the whole address."""
    whole = absolute(here / file)
    if not whole.is_relative_to(here):
        return whole.as_uri()
    return quote(os.fsencode(whole.relative_to(here).as_posix()))


def project_address() -> str:
    """Where the project says that its pages are; '' when it does not."""
    try:
        told = metadata("danvan").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    places = dict(one.split(", ", 1) for one in told if ", " in one)
    return places.get("Repository") or next(iter(places.values()), "")
