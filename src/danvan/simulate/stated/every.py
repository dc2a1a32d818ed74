"""All stated figures of a cohort at one closing date."""

from collections.abc import Mapping

from danvan.simulate.chance import Ints
from danvan.simulate.cohort import Cohort
from danvan.simulate.rows import Span
from danvan.simulate.stated import offices, people, services
from danvan.simulate.stated.draw import Stated

_IN_ORDER = (
    people.population,
    people.economy,
    people.jobs,
    services.education,
    services.health,
    services.culture,
    services.security,
    services.new_countryside,
    services.social_security,
    offices.staffing,
    offices.party_building,
    offices.beside_registers,
    offices.desk,
    offices.emulation,
)


def stated_figures(
    cohort: Cohort, span: Span, until: Ints, decimals: Mapping[str, int], counted: Mapping[str, Ints]
) -> dict[str, Ints]:
    """The figures by code, times ten to their decimals; `counted` are those the registers gave. A closing date draws the same
    chances as the others of its year."""
    own, yearly = cohort.stream("stated"), cohort.stream("stated", span.year)
    stated = Stated(cohort, span, decimals, counted, own, yearly, until)
    for draw in _IN_ORDER:
        draw(stated)
    return {code: values for code, values in stated.values.items() if not code.startswith("_")}
