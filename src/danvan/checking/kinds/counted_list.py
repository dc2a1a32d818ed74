"""A number of things announced, and another number of names listed: '03 thôn: Đông, Đoài'."""

import re
from collections.abc import Iterator
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.letters import UPPER
from danvan.reading.lexicon import fold

KIND = "counted_list"
BLANKS = frozenset({"found", "expected", "listed", "count"})
_SPLIT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")
_NAME = rf"[{UPPER}][\w’'ʼ]*"
_OPEN = re.compile(r"…|\.\.\.|v\.v|vv(?!\w)|(?<!\w)(?:các|những|một số|khác)(?!\w)")
_FEWEST = 2
_SLIP = 2
"""Further off than this, the list names only some of them."""
_BEFORE = re.compile(r"\d+\s+\w+(?:\s+\w+)?\s*(?:,|và)\s*$")


class Settings(Card):
    """`things`: nouns whose names are listed in full."""

    things: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each list of plain names, closed by its bracket or full stop, that is longer or shorter than announced."""
    pattern, item = _patterns(settings.things)
    for paragraph in subject.paragraphs:
        for match in pattern.finditer(paragraph.text) if re.search(r"\d", paragraph.text) else ():
            names = _names(match["list"], item)
            number = int(match["number"])
            if len(names) >= _FEWEST and 0 < abs(number - len(names)) <= _SLIP and not _goes_on(paragraph.text, match.start()):
                yield Finding(
                    code=card.code,
                    severity=capped(card.severity, card.source.certainty),
                    span=paragraph.flow.origin(match.start(), match.end("list")),
                    data={"count": str(len(names)), "listed": ", ".join(names)},
                    found=f"{match['number']} {match['thing']}",
                    expected=f"{len(names):02} {match['thing']}",
                )


def _goes_on(text: str, at: int) -> bool:
    """'02 xã và 01 thị trấn: …' lists both."""
    return bool(_BEFORE.search(text, max(0, at - 30), at))


def _names(listed: str, item: re.Pattern[str]) -> list[str]:
    """The names; none when one of the list's members is not a plain name."""
    if _OPEN.search(fold(listed)):
        return []
    members = [one.strip() for one in _SPLIT.split(listed.strip()) if one.strip()]
    return members if all(item.fullmatch(one) for one in members) else []


@cache
def _patterns(things: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    thing = "|".join(sorted((re.escape(one).replace(r"\ ", r"\s+") for one in things), key=len, reverse=True))
    counted = re.compile(
        rf"(?P<number>\d(?<![\w/.,-]\d)\d?)\s+(?P<thing>{thing})\s*"
        rf"(?:(?:,\s*)?(?:bao\s+gồm|gồm(?:\s+có)?|là)\s*:?|:|\((?:gồm:?|là:?)?)\s*(?P<list>[^.:()\d;]{{5,400}})(?=[.;)]|\s*$)"
    )
    kinds = rf"(?:(?i:{thing}|tt|thị\s+trấn)\.?\s+)?"
    return counted, re.compile(rf"{kinds}{_NAME}(?:\s+{_NAME}){{0,3}}")
