"""Words that help to mend an error."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(found: object, known: Iterable[str]) -> str:
    """ " (did you mean 'measure'?)" for the nearest of `known`, or '' when nothing is near."""
    near = get_close_matches(str(found), list(known), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def listed(known: Iterable[str]) -> str:
    """The known names in one line, in order."""
    return ", ".join(sorted(known)) or "nothing (none is defined)"
