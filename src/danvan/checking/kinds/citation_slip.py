"""Letters of a symbol that are those of another by a slip of the fingers: KH-UBDN for KH-UBND, CrT/TU for CTr/TU."""

import re
from collections.abc import Collection, Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import Ground, of_citation, symbol_cause
from danvan.checking.citing.register import Register
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.model import Citation

KIND = "citation_slip"
BLANKS = OF_A_CITATION | {"wrong", "right"}
_PARTY = ("TW", "TU", "HU", "ĐU")
_PARTS = re.compile(r"[^\W\d_]+")


class Settings(Card):
    """`bodies`: abbreviations of bodies known everywhere. `never`: letters that look like a slip of these and are none."""

    bodies: tuple[str, ...]
    never: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """At most one finding a citation."""
    letters = subject.catalogue.vocabulary.citation_symbols
    every = {one.casefold() for known in letters.values() for one in known}
    known = every | {one.casefold() for one in (*settings.bodies, *settings.never)}
    register = subject.catalogue.derived(Register)
    for citation in subject.reading.citations:
        parts = _parts(citation.number)
        strange = [part for part in parts if part.casefold() not in known]
        if not strange or register.find(citation):
            continue
        slip = _type(parts, letters.get(citation.type, ()), known) or _body(strange, settings.bodies)
        if slip:
            yield _finding(card, citation, *slip)


def _parts(number: str) -> list[str]:
    """The groups of letters of '27/KH-UBND' or '09-CTr/TU'; none for a number that bears the year in another way."""
    match = re.fullmatch(r"\d+[a-zđ]?(?:/(?:19|20)\d\d)?[/-](?P<rest>[^\W\d_].*)", re.sub(r"\s+", "", number).replace("Ð", "Đ"))
    return _PARTS.findall(match["rest"]) if match else []


def _type(parts: list[str], allowed: Collection[str], known: Collection[str]) -> tuple[str, str] | None:
    """The letters of the type, where the body behind them is one everybody knows."""
    if len(parts) < 2 or not allowed or parts[0].casefold() in known or parts[1].casefold() not in known:
        return None
    near = [one for one in allowed if _swapped(parts[0], one)] or [one for one in allowed if _one_off(parts[0], one)]
    return (parts[0], near[0]) if near else None


def _body(strange: list[str], bodies: Collection[str]) -> tuple[str, str] | None:
    """A body with its letters in another order; of two letters only those of the Party, which nobody else has turned about."""
    sure = [body for body in bodies if len(body) > 2 or body in _PARTY]
    return next(((part, body) for part in strange for body in sure if _swapped(part, body)), None)


def _swapped(one: str, other: str) -> bool:
    """The same letters in another order."""
    first, second = one.casefold(), other.casefold()
    return first != second and sorted(first) == sorted(second)


def _one_off(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _finding(card: CheckCard, citation: Citation, wrong: str, right: str) -> Finding:
    expected = re.sub(rf"(?<![^\W\d_]){wrong}(?![^\W\d_])", right, citation.number, count=1)
    data = {"wrong": wrong, "right": right, "cause": symbol_cause(citation)}
    return of_citation(card, citation, citation.number, expected, Ground(at_most=Severity.WARNING), data=data)
