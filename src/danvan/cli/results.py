"""What the commands over files have in common: answers in order, a word on each file that failed, the exit code."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from danvan.cli.batch import Outcome
from danvan.cli.exits import CLEAN, COULD_NOT_RUN
from danvan.cli.reading_json import VERSION, Json
from danvan.cli.session import Session, explained
from danvan.cli.tally import Tally, tally_of
from danvan.kernel.errors import DanvanError
from danvan.kernel.finding import Severity


class Ending(Protocol):
    """What the exit code needs of one file."""

    @property
    def file(self) -> Path: ...
    @property
    def error(self) -> DanvanError | None: ...
    @property
    def worst(self) -> Severity | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one file, ready to be printed ('' where it failed), and how it ended. Small: it travels from the process
    that made it, and many may wait for their turn. `made`: what the file adds to an answer over all files."""

    file: Path
    said: str = ""
    error: DanvanError | None = None
    worst: Severity | None = None
    tally: Tally | None = None
    made: object = None


def as_json(value: object) -> str:
    """JSON for people too: letters as they are, two spaces in."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def answer_of(show: Callable[[Outcome], Json]) -> Callable[[Outcome], Answer]:
    """Makes the answer in JSON of an outcome; can be sent to another process when `show` can."""
    return partial(_answer, show)


def _answer(show: Callable[[Outcome], Json], outcome: Outcome) -> Answer:
    said = "" if outcome.error else as_json(show(outcome))
    return Answer(outcome.file, said, outcome.error, outcome.worst, tally_of(outcome))


def print_answers(session: Session, answers: Iterable[Answer], *, array: bool) -> list[Answer]:
    """Prints each answer as it comes: one object, or an array of them in the order given. Gives back how each ended."""
    endings, opening = [], "[\n  "
    for answer in answers:
        said = answer.said or as_json(failure(str(answer.file), answer.error, session))
        # Not textwrap.indent: it takes U+2028 in a report's words for the end of a line.
        session.write(opening + said.rstrip("\n").replace("\n", "\n  ") if array else said)
        opening = ",\n  "
        endings.append(replace(answer, said=""))
    if array:
        session.write("\n]\n" if endings else "[]\n")
    return endings


def print_each(outcomes: Iterable[Outcome], show: Callable[[Outcome], None]) -> list[Answer]:
    """Shows each outcome as it comes, but those that failed, and lets go of it. Gives back how each ended."""
    return list(_shown(outcomes, show))


def _shown(outcomes: Iterable[Outcome], show: Callable[[Outcome], None]) -> Iterator[Answer]:
    for outcome in outcomes:
        if not outcome.error:
            show(outcome)
        yield Answer(outcome.file, error=outcome.error, worst=outcome.worst, tally=tally_of(outcome))


def failure(file: str, error: DanvanError | None, session: Session) -> Json:
    """What stands in the place of a file that could not be read, so that the order holds."""
    return {"version": VERSION, "file": file, "error": explained(error, session.language) if error else ""}


def objects(
    outcomes: Sequence[Outcome], session: Session, name: Callable[[Outcome], str], show: Callable[[Outcome], Json]
) -> list[Json]:
    """An object for each outcome; one that failed has its error in its place."""
    return [failure(name(outcome), outcome.error, session) if outcome.error else show(outcome) for outcome in outcomes]


def complain_of(session: Session, endings: Iterable[Ending]) -> int:
    """Names each failed file on stderr. 2 when there is one, else 0."""
    errors = [ending.error for ending in endings if ending.error]
    for error in errors:
        session.complain(error)
    return COULD_NOT_RUN if errors else CLEAN
