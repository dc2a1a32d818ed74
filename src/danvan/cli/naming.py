"""The unit a person names on the command line: by its code, or by a name that can mean only one."""

from datetime import date

from danvan.kernel.said import Said
from danvan.units.errors import UnitAmbiguous, UnitUnknown
from danvan.units.match import Match, Why
from danvan.units.near import names
from danvan.units.register import UnitRegister

_SURE = {Why.NAME, Why.UNACCENTED, Why.NO_KIND, Why.UPPER, Why.UPPER_UNSAID}
"""What is told of a name that is as good as its code."""


def unit_named(register: UnitRegister, words: str, day: date | None) -> str:
    """The code `words` mean, on `day` or on any. Never a guess: raises UnitUnknown with near names, UnitAmbiguous with all that
    are as likely, UnitNotAlive when it is a name of another day."""
    if words.strip().isdigit():
        register.history(words.strip())
        return words.strip()
    matches = register.resolve(words)
    sure = [match for match in matches if set(match.why) <= _SURE and (day is None or register.alive(match.unit.code, day))]
    if not sure and matches and set(matches[0].why) <= _SURE and day:
        register.unit(matches[0].unit.code, day)
    best = list({match.unit.code: match for match in sure if match.score == sure[0].score}.values())
    codes = [match.unit.code for match in best]
    if len(codes) == 1:
        return codes[0]
    if best:
        raise UnitAmbiguous(unit=words, n=len(codes), choices=_choices(best))
    near = names(list({match.unit.code: match.unit for match in matches}.values())[:3]) if matches else ""
    raise UnitUnknown(unit=words, hint=Said(" (did you mean {near}?)", near=near) if near else "")


def _choices(matches: list[Match]) -> Said | str:
    described = [f"{match.unit.code} {', '.join(each.name for each in (match.unit, *match.upper))}" for match in matches[:4]]
    listed = "; ".join(described)
    left = len(matches) - len(described)
    return Said("{listed} and {n} more", listed=listed, n=left) if left else listed
