"""The language the command speaks: Vietnamese unless asked otherwise. English sentences are the keys (gettext)."""

import gettext
from collections.abc import Mapping, Sequence
from pathlib import Path

from danvan.kernel.errors import OptionInvalid

LANGUAGES = ("vi", "en")
VARIABLE = "DANVAN_LANG"
OPTION = "--lang"
LOCALE = Path(__file__).parents[1] / "locale"


class Language:
    """Translates: `language("{n} files", n=3)`. `code` is 'vi' or 'en'. Without a compiled catalogue it speaks English."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._texts = gettext.translation("danvan", LOCALE, languages=[code], fallback=True)

    def __call__(self, sentence: str, **blanks: object) -> str:
        # gettext answers the empty string with the catalogue's header.
        text = self._texts.gettext(sentence) if sentence else ""
        return text.format_map(blanks) if blanks else text


def choose(asked: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for by `--lang`, the last time it was given, or by the environment.

    Raises OptionInvalid for a language we do not speak, wherever it was asked for.
    """
    for code in asked:
        _known(code, OPTION)
    code = asked[-1] if asked else environment.get(VARIABLE, "")
    return Language(_known(code, VARIABLE) if code else LANGUAGES[0])


def _known(code: str, place: str) -> str:
    if code not in LANGUAGES:
        raise OptionInvalid(option=place, found=f"'{code}'", allowed=", ".join(LANGUAGES))
    return code
