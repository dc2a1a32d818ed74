"""What the tests of checking share: the catalogue, readings made by hand, and the cases of each check."""

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Instrument
from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.kernel.span import Span
from danvan.reading.model import (
    Citation,
    Coverage,
    Direction,
    FigureKind,
    Letterhead,
    Reading,
    Relation,
    RelationKind,
    StatedFigure,
)

ROOT = Path(__file__).parents[2]


def _tool(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


check_docs = _tool("generate_check_docs")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`card_code` runs once a card, `wrong_case` and `right_case` once a case of each."""
    files = (ROOT / "catalogue" / "checks").rglob("*.yml")
    codes = sorted(file.stem for file in files if file.parent.name != "CA")  # those are tested by tests/catalogue/gallery
    if "card_code" in metafunc.fixturenames:
        metafunc.parametrize("card_code", codes)
    for fixture, side in (("wrong_case", "wrong"), ("right_case", "right")):
        if fixture in metafunc.fixturenames:
            cases = [
                (code, case) for code in codes if (check_docs.CASES / f"{code}.yml").exists() for case in _side(code, side)
            ]
            metafunc.parametrize(fixture, cases, ids=[f"{code}-{case.name}" for code, case in cases])


def _side(code: str, side: str):
    return getattr(check_docs.read_cases(code), side)


@pytest.fixture
def docs():
    """The tool that writes the pages of the checks; it also reads and runs their cases."""
    return check_docs


@pytest.fixture(scope="session")
def run_case(catalogue):
    """Reads and checks the text of a case, once however many tests ask."""
    done = {}

    def run(case):
        key = (case.text, case.dated, case.period, case.level, case.past, case.beside, case.docx)
        if key not in done:
            done[key] = check_docs.run(case, catalogue)
        return done[key]

    return run


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def register(catalogue):
    """The catalogue with these instruments instead of its own."""

    def make(*instruments: Instrument) -> Catalogue:
        return replace(catalogue, instruments=instruments)

    return make


def instrument(number: str, signed: str = "", **more) -> Instrument:
    fields = {"type": "Nghị định", "issuer": "Chính phủ", "title": f"Về {number}", "source": "https://example.org"}
    return Instrument(number=number, signed=signed, **{**fields, **more})


class Page:
    """A text in the making: each piece added gets its place."""

    def __init__(self) -> None:
        self.text = ""
        self.figures: list[StatedFigure] = []
        self.relations: list[Relation] = []
        self.citations: list[Citation] = []

    def figure(self, value: str, label: str = "", measure: str = "", **more) -> str:
        number = Decimal(value.replace(",", "."))
        decimals = len(value.partition(",")[2])
        self.text += f"{label} "
        start = len(self.text)
        self.text += f"{value} {measure}".strip()
        span = Span(start, len(self.text))
        self.text += ", "
        identifier = f"f{len(self.figures) + 1}"
        figure = StatedFigure(identifier, span, span, Quantity(number, measure, decimals), label, **more)
        self.figures.append(figure)
        return identifier

    def relation(
        self, kind: RelationKind, figures: Sequence[str], computed: object, *, holds: bool | None = False, **more
    ) -> None:
        stated = next(figure for figure in self.figures if figure.id == figures[0])
        exact = None if computed is None else Fraction(str(computed))
        self.relations.append(Relation(kind, tuple(figures), holds, stated.quantity, exact, stated.span, **more))

    def cite(self, words: str, number: str, day: date | None = None, **more) -> None:
        start = len(self.text)
        self.text += f"{words}. "
        self.citations.append(
            Citation(Span(start, start + len(words)), words.split(" số ", maxsplit=1)[0], number, day, **more)
        )

    def reading(self, *, dated: date | None = None, period: Period | None = None) -> Reading:
        block = Block(BlockKind.PARAGRAPH, Span(0, len(self.text)))
        return Reading(
            document=Document("bao-cao.txt", "txt", self.text, (block,)),
            letterhead=Letterhead(date=dated, period=period),
            sections=(),
            figures=tuple(self.figures),
            relations=tuple(self.relations),
            citations=tuple(self.citations),
            coverage=Coverage(len(self.figures)),
        )


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def entry():
    """Makes an entry of the register of legal texts."""
    return instrument


@pytest.fixture
def changed():
    """The figure kinds a change is made of, as `page.figure` takes them."""
    return {
        "difference": {"kind": FigureKind.CHANGE, "direction": Direction.UP},
        "fall": {"kind": FigureKind.CHANGE, "direction": Direction.DOWN},
        "percent": {"kind": FigureKind.RATE_OF_CHANGE, "direction": Direction.UP},
    }
