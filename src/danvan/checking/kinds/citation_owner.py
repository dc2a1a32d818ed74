"""The symbol of one local body, the name of another: 12/NQ-HĐND said to be of the people's committee."""

import re
from collections.abc import Iterator, Mapping

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import Ground, of_citation, symbol_cause
from danvan.checking.citing.register import plain_issuer
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.model import Citation

KIND = "citation_owner"
BLANKS = OF_A_CITATION | {"body", "owner", "own"}
_SAID_OF = re.compile(r"\s*,?\s*của\s")


class Settings(Card):
    """`bodies`: symbol of a local body -> how the names it is cited by begin."""

    bodies: Mapping[str, tuple[str, ...]]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each citation whose symbol names one body and whose words, right behind it, another."""
    names = [(plain_issuer(name), body) for body, begins in settings.bodies.items() for name in begins]
    for citation in subject.reading.citations:
        if not citation.issuer or not _SAID_OF.match(subject.text, citation.span.end):
            continue
        issuer = plain_issuer(citation.issuer)
        named = {body for name, body in names if issuer.startswith(name) and not issuer[len(name) : len(name) + 1].isalnum()}
        printed = [part for part in re.findall(r"[^\W\d_]+", citation.number) if part in settings.bodies]
        if named and printed and not named & set(printed):
            yield _finding(card, citation, printed[0], settings.bodies[printed[0]][0], min(named))


def _finding(card: CheckCard, citation: Citation, body: str, owner: str, own: str) -> Finding:
    data = {"body": body, "owner": owner, "own": own, "cause": symbol_cause(citation)}
    return of_citation(card, citation, citation.number, ground=Ground(at_most=Severity.WARNING), data=data)
