"""Fills the sentences of a check card with a finding's data.

{name}          the datum `name`; a datum that is a word has one key a language: 'name.vi', 'name.en'
[name?words]    `words`, blanks and all, only when the datum `name` is there and not empty
"""

import re
from collections.abc import Mapping
from string import Formatter

from danvan.catalogue.models import CheckCard, Words
from danvan.kernel.finding import Finding

LANGUAGES = ("vi", "en")
_OPTION = re.compile(r"\[(\w+)\?([^\[\]]*)\]")


def message(card: CheckCard, finding: Finding, lang: str) -> str:
    """What is wrong, in one sentence."""
    return fill(card.message, values(finding, lang), lang)


def mend(card: CheckCard, finding: Finding, lang: str) -> str:
    """What to do about it."""
    return fill(card.mend, values(finding, lang), lang)


def fill(words: Words, data: Mapping[str, str], lang: str) -> str:
    """Raises KeyError for a blank that `data` does not know: a card whose kind gives no such datum."""
    chosen = _OPTION.sub(lambda option: option[2] if data.get(option[1]) else "", in_language(words, lang))
    return chosen.format_map(data)


def opened(words: Words, lang: str) -> str:
    """A template for reading: what is optional left out, what is filled in shown as '…'."""
    text = _OPTION.sub("", in_language(words, lang)).strip()
    return Formatter().vformat(text, (), dict.fromkeys(blanks(text), "…")).strip() or "…"


def in_language(words: Words, lang: str) -> str:
    """Vietnamese unless English is asked for."""
    return words.en if lang == "en" else words.vi


def values(finding: Finding, lang: str) -> dict[str, str]:
    """The data of `finding` as its blanks are called in `lang`."""
    data = {"found": finding.found, "expected": finding.expected}
    for name, value in finding.data.items():
        plain, _, language = name.partition(".")
        if language in ("", lang):
            data[plain] = value
    return data


def blanks(template: str) -> frozenset[str]:
    """The names of all blanks and conditions in `template`."""
    options = {option[1] for option in _OPTION.finditer(template)}
    plain = _OPTION.sub(lambda option: option[2], template)
    return frozenset(options | {name for _, name, _, _ in Formatter().parse(plain) if name})
