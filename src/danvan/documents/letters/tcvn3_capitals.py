"""Capitals in a text in TCVN3 without its fonts: letters with a tone were typed small, 'CéNG HOµ X· HéI'."""

import re

_WORD = re.compile(r"[^\W_]+")
_NEAR = 3
"""Characters between two words of one heading."""


def with_capitals(source: str, text: str) -> str:
    """`text` with the converted letters of words in capitals made capitals; `source` is what it was converted from.

    A word with one plain letter ('X·') says nothing by itself: it goes by the words beside it.
    """
    parts: list[str] = []
    last, gap = 0, ""
    words = list(_WORD.finditer(text))
    sure = [_plain_capitals(source[word.start() : word.end()]) for word in words]
    for at, word in enumerate(words):
        gap = text[last : word.start()]
        parts += (gap, word.group().upper() if _is_capital(sure, words, at) else word.group())
        last = word.end()
    return "".join((*parts, text[last:]))


def _plain_capitals(word: str) -> int:
    """How many plain letters a word has, all capitals; -1 when one is small."""
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return len(plain) if all(letter.isupper() for letter in plain) else -1


def _is_capital(sure: list[int], words: list[re.Match[str]], at: int) -> bool:
    if sure[at] != 1 and sure[at] != 0:
        return sure[at] > 1
    if len(words[at].group()) == 1:
        return False
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(words) and _beside(words, *sorted((at, other)))]
    return any(sure[other] > 1 for other in beside) and all(sure[other] >= 0 for other in beside)


def _beside(words: list[re.Match[str]], left: int, right: int) -> bool:
    between = words[left].string[words[left].end() : words[right].start()]
    return len(between) <= _NEAR and "\n" not in between and not set(between) & set(".;:!?")
