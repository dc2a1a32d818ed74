"""What is wrong with the braces in people's words, told for the page."""

from django.utils.translation import gettext as _

from danvan.catalogue.models import Indicator
from danvan.composing.prose.errors import TextBracesOpen, TextFigureMissing, TextFigureUnknown
from danvan.kernel.errors import InputError
from danvan.kernel.said import Said
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import said, words


def told(error: InputError) -> str:
    """One sentence: what stands there, what is wrong, what to write."""
    found = str(error.fields.get("found", ""))
    if isinstance(error, TextFigureUnknown):
        hint = error.fields.get("hint")
        near = str(hint.blanks.get("near", "")) if isinstance(hint, Said) else ""
        if near:
            blanks = {"found": found, "near": near, "name": _name(near)}
            return _("“%(found)s” is no indicator. Did you mean %(near)s (%(name)s)?") % blanks
        return _("“%(found)s” is no indicator. Find it with “Put in a figure”.") % {"found": found}
    if isinstance(error, TextFigureMissing):
        return _("%(name)s (%(found)s) has no figure in this period.") % {"found": found, "name": _name(found)}
    if isinstance(error, TextBracesOpen):
        return _("“%(found)s”: braces stand without their pair. A figure is written {{ area.indicator }}.") % {"found": found}
    return said(error)


def _name(code: str) -> str:
    indicator: Indicator | None = the_catalogue().indicators.get(code)
    return words(indicator.name) if indicator else code
