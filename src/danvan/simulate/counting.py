"""Figures from rows: the catalogue's own formulas, run over a register as it stood on the closing date of each period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from sqlglot import exp, parse_one

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import Indicator, Register
from danvan.catalogue.regimes.periods import Reported
from danvan.simulate.chance import Ints
from danvan.simulate.filling import UNIT
from danvan.simulate.rows import Book
from danvan.simulate.viewing import in_window, view_of

_BEGUN = "received_on"
IN_PERIOD: Mapping[str, str] = {
    # Form II.06a counts dossiers by channel only where they came in the period; those carried over have their own column.
    **dict.fromkeys(
        (
            "admin_procedures.received_online",
            "admin_procedures.received_offline",
            "admin_procedures.received_in_person",
            "admin_procedures.received_by_post",
            "online_services.dossiers",
            "online_services.dossiers_online",
            "online_services.full_dossiers",
            "online_services.full_dossiers_online",
            "online_services.partial_dossiers",
            "online_services.partial_dossiers_online",
            "online_services.resolved_online",
            "online_services.resolved_online_in_time",
        ),
        _BEGUN,
    ),
    "investment_supervision.boards_set_up": "set_up_on",
    "peoples_inspection.boards_renewed": "recognised_on",
    "village_covenants.abolished": "ended_on",
    "village_covenants.adopted": "adopted_on",
    "village_covenants.amended": "amended_on",
    "village_covenants.drafts_posted": "adopted_on",
    "village_covenants.replaced": "replaced_on",
    "village_covenants.reviewed": "reviewed_on",
    "village_covenants.voters": "adopted_on",
    "village_covenants.votes_for": "adopted_on",
}
"""Indicators that count what happened in the period, and the date it happened on. Their formulas alone do not tell: over a
register whose rows stay they would count every year's again."""

COUNTED: Mapping[str, tuple[str, str]] = {
    "admin_procedures.carried_over": ("admin_procedures.dossiers", f"count(*) filter (where {_BEGUN} < _first)"),
    "admin_procedures.received_in_period": ("admin_procedures.dossiers", f"count(*) filter (where {_BEGUN} >= _first)"),
    "admin_procedures.pending_in_time": (
        "admin_procedures.dossiers",
        "count(*) filter (where closed_on is null and due_on >= _closing)",
    ),
    "admin_procedures.pending_late": (
        "admin_procedures.dossiers",
        "count(*) filter (where closed_on is null and due_on < _closing)",
    ),
    "admin_procedures.synchronised": ("admin_procedures.dossiers", "count(*) filter (where digitised)"),
    "admin_procedures.procedures_complete": (
        "admin_procedures.procedures",
        "count(*) filter (where posted and ended_on is null)",
    ),
    "admin_procedures.internal_processes": (
        "admin_procedures.procedures",
        "count(*) filter (where mechanism = 'one_stop' and ended_on is null)",
    ),
    "admin_procedures.fields": ("admin_procedures.procedures", "count(distinct field)"),
    "citizen_reception.cases_new": ("citizen_reception.receptions", "sum(cases) filter (where not repeated)"),
    "citizen_reception.cases_old": ("citizen_reception.receptions", "sum(cases) filter (where repeated)"),
    "danvan_kheo.models_new": ("danvan_kheo.models", "count(*) filter (where started_on is not null)"),
    "feedback.carried_over": ("feedback.reports", f"count(*) filter (where {_BEGUN} < _first)"),
    "feedback.pending_late": (
        "feedback.reports",
        "count(*) filter (where done_on is null and eligible and due_on < _closing)",
    ),
    "mediation.carried_over": ("mediation.cases", f"count(*) filter (where {_BEGUN} < _first)"),
    "online_services.data_shared": ("admin_procedures.dossiers", "count(*) filter (where digitised and data_reused)"),
    "online_services.electronic_copies": (
        "admin_procedures.dossiers",
        "count(*) filter (where sector = 'certification' and electronic_result)",
    ),
    "online_services.population_data": ("admin_procedures.dossiers", "count(*) filter (where data_reused)"),
    "online_services.services_with_fee": (
        "admin_procedures.procedures",
        "count(*) filter (where local_fee is not null and ended_on is null)",
    ),
    "online_services.services_payable": (
        "admin_procedures.procedures",
        "count(*) filter (where local_fee is not null and on_national_portal and ended_on is null)",
    ),
    "online_services.services_population_data": (
        "admin_procedures.procedures",
        "count(*) filter (where any_place and ended_on is null)",
    ),
    "petitions.carried_over": ("petitions.petitions", f"count(*) filter (where {_BEGUN} < _first)"),
    "petitions.received_in_period": ("petitions.petitions", f"count(*) filter (where {_BEGUN} >= _first)"),
    "petitions.over_level": ("petitions.petitions", "count(*) filter (where competent_body = 'superior' and channel = 'post')"),
    "petitions.decisions_due": (
        "petitions.petitions",
        "count(*) filter (where kind = 'complaint' and opens_case and settled_on is not null)",
    ),
    "petitions.conclusions_due": (
        "petitions.petitions",
        "count(*) filter (where kind = 'denunciation' and opens_case and settled_on is not null)",
    ),
}
"""Indicators the catalogue gives no formula, counted from rows all the same, so that they fit those that have one."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The indicators counted over one register, each as SQL with `_first` and `_closing` open."""

    name: str
    register: Register
    book: Book
    columns: Mapping[str, str]

    def over(self, connection: duckdb.DuckDBPyConnection, table: pa.Table, units: int, reported: Reported) -> dict[str, Ints]:
        """Of each indicator the values of all units, in whole numbers of what a row counts."""
        first, closing = reported.first, reported.closing
        sums = ", ".join(
            f'CAST(coalesce({in_window(sql, first, closing)}, 0) AS BIGINT) AS "{code}"' for code, sql in self.columns.items()
        )
        view = view_of(self.register, self.book, first, closing)
        connection.register("rows", table)
        found = connection.execute(f"SELECT {UNIT}, {sums} FROM ({view}) GROUP BY {UNIT}").fetchnumpy()  # noqa: S608 - ours
        connection.unregister("rows")
        at: Any = found[UNIT]
        return {code: _spread(np.asarray(found[code]), at, units) for code in self.columns}


