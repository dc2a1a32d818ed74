"""Engines that are not there or do not answer: a sentence each."""

from danvan.kernel.errors import LedgerError, OptionInvalid


class EngineUnknown(OptionInvalid):
    """An address of no engine we know."""

    template = (
        "DANVAN_ENGINE: {found} is no engine of ours. Allowed: {allowed}. Leave it out to compute in this process, with DuckDB."
    )


class EngineUnreachable(LedgerError):
    """A server or a cluster that does not answer. The address is told without its password."""

    template = (
        "The engine at {address} cannot be reached: {reason}. Check the address and that it is running, or leave --engine and "
        "DANVAN_ENGINE out to compute in this process."
    )


class EngineFailed(LedgerError):
    """An engine that gave up in the middle. Nothing of the ledger is ever changed by an engine."""

    template = (
        "The engine {address} stopped: {reason}. The ledger was not changed. Try again, or with a smaller period or unit."
    )


def first_line(error: BaseException) -> str:
    """What `error` says, as the end of a sentence of ours."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".")
