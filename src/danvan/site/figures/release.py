"""What waited while a report was away goes into the figures when it comes back."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from danvan.site.figures.locking import OPEN
from danvan.site.figures.models import Pending
from danvan.site.figures.periods import period_by_code
from danvan.site.figures.placing import By, Stated, put
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report


def release(office: Office, period: str) -> int:
    """Takes up what waits of a period, but for what another report still holds. Gives how many figures changed."""
    waiting = list(Pending.objects.filter(office=office, period=period))
    reported = period_by_code(office, period) if waiting else None
    if reported is None:
        return 0
    stated = {(each.indicator, each.kind): Stated(each.value, "", each.decimals, each.source) for each in waiting}
    Pending.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return put(office, reported, stated, By())


@receiver(post_save, sender=Report, dispatch_uid="figures of a report that came back")
def _came_back(instance: Report, **_: Any) -> None:
    if instance.state in OPEN:
        release(instance.office, instance.period)
