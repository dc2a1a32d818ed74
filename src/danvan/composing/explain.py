"""Why a figure says what it says, in words: from a total over its parts down to the words of a file."""

import re
from collections.abc import Callable, Iterator, Mapping

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.explanation import Explanation
from danvan.ledger.figure import Entry, Figure, Formula, RollUp, Words

Translate = Callable[[str], str]
_OPEN, _CLOSE = ">>", "<<"
_BRANCH, _LAST, _TRUNK, _GAP = "├─ ", "└─ ", "│  ", "   "


def mark(sentence: str) -> str:
    """Marks a sentence that is translated where it is shown."""
    return sentence


_HEAD = mark("{name}, {unit}, {period}: {quantity}")
_SUM = mark("Sum of {count} units.")
_MISSING = mark("Not in it, for want of figures: {units}.")
_FORMULA = mark("Computed: {formula}.")
_WORDS = mark("{file}, characters {start} to {end} (sha-256 {digest}):")
_ENTRY = mark("Entered by {person}.")
_REASON = mark("Reason: {reason}.")
_CORRECTS = mark("Corrects {figure}.")
_CORRECTED = mark("Corrected since, by {figure}.")


def as_tree(explanation: Explanation, names: Mapping[str, str], translate: Translate = str) -> str:
    """The explanation as an indented tree, a line break at its end.

    `names`: the indicators' names by code, in the reader's language; `translate` turns the English sentences of this module
    into it. The words a figure was read from stand between '>>' and '<<' in their sentence.
    """
    return "\n".join(_lines(explanation, _Teller(names, translate), "", "")) + "\n"


class _Teller:
    def __init__(self, names: Mapping[str, str], translate: Translate) -> None:
        self._names = names
        self._translate = translate

    def say(self, sentence: str, **blanks: object) -> str:
        return self._translate(sentence).format_map(blanks)

    def head(self, figure: Figure) -> str:
        name = self._names.get(figure.indicator, figure.indicator)
        blanks: dict[str, str | Period | Quantity] = {"unit": figure.unit, "period": figure.period, "quantity": figure.quantity}
        return f"{self.say(_HEAD, name=name, **blanks)}  [{figure.id}]"

    def source(self, figure: Figure) -> Iterator[str]:
        match figure.source:
            case RollUp(figures=figures, missing=missing):
                yield self.say(_SUM, count=len(figures))
                if missing:
                    yield self.say(_MISSING, units=", ".join(missing))
            case Formula(formula=formula):
                yield self.say(_FORMULA, formula=formula)
            case Words() as words:
                yield self.say(_WORDS, file=words.file, start=words.start, end=words.end, digest=words.digest[:12])
                yield f"“{marked(words.context, words.text)}”"
            case Entry(person=person, reason=reason):
                yield self.say(_ENTRY, person=person)
                if reason:
                    yield self.say(_REASON, reason=reason)

    def history(self, explanation: Explanation) -> Iterator[str]:
        figure = explanation.figure
        if figure.supersedes:
            yield self.say(_CORRECTS, figure=figure.supersedes)
        if figure.reason:
            yield self.say(_REASON, reason=figure.reason)
        if explanation.newer:
            yield self.say(_CORRECTED, figure=explanation.newer)


def marked(context: str, words: str) -> str:
    """`context` with `words` between marks, wherever they stand in it as whole words and numbers."""
    plain = " ".join(words.split())
    if not plain:
        return context
    whole = re.compile(rf"(?<![\w.,])(?:{re.escape(plain)})(?!\w|[.,]\d)" if plain[0].isalnum() else re.escape(plain))
    return whole.sub(lambda found: f"{_OPEN}{found[0]}{_CLOSE}", context)


def _lines(explanation: Explanation, teller: _Teller, first: str, rest: str) -> Iterator[str]:
    """`first` stands before the head, `rest` before every line below it."""
    yield first + teller.head(explanation.figure)
    below = _TRUNK if explanation.parts else _GAP
    for line in (*teller.source(explanation.figure), *teller.history(explanation)):
        yield f"{rest}{below}{line}"
    for part in explanation.parts:
        last = part is explanation.parts[-1]
        yield from _lines(part, teller, rest + (_LAST if last else _BRANCH), rest + (_GAP if last else _TRUNK))
