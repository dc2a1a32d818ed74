"""What the catalogue of a period counts and computes, in the order it has to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, IndicatorFormula, parse_identity, parse_indicator
from danvan.catalogue.models import Identity
from danvan.catalogue.tallies import RegisterTally, tallies
from danvan.site.core.catalogue import the_catalogue


@dataclass(frozen=True)
class Rules:
    """`tallies`: by register ('petitions.petitions') what is counted over its rows. `formulas`: what is computed from other
    figures, each behind those it needs. `identities`: what must fit, by the indicators it names."""

    catalogue: Catalogue
    tallies: Mapping[str, RegisterTally]
    formulas: Mapping[str, IndicatorFormula]
    identities: tuple[tuple[Identity, IdentityFormula], ...]

    def computed_from(self, codes: Iterable[str]) -> list[IndicatorFormula]:
        """Everything that follows from `codes`, one after the other."""
        reached, found = set(codes), []
        for formula in self.formulas.values():
            if reached.intersection(formula.depends_on):
                reached.add(formula.code)
                found.append(formula)
        return found

    def about(self, code: str) -> list[tuple[Identity, IdentityFormula]]:
        """The identities that name an indicator."""
        return [each for each in self.identities if code in each[1].codes]

    def book_of(self, code: str) -> str:
        """The register an indicator is counted from, '' for none."""
        return next((book for book, tally in self.tallies.items() if code in tally.columns), "")


def rules_on(day: date) -> Rules:
    """Of the catalogue in force on `day`: the last day of a period. Raises CatalogueError, FormulaError."""
    return the_catalogue().at(day).derived(_rules)


def _rules(catalogue: Catalogue) -> Rules:
    parsed = (parse_indicator(indicator, catalogue) for indicator in catalogue.indicators.values())
    formulas = {formula.code: formula for formula in parsed if formula and formula.kind == "indicators"}
    identities = tuple((identity, parse_identity(identity, catalogue)) for identity in catalogue.identities)
    return Rules(catalogue, tallies(catalogue), _in_order(formulas), identities)


def _in_order(formulas: Mapping[str, IndicatorFormula]) -> dict[str, IndicatorFormula]:
    """Each formula behind those it depends on; formulas that need each other in a circle are left out."""
    found: dict[str, IndicatorFormula] = {}
    left = dict(formulas)
    while ready := [code for code, formula in left.items() if not left.keys() & set(formula.depends_on)]:
        found |= {code: left.pop(code) for code in ready}
    return found
