"""What the commands over files have in common: answers in order, a word on each file that failed, the exit code."""

import json
from collections.abc import Callable, Iterable, Sequence

from danvan.cli.batch import Outcome
from danvan.cli.exits import CLEAN, COULD_NOT_RUN
from danvan.cli.reading_json import VERSION, Json
from danvan.cli.session import Session, explained


def as_json(value: object) -> str:
    """JSON for people too: letters as they are, two spaces in."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def answer(session: Session, outcomes: Sequence[Outcome], show: Callable[[Outcome], Json]) -> None:
    """One object for one file, an array for several, in the order given."""
    shown = objects(outcomes, session, lambda outcome: str(outcome.file), show)
    session.write(as_json(shown if len(shown) > 1 else shown[0]))


def objects(
    outcomes: Sequence[Outcome], session: Session, name: Callable[[Outcome], str], show: Callable[[Outcome], Json]
) -> list[Json]:
    """An object for each outcome; one that failed has its error in its place, so that the order holds."""
    return [
        {"version": VERSION, "file": name(outcome), "error": explained(outcome.error, session.language)}
        if outcome.error
        else show(outcome)
        for outcome in outcomes
    ]


def complain_of(session: Session, outcomes: Iterable[Outcome]) -> int:
    """Names each failed file on stderr. 2 when there is one, else 0."""
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors:
        session.complain(error)
    return COULD_NOT_RUN if errors else CLEAN
