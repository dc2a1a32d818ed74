"""The work of `danvan catalogue new-area`."""

from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from danvan.catalogue.hints import listed
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.scaffold import new_area as write_area
from danvan.cli.exits import CLEAN
from danvan.cli.session import Session, program
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said


@dataclass(frozen=True, slots=True)
class Named:
    """What the new area is called, and its place among the others."""

    code: str
    vi: str
    en: str
    order: int


def new_area(folder: Path, area: Named, session: Session) -> int:
    """Writes the area and says what to do next; returns the exit code."""
    ours = load_catalogue()
    if area.code in ours.areas:
        taken = Said("'{area}', which is an area of the catalogue already", area=area.code)
        raise OptionInvalid(option="CODE", found=taken, allowed=Said("any code but {areas}", areas=listed(ours.areas)))
    written = write_area(folder, area.code, area.vi, area.en, area.order)
    _ = session.language
    for file in written:
        session.out.print(Text(str(file), "cyan"), soft_wrap=True)
    session.out.print(
        _("Change the files into what you count, then look for mistakes:"), highlight=False, markup=False, soft_wrap=True
    )
    session.out.print(Text(f"  {program()} --catalogue {folder} catalogue lint"), soft_wrap=True)
    return CLEAN
