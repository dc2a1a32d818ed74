"""Figures of record as an Ibis table, without a ledger on disk."""

import ibis
import pyarrow as pa

from danvan.ledger import delta
from danvan.ledger.rows import to_row


def record_of(figures):
    return ibis.memtable(pa.Table.from_pylist([to_row(figure) for figure in figures], schema=delta.SCHEMA))


def run(expression):
    return ibis.duckdb.connect().to_pyarrow(expression)
