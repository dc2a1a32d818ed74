"""Points that people give: by the unit itself with what shows it, by the level above; kept as versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.catalogue.models.scorecards import Scorecard
from danvan.kernel.quantity import vietnamese
from danvan.ledger.given_points import SUPERIOR
from danvan.site.accounts.models import User
from danvan.site.offices.models import Office
from danvan.site.review.models import By, GivenPoints


@dataclass(frozen=True, slots=True)
class Giving:
    """Points as they were typed, for one criterion."""

    criterion: str
    points: Decimal | None
    evidence: str = ""


def given_to(offices: Sequence[int], period: str, card: str) -> dict[int, dict[str, dict[str, GivenPoints]]]:
    """Office -> who gave ('self', 'above') -> criterion -> its points, as they are now. One query."""
    current = GivenPoints.objects.filter(office__in=offices, period=period, card=card, current=True).select_related("person")
    found: dict[int, dict[str, dict[str, GivenPoints]]] = {}
    for one in current:
        found.setdefault(one.office_id, {}).setdefault(one.by, {})[one.criterion] = one
    return found


def numbers(given: Mapping[str, GivenPoints]) -> dict[str, Fraction]:
    """Criterion -> points, without those taken back."""
    return {code: Fraction(one.points) for code, one in given.items() if one.points is not None}


def most_of(card: Scorecard, by: By) -> dict[str, Decimal]:
    """Criterion -> the most points that may be given: those no formula computes, and, from above, those of the body above."""
    allowed = {each.code: each.maximum for each in card.criteria if not each.formula}
    return allowed | ({SUPERIOR: card.superior} if card.superior and by == By.ABOVE else {})


def read_points(words: str, most: Decimal) -> Decimal | None:
    """'3,5' as a number; None for nothing. Raises ValidationError."""
    plain = words.strip().replace(",", ".")
    if not plain:
        return None
    try:
        points = Decimal(plain)
    except InvalidOperation:
        points = Decimal(-1)
    # No more than three decimals are kept.
    exponent = points.as_tuple().exponent
    if not points.is_finite() or not 0 <= points <= most or not isinstance(exponent, int) or exponent < -3:
        raise ValidationError(
            _("Write a number from 0 to %(most)s.") % {"most": vietnamese(most, max(0, -int(most.as_tuple().exponent)))}
        )
    return points


def give(office: Office, period: str, card: str, by: By, given: Sequence[Giving], person: User) -> int:
    """Keeps what changed, each as a new version; gives how many. What the level above has given points for, the unit no longer
    changes itself."""
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        now = given_to([office.pk], period, card).get(office.pk, {})
        closed = {code for code, one in now.get(By.ABOVE, {}).items() if one.points is not None} if by == By.SELF else set()
        changed = [
            each for each in given if each.criterion not in closed and _differs(now.get(by, {}).get(each.criterion), each)
        ]
        about = {"office": office, "period": period, "card": card, "by": by}
        GivenPoints.objects.filter(**about, current=True, criterion__in=[each.criterion for each in changed]).update(
            current=False
        )
        GivenPoints.objects.bulk_create(
            GivenPoints(**about, criterion=each.criterion, points=each.points, evidence=each.evidence, person=person)
            for each in changed
        )
    return len(changed)


def _differs(kept: GivenPoints | None, now: Giving) -> bool:
    if kept is None:
        return now.points is not None or bool(now.evidence)
    return (kept.points, kept.evidence) != (now.points, now.evidence)