def counts_of(catalogue: Catalogue, registers: Mapping[str, Register], books: Mapping[str, Book]) -> list[Counts]:
    """What is counted over each register, in the order of the books."""
    columns: dict[str, dict[str, str]] = {name: {} for name in books}
    for code, name, sql in _formulas(catalogue):
        if name in columns:
            columns[name][code] = sql
    return [Counts(name, registers[name], book, columns[name]) for name, book in books.items() if columns[name]]


def connect() -> duckdb.DuckDBPyConnection:
    """One thread: the processes are what runs side by side."""
    return duckdb.connect(":memory:", config={"threads": 1})


def _formulas(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    for indicator in catalogue.indicators.values():
        formula = parse_indicator(indicator, catalogue) if indicator.formula else None
        if formula and formula.kind == "aggregate":
            yield indicator.code, _register_of(indicator, catalogue), _restricted(formula.expression, indicator.code)
        elif not formula and indicator.code in COUNTED:
            yield indicator.code, *COUNTED[indicator.code]


def _register_of(indicator: Indicator, catalogue: Catalogue) -> str:
    area, _, name = indicator.rows.rpartition(".")
    own = catalogue.areas[area or indicator.area].registers
    return f"{area or indicator.area}.{name or next(iter(own))}"


def _restricted(expression: exp.Expr, code: str) -> str:
    """The formula as SQL; only over what happened in the period, where the indicator is one of those."""
    day = IN_PERIOD.get(code)
    if not day:
        return expression.sql("duckdb")
    only = parse_one(f"{day} >= _first", read="duckdb")

    def narrowed(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Filter):
            return exp.Filter(this=node.this, expression=exp.Where(this=exp.and_(node.expression.this, only)))
        return exp.Filter(this=node, expression=exp.Where(this=only))

    return narrowed(expression).sql("duckdb")


def _spread(values: Ints, at: Ints, units: int) -> Ints:
    """The values of the units that have rows; 0 of the others."""
    every = np.zeros(units, dtype=np.int64)
    every[at] = values
    return every
