"""What may be personal taken out of a sentence before it leaves the reading: names, telephone, identity and account numbers.

No list of names knows them all. Every capitalised word inside a sentence is masked, names of places and bodies with those of
people: what is counted is said in small letters.
"""

import regex

from danvan.assistant.model import MASK

_WORD = r"\p{Lu}['’]?[\p{Ll}\p{M}]*(?:['’]\p{L}+)?(?![\p{L}\d])"
_NAME = regex.compile(rf"(?<![\p{{L}}\d]){_WORD}(?:[ -]{_WORD})*")
_CAPITALS = regex.compile(r"(?<![\p{L}\d])\p{Lu}{2,}(?: \p{Lu}+)+(?![\p{L}\d])")
_INITIALS = regex.compile(r"(?<!\p{L})\p{Lu}\.(?:\s?\p{Lu}\.)+(?:\s?\p{Lu}\p{Ll}*)?")
_MAIL = regex.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+")
_TELEPHONE = regex.compile(r"(?<![\d,])(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)")
_IDENTITY = regex.compile(r"(?<![\d.,])\d{8,}(?![\d.,]?\d)")
_NUMBERS = (_MAIL, _TELEPHONE, _IDENTITY, _INITIALS, _CAPITALS)


def masked(sentence: str) -> str:
    """`sentence` with MASK for every letter of what may be personal, so that it stays as long as it is. A lone capitalised word
    that only begins the sentence stays."""
    for pattern in _NUMBERS:
        sentence = pattern.sub(_hide, sentence)
    opening = next((at for at, letter in enumerate(sentence) if letter.isalpha()), 0)
    return _NAME.sub(lambda found: _hide(found) if _is_name(found, opening) else found.group(), sentence)


def shortened(sentence: str) -> str:
    """MASK once for all that is hidden in one place: how long a name is says something of it."""
    return regex.sub(rf"{MASK}+", MASK, sentence)


def _hide(found: "regex.Match[str]") -> str:
    return MASK * len(found.group())


def _is_name(found: "regex.Match[str]", opening: int) -> bool:
    return found.start() > opening or not regex.fullmatch(_WORD, found.group())
