"""What computes over a ledger's figures: DuckDB in this process, PostgreSQL or Spark when they have outgrown one machine.

Everything computed over many figures is one Ibis expression; an engine runs it, and every engine gives the same answer.
"""

from danvan.ledger.engines.base import Engine
from danvan.ledger.engines.opening import ADDRESS, ALLOWED, open_engine

__all__ = ["ADDRESS", "ALLOWED", "Engine", "open_engine"]
