"""From an address to an engine. Only the engine asked for is imported."""

import re

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.engines.base import Engine
from danvan.ledger.engines.errors import EngineUnknown

ADDRESS = "DANVAN_ENGINE"
"""The environment variable the command line reads an address from."""
ALLOWED = "duckdb, postgres://USER@HOST/DATABASE, spark://local[2], spark://HOST:7077"


def open_engine(address: str = "") -> Engine:
    """The engine at `address`; DuckDB in this process when it is empty.

    Raises EngineUnknown, EngineUnreachable, and ExtraMissing when the packages it needs are not installed.
    """
    kind, _, place = address.strip().partition("://")
    match kind.lower():
        case "" | "duckdb" if not place:
            return _duckdb()
        case "postgres" | "postgresql" if place:
            return _postgres(address.strip())
        case "spark" if place:
            return _spark(place)
    raise EngineUnknown(option=ADDRESS, found=f"'{without_password(address)}'", allowed=ALLOWED)


def without_password(address: str) -> str:
    """`address` as it may be shown."""
    address = re.sub(r"(://[^/@:]*):[^/]*@", r"\1@", address)
    return re.sub(r"(password=)[^&]*", r"\1…", address)


def _duckdb() -> Engine:
    from danvan.ledger.engines.duckdb import DuckDB  # noqa: PLC0415 - a heavy engine

    return DuckDB()


def _postgres(address: str) -> Engine:
    try:
        from danvan.ledger.engines.postgres import Postgres  # noqa: PLC0415 - a heavy, optional engine
    except ModuleNotFoundError as error:
        raise ExtraMissing(extra="postgres") from error
    return Postgres(address, without_password(address))


def _spark(place: str) -> Engine:
    try:
        from danvan.ledger.engines.spark import Spark  # noqa: PLC0415 - a heavy, optional engine
    except ModuleNotFoundError as error:
        raise ExtraMissing(extra="spark") from error
    return Spark(place if place.startswith("local") else f"spark://{place}")
