"""Our own errors and findings in the language of the page."""

import gettext
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from danvan.catalogue.models import Words
from danvan.kernel.errors import DanvanError
from danvan.kernel.said import Said

_OUR_WORDS = ("reason", "found", "allowed")
LOCALE = Path(__file__).parents[2] / "locale"


def code() -> str:
    """'vi' or 'en'."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def said(what: DanvanError | Said) -> str:
    """An error or a sentence of the lower packages, in the language of the page."""
    translate = _texts(code()).gettext
    if isinstance(what, DanvanError):
        # Some blanks of errors are words of ours too ('the file is locked'); others are a file's, and stay.
        ours = {name: translate(value) for name in _OUR_WORDS if isinstance(value := what.fields.get(name), str) and value}
        return type(what)(**what.fields | ours).render(translate)
    return what.render(translate)


def words(of: Words) -> str:
    """A name of the catalogue in the language of the page."""
    return of.vi if code() == "vi" else of.en


def translated(sentence: str) -> str:
    """A word or sentence the lower packages mark for translation, in the language of the page."""
    return _texts(code()).gettext(sentence) if sentence else ""


@cache
def _texts(language: str) -> gettext.NullTranslations:
    return gettext.translation("danvan", LOCALE, languages=[language], fallback=True)
