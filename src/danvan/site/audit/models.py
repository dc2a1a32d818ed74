"""The trail: who looked at what is personal. Rows, figures, reports keep their own versions; accounts have auditlog's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.site.accounts.models import User
from danvan.site.offices.models import Office


class PersonalView(models.Model):
    """Somebody opened the personal columns of a row. What they saw is not repeated here."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("person"))
    office = models.ForeignKey(Office, models.PROTECT)
    book = models.CharField(max_length=80)
    record = models.PositiveBigIntegerField()
    why = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at",)
        indexes = [models.Index(fields=["office", "at"])]  # noqa: RUF012 - Django's own way

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.book} {self.record}"
