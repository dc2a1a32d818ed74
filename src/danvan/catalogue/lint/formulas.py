"""The lint of formulas: they parse, add like to like, hold no longer than their terms, and go round in no circle."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, parse_condition, parse_identity, parse_indicator
from danvan.catalogue.models import Identity, Indicator
from danvan.kernel.errors import CatalogueError, FormulaError

Problems = Iterator[CatalogueError]


def formula_problems(catalogue: Catalogue) -> Problems:
    """Problems of the formulas of indicators and identities, and of the conditions of deadlines."""
    versions: dict[str, list[Indicator]] = {}
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            versions.setdefault(indicator.code, []).append(indicator)
    for identity in catalogue.identities:
        yield from _identity_problems(identity, catalogue, versions)
    yield from _indicator_problems(catalogue, versions)
    yield from _deadline_problems(catalogue)


def _identity_problems(identity: Identity, catalogue: Catalogue, versions: Mapping[str, list[Indicator]]) -> Problems:
    try:
        formula = parse_identity(identity, catalogue)
    except FormulaError as wrong:
        yield wrong
        return
    place = catalogue.place(identity).inside("formula")
    for side in _comparable(formula):
        measures = {catalogue.indicators[code].measure for code in side}
        if not one_kind(measures, catalogue.vocabulary.same_measures):
            yield place.error(
                "{identity} adds different measures: {measures}",
                "terms of one measure, or of one group of vocabulary/same_measures.yml",
                "CA05",
                identity=identity.code,
                measures=", ".join(sorted(measures)),
            )
    for code in formula.codes:
        day = _uncounted_day(identity, versions[code])
        if day:
            yield place.error(
                "{identity} holds ever since, when {indicator} is not counted"
                if day == date.min
                else "{identity} holds on {day}, when {indicator} is not counted",
                "dates within those of its terms",
                "CA03",
                identity=identity.code,
                day=day,
                indicator=code,
            )


def _comparable(formula: IdentityFormula) -> Iterable[Iterable[str]]:
    """Terms that must be of one measure: all of an equation; each side of an inequality, which may say that there are no
    fewer people than visits. What is counted several times (5 people to a group) is no plain sum of like things."""
    if _plain(formula.left) and _plain(formula.right):
        return (formula.codes,) if formula.operator == "=" else (formula.left.terms, formula.right.terms)
    return ()


def _plain(side: Linear) -> bool:
    return all(abs(factor) == 1 for factor in side.terms.values())


def one_kind(measures: set[str], groups: Iterable[tuple[str, ...]]) -> bool:
    """Whether what is measured in these may stand in one sum: `groups` are those of vocabulary/same_measures.yml."""
    return len(measures) <= 1 or any(measures <= set(group) for group in groups)


def _uncounted_day(owner: Identity | Indicator, terms: Iterable[Indicator]) -> date | None:
    """The first day on which `owner` holds and no version of its term does; versions change only on the days tried."""
    days = {owner.since or date.min}
    days |= {term.until + timedelta(1) for term in terms if term.until}
    return min((day for day in days if owner.holds_at(day) and not any(term.holds_at(day) for term in terms)), default=None)


def _indicator_problems(catalogue: Catalogue, versions: Mapping[str, list[Indicator]]) -> Problems:
    graph: dict[str, set[str]] = {}
    for indicator in (each for same in versions.values() for each in same):
        try:
            formula = parse_indicator(indicator, catalogue)
        except FormulaError as wrong:
            yield wrong
            continue
        depends_on = formula.depends_on if formula else ()
        graph.setdefault(indicator.code, set()).update(depends_on)
        for code in depends_on:
            if _uncounted_day(indicator, versions[code]):
                place = catalogue.place(indicator).inside("formula")
                yield place.error(
                    "{indicator} is counted longer than its part {part}",
                    "dates within those of its parts",
                    "CA03",
                    indicator=indicator.code,
                    part=code,
                )
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        codes = circle.args[1]
        place = catalogue.place(catalogue.indicators[codes[0]]).inside("formula")
        yield place.error(
            "formulas that go round in a circle: {circle}",
            "formulas that end in what is counted",
            "CA07",
            circle=" → ".join(codes),
        )


def _deadline_problems(catalogue: Catalogue) -> Problems:
    for area in catalogue.areas.values():
        for code, register in area.registers.items():
            place = catalogue.place(area).inside("registers", code, "deadlines")
            for position, deadline in enumerate(register.deadlines):
                if deadline.when:
                    try:
                        parse_condition(deadline.when, register, place.inside(position, "when"))
                    except FormulaError as wrong:
                        yield wrong
