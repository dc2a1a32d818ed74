"""What the site tells people: notices to whoever has a right in an office, long jobs; which workers are alive."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.site.accounts.models import User
from danvan.site.offices.models import Office


class Notice(models.Model):
    """Something people of an office should know. It says nothing personal: it is also sent by e-mail."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="notices")
    right = models.CharField(max_length=40)
    """Whom it is for: those who have this right there (`danvan.site.access.policy.Right`)."""
    text = models.CharField(max_length=300)
    """An English sentence with named blanks, the key of its translation."""
    blanks: Any = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    """The page it leads to."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["office", "right", "id"])]

    def __str__(self) -> str:
        """The sentence in the language of the page."""
        return str(gettext(self.text) % self.blanks)


class NoticesSeen(models.Model):
    """Up to which notice somebody has seen all."""

    user = models.OneToOneField(User, models.CASCADE, related_name="notices_seen")
    upto = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id} ≤ {self.upto}"


class Job(models.Model):
    """Something long that goes on in the background: for whom, how far, what became of it (`danvan.site.core.jobs`)."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting its turn")
        RUNNING = "running", _("going on")
        DONE = "done", _("done")
        FAILED = "failed", _("could not be done")
        BROKEN_OFF = "broken_off", _("broken off")

    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="jobs")
    text = models.CharField(max_length=300)
    """What it is: an English sentence with named blanks, the key of its translation. Nothing personal."""
    blanks: Any = models.JSONField(default=dict)
    task = models.CharField(max_length=200)
    """The dotted name of its task; it may be called again with the same arguments."""
    arguments: Any = models.JSONField(default=list)
    url = models.CharField(max_length=300, blank=True)
    """The page of what it is about; when it is done, of what came of it."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    task_id = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    """0: nobody knows how much there is."""
    failed: Any = models.JSONField(default=dict)
    """Language -> why it could not be done."""
    created_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["person", "id"]), models.Index(fields=["url", "id"])]

    def __str__(self) -> str:
        """The sentence in the language of the page."""
        return str(gettext(self.text) % self.blanks)

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)


class WorkerBeat(models.Model):
    """That a worker of long jobs was alive at a moment."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker[:8]} {self.at:%H:%M:%S}"
