"""Identities, believable ranges and scores: the same answers from every engine."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Certainty, Identity, Source, Words
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.believable import doubtful
from danvan.ledger.chosen import of_indicators, of_periods, of_units
from danvan.ledger.current import current
from danvan.ledger.figure import Blank, Entry, Figure
from danvan.ledger.given_points import Given
from danvan.ledger.identities import check_identities
from danvan.ledger.scores import score_units
from danvan.units.names import unit_key

SMALL = load_catalogue(Path(__file__).parents[2] / "catalogue" / "small")
YEAR, BEFORE = Period.year(2024), Period.year(2023)
AT = datetime(2025, 1, 5, tzinfo=UTC)
LARGE, LESS = Decimal("99999999999999999999.999999999999"), Decimal("99999999999999999999.999999999998")


def figure(code, name, value, period=YEAR, **fields):
    quantity = None if value is None else Quantity(Decimal(value), fields.pop("measure", "đơn"))
    whole = {
        "id": f"{code}.{period.end.year}.{name}",
        "indicator": f"petitions.{name}",
        "unit": f"xã {code}",
        "level": "commune",
    }
    whole |= {"period": period, "quantity": quantity, "source": Entry("x"), "recorded": AT, "catalogue": "c"}
    return Figure(**(whole | {"unit_code": code} | fields))


FIGURES = [
    figure("00001", "received", 10),
    figure("00001", "settled", 8),
    figure("00001", "pending", 2),
    figure("00002", "received", 10),
    figure("00002", "settled", 11),
    figure("00002", "pending", None, blank=Blank.WITHHELD),
    figure("00001", "received", LARGE, BEFORE),
    figure("00001", "settled", LESS, BEFORE),
    figure("00003", "received", 5, unit_code=""),
    figure("00003", "settled", 6, unit_code=""),
    figure("00004", "received", 3, measure="hồ sơ"),
]


def identity(formula, name):
    words = Words(vi=formula, en=formula)
    return Identity(
        code=f"petitions.{name}", area="petitions", formula=formula, name=words, source=Source(certainty=Certainty.CONFIRMED)
    )


IDENTITIES = (identity("settled <= received", "part"), identity("99999 * received = 99999 * settled", "all"),
              identity("received / 3 >= settled / 3 - 1 / 3", "nearly"))  # fmt: skip


@pytest.fixture
def record(engine, kept):
    return current(engine.figures(kept(FIGURES)))


def test_the_same_identities_fail_by_every_engine(engine, record):
    checked = check_identities(record, replace(SMALL, identities=IDENTITIES), engine.run)
    told = [
        (one.identity.code, one.unit_code or one.unit, one.period.end.year, str(one.difference)) for one in checked.failures
    ]
    assert told == [
        ("petitions.all", "00001", 2023, "99999/1000000000000"),
        ("petitions.part", "xã 00003", 2024, "1"),
        ("petitions.all", "xã 00003", 2024, "-99999"),
        ("petitions.all", "00001", 2024, "199998"),
        ("petitions.part", "00002", 2024, "1"),
        ("petitions.all", "00002", 2024, "-99999"),
    ]
    assert (checked.tested, checked.incomplete) == (12, 0)


def test_the_same_figures_are_doubted_by_every_engine(engine, record):
    most = {"commune": (Decimal(0), Decimal(9))}
    area = SMALL.areas["petitions"]
    ranged = tuple(one.model_copy(update={"range": most}) for one in area.indicators)
    book = replace(
        SMALL, areas={"petitions": area.model_copy(update={"indicators": ranged})}, indicators={one.code: one for one in ranged}
    )
    found = doubtful(of_periods(record, [YEAR]), book, engine.run)
    assert [(one.why, one.figure) for one in found] == [
        ("range", "00001.2024.received"),
        ("range", "00002.2024.received"),
        ("range", "00002.2024.settled"),
        ("measure", "00004.2024.received"),
    ]


def test_the_same_scores_come_from_every_engine(engine, record):
    given = Given.to({code: {"manner": 2, "superior": 5} for code in ("00001", "00002")})
    chosen = of_units(of_periods(record, [YEAR]), [(code, YEAR.start, YEAR.end) for code in ("00001", "00002")])
    found = score_units(chosen, SMALL.scorecards["service"], SMALL, YEAR, engine.run, given=given)
    assert [(one.reported.unit_code, one.standing.rank, one.score.total) for one in found.units] == [
        ("00001", 1, 15),
        ("00002", None, None),
    ]
    assert found.units[1].reported.blanks == {"petitions.pending": "withheld"}


def test_the_same_figures_are_chosen_by_every_engine(engine, record):
    chosen = of_indicators(of_periods(record, [YEAR, BEFORE]), ["petitions.pending"])
    assert sorted(engine.run(chosen.select("id"))["id"].to_pylist()) == ["00001.2024.pending", "00002.2024.pending"]
    of_name = of_units(record, [(unit_key("xã 00003"), YEAR.start, YEAR.end)])
    assert engine.run(of_name).num_rows == 2
