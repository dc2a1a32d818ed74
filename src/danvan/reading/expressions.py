"""Arithmetic written out in a report: '1.637/1.963*100 = 83.39%', '(206 + 129) = 335'.

A small exact reader of + - × / and parentheses over the numbers already found; nothing is evaluated as code.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.model import FigureKind, RelationKind
from danvan.reading.numbers import NUMBER
from danvan.reading.ties import Tie

_TERM = rf"\(*\s*{NUMBER}\s*%?\s*\)*"
_SIGN = r"(?:\s*[+\-−–*×x/]\s*|\s+:\s+|:(?=[\d(]))"
"""':' divides where it stands like a sign: 'đoạn 36: 19 / 22' divides 19, not 36."""
_WRITTEN = re.compile(rf"(?<![\w.,/])(?P<left>{_TERM}(?:{_SIGN}{_TERM})+)\s*=\s*(?P<result>{NUMBER})\s*(?P<percent>%?)")
_TOKEN = re.compile(rf"{NUMBER}|[()+\-*/]")
_SIGNS = str.maketrans({"×": "*", "x": "*", ":": "/", "−": "-", "–": "-"})


class _NotArithmeticError(ValueError):
    """The characters form no expression."""


def find_expressions(drafts: Sequence[Draft], lows: Sequence[str]) -> list[Tie]:
    """Every written expression with its printed result."""
    ties: list[Tie] = []
    for at, low in enumerate(lows):
        if "=" in low:
            own = [draft for draft in drafts if draft.paragraph == at]
            ties += _of_paragraph(low, own)
    return ties


def _of_paragraph(low: str, drafts: Sequence[Draft]) -> Iterator[Tie]:
    for match in _WRITTEN.finditer(low):
        inside = [draft for draft in drafts if match.start() <= draft.number.start < match.end()]
        by_place = {draft.number.start: draft for draft in inside}
        result = by_place.get(match.start("result"))
        if result is None:
            continue
        terms = [draft for draft in inside if draft is not result]
        try:
            exact = _evaluate(low[match.start("left") : match.end("left")], match.start("left"), by_place)
        except (_NotArithmeticError, ZeroDivisionError):
            continue
        hundred = match["percent"] and not re.search(r"[*×x]\s*100(?!\d)", match["left"])
        for term in terms:
            term.anchor = term.anchor or result
        yield _tie(result, terms, exact * 100 if hundred else exact, match["left"].strip())


def _tie(result: Draft, terms: Sequence[Draft], exact: Fraction, written: str) -> Tie:
    mode = result.quantity.agrees(exact)
    shown = vietnamese(rounded(exact, max(2, result.number.written.decimals + 1)))
    formula = f"{written} ≈ {shown}" + ("" if mode else f" ≠ {vietnamese(result.value)}")
    kind = RelationKind.RATIO if result.kind is FigureKind.RATIO else RelationKind.EXPRESSION
    return Tie(kind, (result, *terms), mode is not None, exact, "expression", mode or "", formula)


def _evaluate(written: str, offset: int, drafts: dict[int, Draft]) -> Fraction:
    """The exact value of `written`; its numbers are those already read, looked up by place."""
    signs = written.translate(_SIGNS)
    tokens: list[str | Fraction] = []
    for match in _TOKEN.finditer(signs):
        if match.group()[0].isdigit():
            draft = drafts.get(offset + match.start())
            tokens.append(Fraction(draft.value) if draft else Fraction(match.group().replace(".", "").replace(",", ".")))
        else:
            tokens.append(match.group())
    value = _sum(tokens)
    if tokens:
        raise _NotArithmeticError(written)
    return value


def _sum(tokens: list[str | Fraction]) -> Fraction:
    value = _product(tokens)
    while tokens and tokens[0] in ("+", "-"):
        sign = tokens.pop(0)
        term = _product(tokens)
        value = value + term if sign == "+" else value - term
    return value


def _product(tokens: list[str | Fraction]) -> Fraction:
    value = _atom(tokens)
    while tokens and tokens[0] in ("*", "/"):
        sign = tokens.pop(0)
        factor = _atom(tokens)
        value = value * factor if sign == "*" else value / factor
    return value


def _atom(tokens: list[str | Fraction]) -> Fraction:
    if not tokens:
        raise _NotArithmeticError
    first = tokens.pop(0)
    if isinstance(first, Fraction):
        return first
    if first != "(":
        raise _NotArithmeticError
    value = _sum(tokens)
    if not tokens or tokens.pop(0) != ")":
        raise _NotArithmeticError
    return value
