"""Units of one kind announced, units of two kinds listed: '03 xã: Trà Sơn, Trà Bắc và thị trấn Trà Xuân'."""

import re
from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding

KIND = "listed_units"
BLANKS = frozenset({"found", "expected", "kind", "other"})
_UPPER = "A-ZĐÀ-ÖØ-ÝĂÂÊÔƠƯẠ-Ỹ"
_LIST = re.compile(
    r"(?P<number>\d(?<![\w/.,]\d)\d?)\s+(?P<kind>xã|phường|thị\s+trấn)\s*(?:,?\s*(?:bao\s+gồm|gồm|là)\s*)?[:(]?\s*"
    r"(?P<list>[^.;:()\d]{5,300})"
)
_SPLIT = re.compile(r"\s*,\s*|\s+và\s+")
_ITEM = re.compile(rf"(?:(?P<kind>(?i:xã|phường|thị\s+trấn|tt|đặc\s+khu))\.?\s*)?[{_UPPER}][^,]{{0,30}}")
_LONG = {"tt": "thị trấn"}
_FEWEST = 2


class Settings(Card):
    """None."""


def evaluate(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each list that has as many names as announced, one of them of another kind."""
    for passage in subject.passages:
        for match in _LIST.finditer(passage.text):
            told = " ".join(match["kind"].split())
            kinds = _kinds(match["list"], int(match["number"]))
            other = next((kind for kind in kinds if kind not in ("", told)), "")
            if other and len(kinds) >= _FEWEST:
                listed = match["list"].rstrip()
                end = match.start("list") + len(listed)
                yield Finding(
                    code=card.code,
                    severity=capped(card.severity, card.source.certainty),
                    span=passage.origin(match.start(), end),
                    data={"kind": told, "other": other},
                    found=f"{match['number']} {told}",
                    expected=_expected(kinds, told),
                )


def _kinds(listed: str, number: int) -> list[str]:
    """The kind of each of the first `number` names, '' where none is written; none at all when there are fewer names."""
    items = [_ITEM.fullmatch(item) for item in _SPLIT.split(listed.strip())[:number]]
    found = [item for item in items if item]
    if len(found) < number or len(found) < len(items):
        return []
    kinds = (" ".join((item["kind"] or "").casefold().split()) for item in found)
    return [_LONG.get(kind, kind) for kind in kinds]


def _expected(kinds: list[str], told: str) -> str:
    """'02 xã và 01 thị trấn'."""
    counts = {kind: sum(1 for one in kinds if (one or told) == kind) for kind in dict.fromkeys(one or told for one in kinds)}
    return " và ".join(f"{count:02} {kind}" for kind, count in counts.items())
