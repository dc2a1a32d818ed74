"""The work of `danvan ledger consequences`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from danvan.cli.asked_units import register_of
from danvan.cli.consequences_json import consequences_json
from danvan.cli.consequences_text import consequences_text
from danvan.cli.exits import CLEAN
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.quantity import Quantity
from danvan.ledger.consequences.preview import Preview
from danvan.ledger.engines import open_engine
from danvan.ledger.store import Ledger

_VIETNAMESE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_PLAIN = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Supposal:
    """The command line: a figure and the value it would get, or that it would be taken back."""

    figure: str
    value: str
    withdraws: bool


def preview(folder: Path, supposal: Supposal, engine: str, layout: str, session: Session) -> int:
    """Shows what would change; returns the exit code. Writes nothing."""
    catalogue = session.catalogue()
    if bool(supposal.value) is supposal.withdraws:
        raise OptionInvalid(option="--value, --withdraw", found=f"'{supposal.value}'", allowed="--value N | --withdraw")
    number = number_of(supposal.value) if supposal.value else None
    ledger = Ledger.open(folder, create=False)
    figure = ledger.figure(supposal.figure)
    indicator = catalogue.indicators.get(figure.indicator)
    measure = figure.quantity.measure if figure.quantity else indicator.measure if indicator else ""
    new = None if number is None else Quantity(number, measure, max(0, -int(number.as_tuple().exponent)))
    with open_engine(engine) as opened:
        found = Preview(ledger, opened, catalogue, register_of(catalogue)).of(supposal.figure, new)
    if layout == "json":
        session.write(as_json(consequences_json(found, session.language)))
    else:
        for piece in consequences_text(found, catalogue, session.language):
            session.out.print(piece)
    return CLEAN


def number_of(words: str) -> Decimal:
    """A number as offices write it (1.637 and 83,39), or as programs do (83.39). Raises OptionInvalid."""
    plain = words.strip()
    if _VIETNAMESE.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(plain):
        return Decimal(plain)
    raise OptionInvalid(option="--value", found=f"'{words}'", allowed="1637, 1.637, 83,39")
