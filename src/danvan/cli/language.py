"""The language the command speaks: Vietnamese unless asked otherwise. English sentences are the keys (gettext)."""

import gettext
from collections.abc import Mapping, Sequence
from pathlib import Path

from danvan.kernel.errors import OptionInvalid

LANGUAGES = ("vi", "en")
VARIABLE = "DANVAN_LANG"
OPTION = "--lang"
LOCALE = Path(__file__).parent / "locale"


def mark(sentence: str) -> str:
    """Marks a sentence that is translated later, where it is shown."""
    return sentence


class Language:
    """Translates: `language("{n} files", n=3)`. `code` is 'vi' or 'en'. Without a compiled catalogue it speaks English."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._texts = gettext.translation("danvan", LOCALE, languages=[code], fallback=True)

    def __call__(self, sentence: str, **blanks: object) -> str:
        # gettext answers the empty string with the catalogue's header.
        text = self._texts.gettext(sentence) if sentence else ""
        return text.format_map(blanks) if blanks else text


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language asked for, and the arguments without `--lang X`, which may stand anywhere before a lone `--`.

    It is taken out before the commands are even loaded, because their help is already in that language.
    Raises OptionInvalid for a language we do not speak.
    """
    asked, rest = environment.get(VARIABLE, ""), list[str]()
    place = VARIABLE
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == OPTION:
            asked, place = next(words, ""), OPTION
            _known(asked, place)
        elif word.startswith(f"{OPTION}="):
            asked, place = word.removeprefix(f"{OPTION}="), OPTION
            _known(asked, place)
        else:
            rest.append(word)
    return Language(_known(asked, place) if asked else LANGUAGES[0]), rest


def _known(code: str, place: str) -> str:
    if code not in LANGUAGES:
        raise OptionInvalid(option=place, found=f"'{code}'", allowed=", ".join(LANGUAGES))
    return code
