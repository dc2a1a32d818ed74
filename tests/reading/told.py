"""Passages told in full: what each says, in all fields, against what was read (see passages/told_*.yml)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

import yaml  # noqa: TID251 - test data

from danvan.reading.lexicon import fold

PASSAGES = Path(__file__).parent / "passages"
FIELDS = {"by", "text", "figures", "relations", "citations", "not_figures", "open"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?: tỷ \d+)?")
_HOLDS = {"true": True, "false": False, "open": None}


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the passage says it: '1.637 | 1637 hồ sơ | words of its label | indicator or - | more; more'."""

    written: str
    value: Decimal
    measure: str
    words: tuple[str, ...]
    indicator: str | None
    more: tuple[str, ...]

    @classmethod
    def of(cls, line):
        written, amount, words, indicator, *more = (part.strip() for part in line.split("|"))
        value, _, measure = amount.partition(" ")
        marks = tuple(mark.strip() for mark in more[0].split(";")) if more else ()
        return cls(written, Decimal(value), measure, tuple(words.split()), None if indicator == "-" else indicator, marks)


def told_cases():
    for path in sorted(PASSAGES.glob("told_*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def lines(case, field):
    return [line.strip() for line in (case.get(field) or "").splitlines() if line.strip()]


def rows(case):
    return [Row.of(line) for line in lines(case, "figures")]


def failures(case, reading):
    """What of a passage is not read as it says; an empty set where all is."""
    figures = sorted(reading.figures, key=lambda figure: figure.number.start)
    pairs, missing, extra = aligned(rows(case), figures, reading.document.text)
    found = {f"missing {row.written}" for row in missing}
    found |= {f"extra {first(figure, reading.document.text)}" for figure in extra}
    for row, figure in pairs:
        found |= {f"{what} {row.written}" for what in _differs(row, figure)}
    found |= _relations(case, reading)
    found |= _citations(case, reading)
    found |= {f"unaccounted {span.of(reading.document.text)}" for span in reading.coverage.unaccounted}
    return found


def first(figure, text):
    """The number a figure is written with, as far as the passages write it."""
    written = " ".join(text[figure.span.start : figure.span.end].split())
    number = _NUMBER.search(written)
    return number.group() if number else written


def aligned(expected, figures, text):
    there = [first(figure, text) for figure in figures]
    match = SequenceMatcher(None, [row.written for row in expected], there, autojunk=False)
    pairs = [
        (expected[block.a + at], figures[block.b + at]) for block in match.get_matching_blocks() for at in range(block.size)
    ]
    rowed, figured = {id(row) for row, _ in pairs}, {figure.id for _, figure in pairs}
    return (
        pairs,
        [row for row in expected if id(row) not in rowed],
        [figure for figure in figures if figure.id not in figured],
    )


def _differs(row, figure) -> Iterator[str]:
    if figure.quantity.value != row.value:
        yield "value"
    if _plain(figure.quantity.measure) != _plain(row.measure):
        yield "measure"
    if not set(_words(" ".join(row.words))) <= set(_words(figure.label)):
        yield "label"
    # a target is no result: its indicator says what it aims at
    if (None if figure.target else figure.indicator) != row.indicator:
        yield "indicator" if not figure.indicator or row.indicator else "wrong indicator"
    for mark in row.more:
        yield from _mark(mark, figure)


def _mark(mark, figure) -> Iterator[str]:
    if mark == "target":
        if not figure.target:
            yield "target"
    elif mark in ("up", "down"):
        if figure.direction is None or figure.direction.value != mark:
            yield "direction"
    elif mark.startswith("when "):
        start, end = (date.fromisoformat(day) for day in mark.removeprefix("when ").split(".."))
        if figure.period is None or (figure.period.start, figure.period.end) != (start, end):
            yield "when"
    elif figure.qualifier is None or figure.qualifier.value != mark:
        yield "qualifier"


def _relations(case, reading):
    named = {figure.id: first(figure, reading.document.text) for figure in reading.figures}
    there = [
        (relation.kind.value, relation.holds, sorted({named[figure] for figure in relation.figures}))
        for relation in reading.relations
    ]
    found, told_false = set(), []
    for line in lines(case, "relations"):
        head, _, numbers = line.partition(":")
        kind, holds = head.split()
        wanted = (kind, _HOLDS[holds], sorted(set(_NUMBER.findall(numbers))))
        told_false += [wanted[2]] if holds == "false" else []
        if wanted not in there:
            found.add(f"relation {line}")
    return found | {
        f"false alarm {' '.join(numbers)}" for _, holds, numbers in there if holds is False and numbers not in told_false
    }


def _citations(case, reading):
    there = [f"{one.type} {one.number} {one.date or ''}".strip() for one in reading.citations]
    wanted = lines(case, "citations")
    found = {f"citation {line}" for line in wanted if there.count(line) < wanted.count(line)}
    return found | {f"extra citation {line}" for line in there if there.count(line) > wanted.count(line)}


def _plain(measure):
    return fold(measure).replace("²", "2").strip()


def _words(text):
    return re.findall(r"\w+", fold(text))
