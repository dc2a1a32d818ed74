"""Names of models in a report: 'mô hình “Tổ truyền thông cộng đồng”', 'mô hình thu gom phế liệu gây quỹ;', tables of models."""

import re
from collections.abc import Iterator

from danvan.composing.own_words.grammar import Kind
from danvan.reading.lexicon import fold

_OPEN, _CLOSE = '“"', '”"'
_NAME = rf"[{_OPEN}][\s*_]*([^“”\"]{{3,160}}?)[\s*_]*[{_CLOSE}]"
_QUOTED = re.compile(rf"[\s:,*_]*(?:[^\W\d_]+[\s:,]+){{0,6}}?[*_]*{_NAME}")
"""What stands in quotation marks, at most six words behind the word for a model."""
_NEXT = re.compile(rf"[^;,.“”\"]{{0,60}}(?:[;,]\s*|\s)(?:và\s+)?[*_]*{_NAME}")
"""The next of a list of such names."""
_PLAIN = re.compile(r"\s*([^,;.:()“”\"…\n]{6,110})(?=[,;.…()]|$)")
_LISTED = re.compile(r"\s*:\s*([^.:“”\"\n]{6,400})")
"""A list of names behind a colon."""
_FEWEST, _MOST = 2, 14
"""Words of a name that is not in quotation marks."""
_SHORT = 7
_SAID_OF_IT = re.compile(r"\s+(?:với|nhằm|để|giúp|góp phần|đã|đang|trên địa bàn|do|của|tại|ở|được|có|là|và|hàng|cho)\s")
"""Where a name without quotation marks goes over into what is said of it."""


def names_in(words: str, kind: Kind, *, plain: bool) -> Iterator[tuple[str, int]]:
    """Each name, and where in `words` what is said of it begins. `plain`: also names without quotation marks, which only a
    paragraph about models is sure to give."""
    low = fold(words)
    behind = 0
    for noun in kind.name.finditer(low):
        if noun.start() < behind:
            continue
        for place, (name, start, end) in enumerate(_behind(words, low, noun.end(), kind, plain=plain)):
            behind = max(behind, end)
            if not _is_no_name(name, kind):
                yield _clean(name), start if place else noun.start()


def _behind(words: str, low: str, at: int, kind: Kind, *, plain: bool) -> Iterator[tuple[str, int, int]]:
    """(name, its first letter, where to look on) of the names behind the word for a model."""
    quoted = _QUOTED.match(words, at)
    if quoted and not kind.name.search(low, at, quoted.start(1)):
        yield quoted[1], quoted.start(1) - 1, quoted.end()
        while quoted := _NEXT.match(words, quoted.end()) if plain else None:
            yield quoted[1], quoted.start(1) - 1, quoted.end()
    elif plain and (listed := _LISTED.match(words, at)):
        start = listed.start(1)
        for item in _items(listed[1]):
            yield _SAID_OF_IT.split(item, maxsplit=1)[0], start, listed.end()
            start += len(item) + 1
    elif plain and (found := _PLAIN.match(words, at)):
        yield _SAID_OF_IT.split(found[1], maxsplit=1)[0], found.start(1), found.end()


def _items(listed: str) -> list[str]:
    """Parted by ';', or by ',' where what stands between is as short as names are."""
    items = listed.split(";")
    finer = listed.split(",")
    return finer if len(items) == 1 and all(len(item.split()) <= _SHORT for item in finer) else items


def _is_no_name(name: str, kind: Kind) -> bool:
    low = fold(_clean(name))
    return not _FEWEST <= len(low.split()) <= _MOST + 8 or bool(kind.not_name.match(low)) or bool(kind.name.fullmatch(low))


def _clean(name: str) -> str:
    return " ".join(name.strip(" *_.,;:'‘’…").split())
