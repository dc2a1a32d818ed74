"""The five communes among the examples, added up: what their consolidated report must print."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from danvan.documents.opening import digest
from danvan.kernel.period import Period
from danvan.ledger.collect import figures_of
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger

UNITS = ("thị trấn Kim Lũng", "xã Thạch Khuê", "xã Trà Lũng", "xã Ngàn Trúc", "xã Diên Lộ")
# Per indicator: what each of UNITS reports; None where its report does not say.
REPORTED = {
    "population.people": ("12415", "8593", "4688", "6720", "5936"),
    "population.households": ("3208", "2146", "1072", "1655", "1480"),
    "population.area_km2": ("9.25", "18.64", "61.3", None, "24.7"),
    "citizen_reception.visits": ("152", "128", "64", "96", "73"),
    "citizen_reception.people": ("167", "137", "71", "103", "80"),
    "citizen_reception.cases": ("136", "112", "58", "88", "69"),
    "petitions.received": ("61", "46", "22", "37", "28"),
    "admin_procedures.received": ("2341", "1486", "612", "894", "705"),
    "admin_procedures.received_online": ("1711", "1127", "418", "641", "512"),
    "admin_procedures.resolved": ("2313", "1451", "601", "868", "697"),
    "admin_procedures.resolved_late": ("3", "0", "4", "5", "0"),
    "satisfaction.answers": ("320", "240", "146", "180", "130"),
    "mediation.teams": ("9", "7", "6", "5", "6"),
    "mediation.mediators": ("58", "42", "33", "31", "35"),
    "mediation.received": ("27", "19", "14", "12", "23"),
    "mediation.successful": ("23", "16", "11", "10", "19"),
}


@pytest.fixture(scope="session")
def rolled(tmp_path_factory, read_example, catalogue, communes):
    ledger = Ledger.open(tmp_path_factory.mktemp("examples") / "ledger")
    recorded = datetime(2024, 9, 30, tzinfo=UTC)
    for path in communes:
        ledger.append(figures_of(read_example(path.name), digest(path), catalogue, recorded))
    return roll_up(ledger, catalogue, Period.nine_months(2024), UNITS)


@pytest.mark.parametrize("indicator", REPORTED)
def test_a_figure_of_each_commune_reaches_the_roll_up(indicator, rolled):
    values = rolled.rows[indicator].values
    kept = {unit: value.quantity.value for unit in UNITS if (value := values[unit])}
    assert kept == {unit: Decimal(words) for unit, words in zip(UNITS, REPORTED[indicator], strict=True) if words}


def test_a_total_names_the_commune_that_does_not_report_it(rolled):
    row = rolled.rows["population.area_km2"]
    assert (row.total.quantity.value, row.missing) == (Decimal("113.89"), ("xã Ngàn Trúc",))
