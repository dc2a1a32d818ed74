"""Reports: what an office owes for a period, how far it is, every version that left it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from danvan.kernel.period import Period
from danvan.site.accounts.models import User
from danvan.site.figures.models import period_of
from danvan.site.offices.models import Office


def _unopened(report: Any) -> bool:
    return not report.opened_above


class State(models.TextChoices):
    """How far a report is. 'Not begun' is a report without a row."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for approval")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


class Report(models.Model):
    """The report of an office for a period under a regime.

    `first` and `closing` are the days its data come from; `due_on` the last day for sending (None where nothing tells it).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="reports")
    regime = models.CharField(max_length=80)
    period = models.CharField(max_length=30)
    start = models.DateField()
    end = models.DateField()
    first = models.DateField()
    closing = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    outline = models.CharField(max_length=80)
    state = FSMField(default=State.DRAFT, choices=State.choices, protected=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    opened_above = models.BooleanField(default=False)
    """Somebody above has read it: it can no longer be taken back."""
    findings: Any = models.JSONField(default=dict, blank=True)
    """Counts of the last check by severity: {'error': 0, 'warning': 2, 'note': 5}."""
    checked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-end", "office__path")
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "regime", "period"], name="one_report_of_a_period")]
        indexes: ClassVar = [models.Index(fields=["period", "regime", "state"])]

    def __str__(self) -> str:
        return f"{self.office_id}.{self.period}"

    @property
    def of_period(self) -> Period:
        """The period it is about."""
        return period_of(self.period, self.start, self.end)

    @property
    def is_open(self) -> bool:
        """Whether its text and figures may be changed."""
        return self.state in (State.DRAFT, State.RETURNED)

    @transition(field=state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED)
    def submit(self) -> None:
        """To the chair, for approval."""

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def take_back(self) -> None:
        """By the writer or the chair, before it was sent."""

    @transition(field=state, source=State.SUBMITTED, target=State.SENT)
    def send(self) -> None:
        """Approved by the chair: on its way up."""

    @transition(field=state, source=State.SENT, target=State.SUBMITTED, conditions=[_unopened])
    def recall(self) -> None:
        """By the chair, while nobody above has opened it."""

    @transition(field=state, source=[State.SENT, State.ACCEPTED], target=State.RETURNED)
    def send_back(self) -> None:
        """By the upper level, with reasons; an accepted one is reopened so."""

    @transition(field=state, source=State.SENT, target=State.ACCEPTED)
    def accept(self) -> None:
        """By the upper level: locked, counted."""


class ReportText(models.Model):
    """What people wrote in one part of a report; saved as they type. `revision` counts the savings."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    part = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    """As `--text` of danvan compose: paragraphs parted by empty lines, {{ area.indicator }} for a figure."""
    instead = models.BooleanField(default=False)
    """These words stand in place of the sentences proposed for the part, not beside them."""
    revision = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(User, models.PROTECT, null=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "part"], name="one_text_of_a_part")]

    def __str__(self) -> str:
        return f"{self.report} {self.part}"


class ReportCheck(models.Model):
    """What the last check found in a report as it was under `digest`: with another digest it is out of date."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="check_of")
    digest = models.CharField(max_length=64)
    findings: Any = models.JSONField(default=list)
    """As `findings.Found` tells them, in the order of the report."""
    coverage: Any = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.report} {self.at:%Y-%m-%d %H:%M}"


class ReportVersion(models.Model):
    """A report as it was submitted: its words, its figures, its files. What is sent is the last one. Never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    texts: Any = models.JSONField(default=dict)
    """Part -> [words, whether they stand in place of the proposed sentences]."""
    figures: Any = models.JSONField(default=dict)
    """Indicator -> [identifier of the FigureValue, value as text, blank]."""
    before: Any = models.JSONField(default=dict)
    """The same for the period of the year before, which it was compared with."""
    files: Any = models.JSONField(default=dict)
    """'docx', 'pdf', 'xlsx' -> name in the storage, by content."""
    composed: Any = models.JSONField(default=list)
    """[code of the part, its heading, its lines with figures filled in], in the order of the report."""
    letterhead: Any = models.JSONField(default=dict)
    """As the office's, then."""
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "number"], name="each_report_version_once")]

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"


class ReportEvent(models.Model):
    """What happened to a report: who, when, with what words. Never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="events")
    did = models.CharField(
        max_length=20,
        choices=[
            ("created", _("begun")), ("submitted", _("submitted")), ("taken_back", _("taken back")), ("sent", _("sent")),
            ("recalled", _("recalled")), ("returned", _("returned")), ("accepted", _("accepted")), ("reminded", _("reminded")),
            ("corrected", _("corrected")), ("asked", _("asked to be reopened")),
        ],
    )  # fmt: skip
    reason = models.TextField(blank=True)
    of_figures: Any = models.JSONField(default=dict, blank=True)
    """Indicator -> why it was returned, or what it was corrected from and to."""
    waived: Any = models.JSONField(default=list, blank=True)
    """Findings that were let stand, each with its reason: [{'code', 'message', 'reason'}]."""
    version = models.PositiveIntegerField(null=True, blank=True)
    """Which version it happened to."""
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.report} {self.did}"
