"""The number and symbol of a legal text, taken apart: 02/2017/TT-VPCP, 25-NQ/TW, 10/2022/QH15."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

_SYMBOL = re.compile(r"(?P<digits>\d+[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?(?P<join>[/-])(?P<rest>[^\W\d].*)")

LOCAL = ("UBND", "HĐND", "TU", "HU", "QU", "ĐU", "UBMTTQ", "MTTQ")
"""Bodies that every province, district or commune has one of: their numbers repeat from place to place, so that a number
alone never says which text is meant."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """`letters` say the type (TT; '' when none), `issuer` the issuing body (VPCP). `join` stands behind number and year."""

    digits: str
    year: int | None
    join: str
    letters: str
    issuer: str

    @property
    def local(self) -> bool:
        return any(part.upper() in LOCAL for part in re.split(r"[/-]", self.issuer))

    def with_letters(self, letters: str) -> "Symbol":
        return replace(self, letters=letters)

    def __str__(self) -> str:
        number = self.digits if self.year is None else f"{self.digits}/{self.year}"
        behind = "/" if self.join == "-" else "-"
        if not self.letters or self.issuer.startswith(self.letters):
            return f"{number}{self.join}{self.issuer}"
        return f"{number}{self.join}{self.letters}{behind}{self.issuer}"


def read_symbol(number: str, letters: Collection[str]) -> Symbol | None:
    """`letters`: those that say a type. None for a bare number ('Pháp lệnh 34') or words ('TW 7')."""
    match = _SYMBOL.fullmatch(re.sub(r"\s+", "", number))
    if match is None:
        return None
    first, _, rest = re.sub(r"[/-]", "-", match["rest"]).partition("-")
    known = {one.casefold() for one in letters}
    # QH15 says type and issuer at once: the National Assembly of the 15th term.
    plain = first.rstrip("0123456789")
    said = plain if plain.casefold() in known else ""
    issuer = rest if said and rest else match["rest"]
    return Symbol(match["digits"], int(match["year"]) if match["year"] else None, match["join"], said, issuer)


def number_key(number: str) -> str:
    """The same for '05-CT/TW', '5-CT/TW' and '05- CT/TW'."""
    return re.sub(r"\s+", "", number).casefold().lstrip("0")
