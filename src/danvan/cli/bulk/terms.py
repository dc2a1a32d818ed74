"""How work is shared out."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """`workers`: processes, 0 for as many as there are processors. `limit`: seconds one item may take. `ahead`: results that
    may wait for an earlier one, which bounds the memory they take."""

    workers: int = 0
    limit: float = 600.0
    ahead: int = 32

    def workers_for(self, items: int) -> int:
        """At least one, and never more than items."""
        return max(1, min(items, self.workers or os.cpu_count() or 1))
