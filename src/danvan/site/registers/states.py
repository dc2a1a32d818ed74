"""Where a row may go. The catalogue lists a register's states in their order; that list is all there is to know.

A row may go on to any state behind its own, for offices skip steps, and back to any before it, with a reason: somebody was
mistaken, or a case was opened again. Every step is a version of the row. (django-fsm-2 keeps the states of reports, which are
the same for all; here they are data, and each register has its own.)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan.site.registers.books import Book
from danvan.site.registers.values import Value


@dataclass(frozen=True)
class Step:
    """A state a row may have next; `back`: it was there before, and going back wants a reason."""

    state: str
    back: bool = False


def steps(book: Book, now: str) -> list[Step]:
    """Its own state first, then those ahead, then those behind. From a state the book no longer has, to any."""
    states = book.register.states
    if now not in states:
        return [*([Step(now)] if now else []), *(Step(state) for state in states)]
    at = states.index(now)
    return [*(Step(state) for state in states[at:]), *(Step(state, back=True) for state in states[:at])]


def goes_back(book: Book, now: str, to: str) -> bool:
    """Whether that step wants a reason."""
    return any(step.state == to and step.back for step in steps(book, now))


_CLOSED = ("resolved", "settled", "closed", "done", "ended", "dissolved", "answered", "concluded")


def first_state(book: Book, values: Mapping[str, Value], *, ended: bool) -> str:
    """The state of a row nobody gave one: the first; of a row that comes in closed the one its outcome is called like, else the
    one that says it is over."""
    states = book.register.states
    if not ended:
        return states[0] if states else ""
    outcomes = (values.get(column.code) for column in book.choices)
    over = [state for state in (*outcomes, *_CLOSED) if state in states]
    return str(over[0]) if over else (states[0] if states else "")
