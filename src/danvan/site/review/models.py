"""What the level above keeps: whom it reminded, documents that came from outside, points people gave, reports it had made."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.site.accounts.models import User
from danvan.site.core.secrets import SealedField
from danvan.site.offices.models import Office


class Reminder(models.Model):
    """That a unit was reminded of a report. Once a day: the database holds it to that, whoever presses at the same time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="reminders")
    regime = models.CharField(max_length=80)
    period = models.CharField(max_length=30)
    day = models.DateField()
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "regime", "period", "day"], name="one_reminder_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period} {self.day}"


class DueDay(models.Model):
    """By when an office asks those below for the reports of a period, where its letter says it and no regime does."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="due_days")
    period = models.CharField(max_length=30)
    due_on = models.DateField()
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "period"], name="one_due_day_of_a_period")]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period} {self.due_on}"


class Stage(models.TextChoices):
    """How far something is that is worked on in the background."""

    WAITING = "waiting", _("waiting its turn")
    READING = "reading", _("being read")
    CHECKING = "checking", _("being checked")
    READ = "read", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    REPLACED = "replaced", _("replaced by a later one")
    FAILED = "failed", _("could not be read")


class OutsideDocument(models.Model):
    """A report of a unit that does not work in the site, as the document it came as. The file is kept by its content
    (`digest`: sha-256), encrypted; so are its name, what was read from it and what was found wrong in it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="outside_documents")
    period = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    """Bytes."""
    received = models.DateField()
    """When it came: whether the unit was late is told by it."""
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.WAITING)
    about = SealedField(default=dict)
    """'name' of the file; 'lines': what was read (`outside.lines.Line`); 'result': what was found, as `documents.shown` tells
    it; 'told': what its letterhead says; 'failed': language -> sentence."""
    choices: Any = models.JSONField(default=dict)
    """Number of a line -> the indicator somebody chose, '' = left out."""
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "period", "digest"], name="each_outside_document_once")
        ]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period} {self.digest[:8]}"

    @property
    def name(self) -> str:
        """What its file is called."""
        return str(self.about.get("name", ""))

    @property
    def is_going_on(self) -> bool:
        return self.stage in (Stage.WAITING, Stage.READING, Stage.CHECKING)


class By(models.TextChoices):
    """Who gives points."""

    SELF = "self", _("the unit itself")
    ABOVE = "above", _("the level above")


class GivenPoints(models.Model):
    """Points somebody gave for a criterion. Others later are a new row; nothing is overwritten. Offices get points, never
    people. `criterion` 'superior': those of the body above."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="given_points")
    period = models.CharField(max_length=30)
    card = models.CharField(max_length=80)
    criterion = models.CharField(max_length=80)
    by = models.CharField(max_length=5, choices=By.choices)
    points = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    """None: taken back."""
    evidence = models.CharField(max_length=1000, blank=True)
    """Of the unit: what shows it. Of the level above: why it gives others."""
    current = models.BooleanField(default=True)
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["period", "card", "current"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "period", "card", "criterion", "by"],
                condition=models.Q(current=True),
                name="one_current_mark",
            ),
            models.CheckConstraint(
                condition=models.Q(points=None) | models.Q(points__gte=Decimal(0)), name="points_not_below_0"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period}.{self.criterion}"


class Step(models.TextChoices):
    """How far the making of a consolidated report is."""

    WAITING = "waiting", _("waiting its turn")
    ADDING = "adding", _("adding up")
    HEARING = "hearing", _("looking through the reports' words")
    COMPOSING = "composing", _("writing it")
    DOCX = "docx", _("Word file")
    XLSX = "xlsx", _("workbook")
    PDF = "pdf", _("PDF")
    DONE = "done", _("done")
    FAILED = "failed", _("could not be made")


class Made(models.Model):
    """A consolidated report, made in the background. Its files are kept by their content; an older one stays."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="consolidated")
    period = models.CharField(max_length=30)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)
    wanted: Any = models.JSONField(default=dict)
    """'sent': with reports that are not accepted yet; 'words': with the words of the reports."""
    language = models.CharField(max_length=2, default="vi")
    progress = models.PositiveSmallIntegerField(default=0)
    """Percent."""
    units = models.PositiveIntegerField(default=0)
    """Whose figures are in it."""
    missing: Any = models.JSONField(default=list)
    """Names of those that gave nothing."""
    files: Any = models.JSONField(default=dict)
    """'docx', 'pdf', 'xlsx' -> name in the storage."""
    failed = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=64, blank=True)
    """What the figures were when it was made (`rolling.Counted.state`): whether it is out of date is told by it."""
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["office", "period"])]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period} made {self.pk}"

    @property
    def is_going_on(self) -> bool:
        return self.step not in (Step.DONE, Step.FAILED)
