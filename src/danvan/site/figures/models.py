"""Figures of record: one current value at each place (office, indicator, period) of each kind of source, and all older."""

from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.kernel.period import Period, PeriodKind
from danvan.site.accounts.models import User
from danvan.site.offices.models import Office


class Kind(models.TextChoices):
    """Where a value comes from; as in the ledger."""

    ROWS = "rows", _("counted from the register")
    FORMULA = "formula", _("computed from other figures")
    ENTRY = "entry", _("typed in")
    WORDS = "words", _("read from a document")
    ROLLUP = "rollup", _("added up over units")


class Blank(models.TextChoices):
    """The five kinds of blank, as `danvan.ledger.figure.Blank`."""

    NONE_HAPPENED = "none_happened", _("none happened")
    NOT_REPORTED = "not_reported", _("not reported")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_COMPARABLE = "not_comparable", _("not comparable")
    WITHHELD = "withheld", _("withheld")


_CURRENT = models.Q(superseded=False)


class FigureValue(models.Model):
    """A version of a figure. A correction is a new version that supersedes the old one; nothing is overwritten.

    `of_record`: the one that counts at its place; the current ones of other kinds of source stand beside it as witnesses and
    are shown where they differ. `superseded`: no longer current.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=100)
    period = models.CharField(max_length=30)
    """Its code, as in identifiers of the ledger: '2024-9m'."""
    start = models.DateField()
    end = models.DateField()
    value = models.DecimalField(max_digits=32, decimal_places=12, null=True)
    blank = models.CharField(max_length=20, choices=Blank.choices, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source: Any = models.JSONField(default=dict)
    """As `danvan.ledger.sources.to_json` tells it."""
    of_record = models.BooleanField(default=True)
    superseded = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    """This version takes the figure back: of this kind of source there is no value now. Never of record."""
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    reason = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(User, models.PROTECT, null=True)
    recorded = models.DateTimeField(default=timezone.now)
    catalogue = models.CharField(max_length=40)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "period", "superseded"]),
            models.Index(fields=["period", "of_record", "superseded", "indicator"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "period", "indicator", "kind"], condition=_CURRENT, name="one_current_value_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["office", "period", "indicator"],
                condition=_CURRENT & models.Q(of_record=True),
                name="one_value_of_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period}.{self.indicator}"

    @property
    def amount(self) -> Decimal | None:
        """The value, a zero for 'none happened'."""
        return Decimal(0) if self.blank == Blank.NONE_HAPPENED else self.value


class Pending(models.Model):
    """What a figure would be by now, of a period whose report has left: the figure itself stays as it was sent, until the
    report comes back."""

    office = models.ForeignKey(Office, models.PROTECT)
    period = models.CharField(max_length=30)
    indicator = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.DecimalField(max_digits=32, decimal_places=12, null=True)
    """None: nothing would be there."""
    decimals = models.PositiveSmallIntegerField(default=0)
    source: Any = models.JSONField(default=dict)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "period", "indicator", "kind"], name="one_pending_value")
        ]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period}.{self.indicator} →"


class Target(models.Model):
    """What is planned of an indicator for a whole year. A new number replaces the old one; who and when is kept."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=32, decimal_places=12)
    decimals = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(User, models.PROTECT, null=True)
    recorded = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "indicator", "year"], name="one_target_a_year")]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.year}.{self.indicator}"


class Months(models.Model):
    """A key indicator month by month, this year and the last, as its register stands: what small charts are drawn from."""

    office = models.ForeignKey(Office, models.CASCADE)
    indicator = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    values: Any = models.JSONField(default=dict)
    """Month ('2026-03') -> the number as text."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "indicator", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.year}.{self.indicator}"


class Published(models.Model):
    """A version that went into the ledger, exactly as it went: from these the ledger can be made again. Never changed, but for
    `written`."""

    figure = models.ForeignKey(FigureValue, models.PROTECT, related_name="published")
    identifier = models.CharField(max_length=200, unique=True)
    supersedes = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, db_index=True)
    """The identifier without the number of the version."""
    unit = models.CharField(max_length=200)
    """The name the office had then."""
    person = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    source: Any = models.JSONField(default=dict)
    """With the identifiers the parts of a computed figure have in the ledger."""
    recorded = models.DateTimeField(db_index=True)
    written = models.BooleanField(default=False, db_index=True)
    """Whether the ledger has it."""

    def __str__(self) -> str:
        return self.identifier


@lru_cache(maxsize=256)
def period_of(code: str, start: Any, end: Any) -> Period:
    """The period a code and its days say."""
    for kind, mark in (
        (PeriodKind.NINE_MONTHS, "-9m"),
        (PeriodKind.HALF, "-h"),
        (PeriodKind.QUARTER, "-q"),
        (PeriodKind.MONTH, "-m"),
    ):
        if mark in code:
            return Period(start, end, kind)
    if "-" not in code:
        return Period(start, end, PeriodKind.YEAR)
    return Period(start, end, PeriodKind.YEARS if len(code) == 9 else PeriodKind.CUSTOM)
