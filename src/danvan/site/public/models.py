"""What citizens send, and what an office promises them. The row that is counted stands in the register; here is only what
must not stand there: the words, how to reach who wrote them, the answer."""

from typing import Any

from django.db import models

from danvan.site.accounts.models import User
from danvan.site.core.secrets import SealedField
from danvan.site.offices.models import Office
from danvan.site.registers.models import Record


class Promise(models.Model):
    """In how many working days an office answers feedback, by category; what it does not say is `limits.WORKING_DAYS`."""

    office = models.OneToOneField(Office, models.CASCADE, related_name="promise")
    days: Any = models.JSONField(default=dict)
    """Category of the register -> working days."""
    person = models.ForeignKey(User, models.PROTECT, null=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.office_id}"


class FeedbackQuery(models.QuerySet["Feedback"]):
    """Questions about feedback."""

    def listed(self) -> "FeedbackQuery":
        """With its row and without a word of it: that is not even read from the database."""
        return self.select_related("record").defer("said", "answer", "record__personal")


class Feedback(models.Model):
    """What a citizen wrote to an office. How far it is stands in its row of the register (`record`), and nowhere else."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="feedback")
    record = models.OneToOneField(Record, models.PROTECT, related_name="feedback")
    code = models.CharField(max_length=64, unique=True)
    """A keyed digest of the code it is followed by; the code itself is kept nowhere."""
    said = SealedField(default=dict)
    """'text', and 'contact' where one was given."""
    answer = SealedField(default=dict)
    """'text': what whoever has the code may read."""
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)
    """The words were destroyed: they were a denunciation, which must not be kept here."""
    at = models.DateTimeField(auto_now_add=True)

    objects = FeedbackQuery.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.office_id} #{self.pk}"
