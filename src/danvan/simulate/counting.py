"""Figures from rows: what the catalogue counts over a register, as it stood on the closing date of each period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.periods import Reported
from danvan.catalogue.tallies import RegisterTally, aggregate, tallies
from danvan.simulate.chance import Ints
from danvan.simulate.filling import UNIT

STAND_INS: Mapping[str, tuple[str, str]] = {
    # What no column of the register says is counted by what comes nearest, so that reports are whole and their figures fit.
    # None of these is how the figure ought to be counted, and that is why the catalogue has no formula of them.
    "admin_procedures.synchronised": ("admin_procedures.dossiers", "count(*) filter (where digitised)"),
    "admin_procedures.procedures_complete": (
        "admin_procedures.procedures",
        "count(*) filter (where posted and ended_on is null)",
    ),
    "admin_procedures.internal_processes": (
        "admin_procedures.procedures",
        "count(*) filter (where mechanism = 'one_stop' and ended_on is null)",
    ),
    # A case heard before is not a person who came before.
    "citizen_reception.cases_new": ("citizen_reception.receptions", "sum(cases) filter (where not repeated)"),
    "citizen_reception.cases_old": ("citizen_reception.receptions", "sum(cases) filter (where repeated)"),
    "online_services.data_shared": ("admin_procedures.dossiers", "count(*) filter (where digitised and data_reused)"),
    # Signatures are certified too, and of them there is no copy.
    "online_services.electronic_copies": (
        "admin_procedures.dossiers",
        "count(*) filter (where sector = 'certification' and electronic_result)",
    ),
    "online_services.population_data": ("admin_procedures.dossiers", "count(*) filter (where data_reused)"),
    # The list of procedures knows local fees alone.
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
    "petitions.over_level": ("petitions.petitions", "count(*) filter (where competent_body = 'superior' and channel = 'post')"),
    # The forms count what is still to execute from earlier periods too; the book no longer has it once a case is settled.
    "petitions.decisions_due": (
        "petitions.petitions",
        "count(*) filter (where kind = 'complaint' and opens_case and settled_on is not null)",
    ),
    "petitions.conclusions_due": (
        "petitions.petitions",
        "count(*) filter (where kind = 'denunciation' and opens_case and settled_on is not null)",
    ),
}
"""Indicators the catalogue gives no formula, counted from rows all the same: the register, and what stands in."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The indicators counted over one register."""

    tally: RegisterTally

    @property
    def name(self) -> str:
        return self.tally.code

    def over(self, connection: duckdb.DuckDBPyConnection, table: pa.Table, units: int, reported: Reported) -> dict[str, Ints]:
        """Of each indicator the values of all units, in whole numbers of what a row counts."""
        sums = self.tally.select("rows", reported.first, reported.closing, "duckdb", by=[UNIT])
        whole = ", ".join(f'CAST(coalesce("{code}", 0) AS BIGINT) AS "{code}"' for code in self.tally.columns)
        connection.register("rows", table)
        found = connection.execute(f"SELECT {UNIT}, {whole} FROM ({sums})").fetchnumpy()  # noqa: S608 - the catalogue's own
        connection.unregister("rows")
        at: Any = found[UNIT]
        return {code: _spread(np.asarray(found[code]), at, units) for code in self.tally.columns}


def counts_of(catalogue: Catalogue, filled: Iterable[str]) -> list[Counts]:
    """What is counted over each of the registers that have rows, in their order."""
    known = tallies(catalogue)
    return [Counts(_with_stand_ins(known[name], catalogue)) for name in filled if name in known]


def _with_stand_ins(tally: RegisterTally, catalogue: Catalogue) -> RegisterTally:
    wanted = {code: each for code, each in catalogue.indicators.items() if code in STAND_INS and not each.formula}
    more = {code: aggregate(STAND_INS[code][1]) for code in wanted if STAND_INS[code][0] == tally.code}
    return replace(tally, columns={**tally.columns, **more})


def connect() -> duckdb.DuckDBPyConnection:
    """One thread: the processes are what runs side by side."""
    return duckdb.connect(":memory:", config={"threads": 1})


def _spread(values: Ints, at: Ints, units: int) -> Ints:
    """The values of the units that have rows; 0 of the others."""
    every = np.zeros(units, dtype=np.int64)
    every[at] = values
    return every
