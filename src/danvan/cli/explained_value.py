"""A value that is computed when asked for, taken apart: each shared part with its share, its basis, and the figure it is of."""

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from rich.tree import Tree

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.compare_text import part_said, percent, said, value_text
from danvan.cli.language import Language
from danvan.cli.session import Session
from danvan.kernel.errors import FigureUnknown
from danvan.kernel.said import mark
from danvan.ledger.comparison.identifier import Computed
from danvan.ledger.comparison.model import Boundaries, Part, Point
from danvan.ledger.comparison.reasons import day_said
from danvan.ledger.comparison.series import Past
from danvan.ledger.engines import open_engine
from danvan.ledger.explanation import Explanation
from danvan.ledger.store import Ledger
from danvan.units.register import UnitRegister

BY_WEIGHT = {
    "people": mark("{share} of this figure, by people: {amount}, rounded so that all parts add to it"),
    "area": mark("{share} of this figure, by area: {amount}, rounded so that all parts add to it"),
}
Drawn = Callable[[Explanation, Catalogue, Language], Tree]
"""How a kept figure and what is below it are drawn."""


def value_tree(computed: Computed, folder: Path, session: Session, drawn: Drawn) -> Tree:
    """The value computed anew from the ledger in `folder`, and all it was made of. Raises FigureUnknown for an indicator the
    catalogue does not have, UnitUnknown, UnitNotAlive, LedgerError and its kinds."""
    catalogue = session.catalogue()
    ledger = Ledger.open(folder, create=False)
    if computed.indicator not in catalogue.indicators:
        raise FigureUnknown(file=folder, found=computed.indicator)
    with open_engine() as engine:
        past = Past.of(ledger, engine, catalogue, catalogue.derived(UnitRegister.load))
        indicator, unit = past.told_by(computed)
        point = past.point(indicator, unit, computed.period, computed.told)
    return _Drawing(ledger, catalogue, session.language, computed, drawn).point(point)


class _Drawing:
    def __init__(self, ledger: Ledger, catalogue: Catalogue, language: Language, computed: Computed, drawn: Drawn) -> None:
        self.ledger, self.catalogue, self.language = ledger, catalogue, language
        self.computed, self.drawn = computed, drawn

    def point(self, point: Point) -> Tree:
        if "@" not in point.id:
            return self._part(point.parts[0])
        tree = Tree(self._told(point), guide_style="dim")
        for below in point.points:
            tree.children.append(self.point(below))
        for part in point.parts:
            tree.children.append(self._part(part))
        return tree

    def _told(self, point: Point) -> Text:
        _ = self.language
        name = in_language(self.catalogue.indicators[point.indicator].name, _.code)
        text = Text.assemble(value_text(point), f"  {name}, {point.unit}, {point.period}")
        text.append(f"\n{point.id}", "cyan")
        if self.computed.told.boundaries is Boundaries.ON_DAY and "@" in point.id:
            text.append("\n" + _("on the boundaries of {day}", day=day_said(self.computed.told.day)))
        if point.formula:
            text.append("\n" + _("computed: {formula}", formula=point.formula))
        if point.why:
            text.append("\n" + said(point.why, _), "yellow")
        for note in point.notes:
            text.append("\n" + said(note, _), "yellow" if point.estimated else "")
        if len(point.parts) > 1:
            text.append("\n" + " + ".join(part_said(part) for part in point.parts))
        return text

    def _part(self, part: Part) -> Tree:
        """The kept figure, its source below it; first how much of it is in the value, and by what text the territory moved."""
        _ = self.language
        below = self.drawn(self.ledger.explain(part.figure), self.catalogue, _)
        label = below.label if isinstance(below.label, Text) else Text(str(below.label))
        basis = _("the territory moved by {basis}", basis=", ".join(part.basis)) if part.basis else ""
        if part.whole:
            label.append("\n" + _("all of it is in the value") + (f"; {basis}" if basis else ""), "dim")
        else:
            share = _(BY_WEIGHT[self.computed.told.weight], share=percent(part.weight), amount=part.amount)
            label.append("\n" + share + (f"; {basis}" if basis else ""), "yellow")
        return below
