"""A fixed expression with one of its words gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.lexicon import fold

KIND = "lost_word"
BLANKS = frozenset({"found", "expected", "lost"})
_LOST = re.compile(r"\[([^\[\]]+)\]")
_SPACE = r"[\s“\"]+"


class Settings(Card):
    """`terms`: each with the word that gets lost in brackets, 'trên địa [bàn] xã|huyện|tỉnh'. At the end of a term the
    bracket means that another word stands there."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    pattern: re.Pattern[str]
    lost: str
    anchor: str
    """A word that must stand in the text for the pattern to be tried: the longest that is always there."""


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each place where the term stands without that word."""
    terms = _terms(settings.terms)
    for passage, low in zip(subject.passages, subject.folded, strict=True):
        for term in terms:
            if term.anchor not in low:
                continue
            for match in term.pattern.finditer(low):
                span = passage.origin(*match.span())
                start, end = match.span()
                at = match.end("left") - start
                found = passage.text[start:end]
                expected = _with(found, at, term.lost)
                severity = capped(card.severity, card.source.certainty)
                yield Finding(card.code, severity, span, {"lost": term.lost}, found=found, expected=expected)


@cache
def _terms(written: tuple[str, ...]) -> tuple[_Term, ...]:
    return tuple(map(_term, written))


def _term(written: str) -> _Term:
    lost = _LOST.search(written)
    if lost is None:
        raise ValueError(written)
    left, right = written[: lost.start()].strip(), written[lost.end() :].strip(" ,")
    gone = re.escape(_plain(lost[1].split()[0]))
    after = rf"{_space(left)}{_words(right)}" if right else rf"(?!{_SPACE}{gone}|-|\w)"
    longest = max((_plain(word) for word in f"{left} {right}".split() if "|" not in word), key=len, default="")
    return _Term(re.compile(rf"(?P<left>{_alone(_words(left), left)}){after}(?!\w)"), lost[1], longest)


def _alone(pattern: str, left: str) -> str:
    """With no letter before it. Its first word stands first where there is but one: such a search is ten times as quick."""
    first = re.escape(_plain(left.split(maxsplit=1)[0]))
    if "|" in first:
        return rf"(?<!\w){pattern}"
    return pattern.replace(first, rf"{first}(?<!\w{first})", 1)


def _words(part: str) -> str:
    """The words of a part, any of those divided by '|'."""
    made = ""
    for word in part.split():
        either = "|".join(re.escape(_plain(one)) for one in word.split("|"))
        made += f"(?:{either}){_space(word)}"
    return made.removesuffix(_space(part))


def _space(before: str) -> str:
    """What may stand behind a word: a comma only where the term has one."""
    return r"[\s,]+" if before.endswith(",") else _SPACE


def _plain(word: str) -> str:
    return fold(word).strip(",")


def _with(found: str, at: int, lost: str) -> str:
    """`found` with the lost word at its place, set off as its neighbours are."""
    rest = found[at:].lstrip(' ,\n"“')
    apart = found[at : len(found) - len(rest)] if rest else " "
    return " ".join(f"{found[:at]}{apart}{lost.strip(',')}{apart if rest else ''}{rest}".split())
