"""The work of `danvan read`."""

from functools import partial
from pathlib import Path

from danvan.assistant.address import Settings
from danvan.cli.assisting import Assisted, assisted_by
from danvan.cli.batch import Outcome, Task, as_it_is, attempt_each
from danvan.cli.bulk.options import Bulk
from danvan.cli.bulk.sources import Source, Unfound, is_array, sources_in
from danvan.cli.coverage_text import coverage_text
from danvan.cli.exits import CLEAN, COULD_NOT_RUN
from danvan.cli.reading_json import Json, reading_json
from danvan.cli.reading_text import reading_text
from danvan.cli.results import answer_of, complain_of, print_answers, print_each
from danvan.cli.session import Session
from danvan.cli.work.bulk import Wanted, keep_answers
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError


def read(named: list[Path], layout: str, bulk: Bulk, assistant: Settings, session: Session) -> int:
    """Prints what each file says, or keeps it in a folder; returns the exit code."""
    assisted = assisted_by(assistant, session)
    show = partial(read_json, assisted)
    if bulk.out:
        wanted = Wanted("read", show, check=False, rules=assisted.rules if assisted else {})
        kept = keep_answers(named, wanted, layout, bulk, session)
        return COULD_NOT_RUN if any(one.error for one in kept) else CLEAN
    sources, terms = sources_in(named), bulk.terms
    if layout == "json":
        answers = attempt_each(sources, session, Task(answer_of(show), False, session.overlay), terms)
        return complain_of(session, print_answers(session, answers, array=is_array(named)))
    outcomes = attempt_each(sources, session, Task(as_it_is, False, session.overlay), terms)
    return complain_of(session, print_each(outcomes, lambda outcome: _print(outcome, assisted, session)))


def read_json(assisted: Assisted | None, outcome: Outcome) -> Json:
    """What `danvan read --format json` says of one file."""
    said = reading_json(outcome.read, str(outcome.file))
    return {**said, **assisted.json(outcome.read)} if assisted else said


def print_coverage(named: list[Path], bulk: Bulk, session: Session, *, every: bool) -> int:
    """Prints the account of each file's numbers; returns the exit code. `every`: each number with what it is."""

    def show(outcome: Outcome) -> None:
        for piece in coverage_text(outcome.read, str(outcome.file), session.language, every=every):
            session.out.print(piece)
        session.out.print()

    outcomes = attempt_each(sources_in(named), session, Task(as_it_is, False, session.overlay), bulk.terms)
    return complain_of(session, print_each(outcomes, show))


def write_texts(named: list[Path], session: Session) -> int:
    """Prints the text of each file, and nothing else but the end of a line between two of them; returns the exit code."""
    sources = sources_in(named)
    ends = [*[True] * (len(sources) - 1), False]
    return max(_write_text(source, session, ended=ended) for source, ended in zip(sources, ends, strict=True))


def _write_text(source: Source, session: Session, *, ended: bool) -> int:
    """`ended`: the text's last line gets an end, if it has none."""
    try:
        if isinstance(source, Unfound):
            raise source.error
        text = open_document(source).text
        session.write(text if not ended or text.endswith("\n") else f"{text}\n")
    except DanvanError as error:
        session.complain(error)
        return COULD_NOT_RUN
    return CLEAN


def _print(outcome: Outcome, assisted: Assisted | None, session: Session) -> None:
    for piece in reading_text(outcome.read, str(outcome.file), session.language, session.out.width):
        session.out.print(piece)
    for piece in assisted.text(outcome.read, session.language) if assisted else ():
        session.out.print(piece)
    session.out.print()
