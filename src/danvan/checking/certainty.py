"""How grave a finding may be, given how sure we are of what it rests on."""

from danvan.catalogue.models import Certainty
from danvan.kernel.finding import Severity


def capped(severity: Severity, *sources: Certainty) -> Severity:
    """`severity`, but never graver than its weakest source allows.

    Only what is confirmed may make a document wrong; the practice of other reports may at most warn; what was seen once,
    inferred or remembered is worth a look and no more.
    """
    return max([severity, *(_gravest(source) for source in sources)], key=lambda one: one.rank)


def _gravest(certainty: Certainty) -> Severity:
    if certainty is Certainty.CONFIRMED:
        return Severity.ERROR
    return Severity.WARNING if certainty is Certainty.OBSERVED else Severity.NOTE
