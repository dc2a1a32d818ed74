"""Words that help to mend an error."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import reduce

from danvan.kernel.said import Said, mark


def did_you_mean(found: object, known: Iterable[str]) -> Said | str:
    """ " (did you mean 'measure'?)" for the nearest of `known`, or '' when nothing is near."""
    near = get_close_matches(str(found), list(known), n=1)
    return Said(" (did you mean '{near}'?)", near=near[0]) if near else ""


def listed(known: Iterable[str]) -> Said | str:
    """The known names in one line, in order."""
    return ", ".join(sorted(known)) or Said("nothing (none is defined)")


def either(choices: Iterable[str]) -> Said | str:
    """One of these, of which there is at least one: 'integer or decimal'."""
    return chained(mark("{one} or {other}"), choices)


def chained(link: str, pieces: Iterable[Said | str]) -> Said | str:
    """All pieces, of which there is at least one, each joined to those before it by a `link` of the blanks one and other."""
    return reduce(lambda one, other: Said(link, one=one, other=other), pieces)
