"""Finding a figure to put into a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan.ledger.figure import Figure
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import words
from danvan.units.folding import fold

MOST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator with its figure; `put`: what goes into the text."""

    code: str
    name: str
    area: str
    value: str
    put: str


def choices(asked: str, figures: Mapping[str, Figure]) -> list[Choice]:
    """The figures whose indicator or area has all words of `asked`, with or without accents; the best first."""
    catalogue = the_catalogue()
    wanted = fold(asked).split()
    found: list[tuple[int, Choice]] = []
    for figure in figures.values():
        choice = _choice(figure)
        if choice is None:
            continue
        indicator = catalogue.indicators[figure.indicator]
        area = catalogue.areas[indicator.area]
        name = fold(f"{indicator.name.vi} {indicator.name.en} {indicator.code}")
        whole = f"{name} {fold(area.name.vi)}"
        if all(word in whole for word in wanted):
            rank = sum(word not in name for word in wanted) * 100 + (not indicator.main) * 10
            found.append((rank, choice))
    return [choice for _rank, choice in sorted(found, key=lambda each: (each[0], len(each[1].name)))[:MOST]]


def everything(figures: Mapping[str, Figure]) -> list[Choice]:
    """Every figure with a value, in the order of the catalogue."""
    order = {code: at for at, code in enumerate(the_catalogue().indicators)}
    found = [choice for figure in figures.values() if (choice := _choice(figure))]
    return sorted(found, key=lambda choice: order[choice.code])


def _choice(figure: Figure) -> Choice | None:
    catalogue = the_catalogue()
    indicator = catalogue.indicators.get(figure.indicator)
    if indicator is None or figure.quantity is None:
        return None
    area = words(catalogue.areas[indicator.area].name)
    return Choice(indicator.code, words(indicator.name), area, str(figure.quantity), f"{{{{ {indicator.code} }}}}")
