"""Documents that were dropped in to be checked: kept for a day, encrypted, for whoever dropped them in."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.site.accounts.models import User
from danvan.site.core.secrets import SealedField

KEPT_FOR = timedelta(days=1)


class Stage(models.TextChoices):
    """How far a check is."""

    WAITING = "waiting", _("waiting its turn")
    READING = "reading", _("being read")
    CHECKING = "checking", _("being checked")
    DONE = "done", _("checked")
    FAILED = "failed", _("could not be read")


def tomorrow() -> Any:
    """When what is dropped in now is deleted."""
    return timezone.now() + KEPT_FOR


class CheckedDocument(models.Model):
    """A document and what was found in it. Its name, its words and the findings are encrypted; its key tells nothing."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, null=True)
    """Whose it is; None: of the session that knows its key."""
    address = models.CharField(max_length=64)
    """A fingerprint of where it came from, for counting only."""
    size = models.PositiveIntegerField()
    """Bytes."""
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WAITING)
    begun_at = models.DateTimeField(null=True)
    named = SealedField(default=dict)
    """{'name': of the file}."""
    result = SealedField(default=dict)
    """What the page shows: `shown.Shown` as JSON; {'failed': language -> sentence} where it could not be read."""
    created_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(default=tomorrow)

    class Meta:
        ordering = ("-created_at",)
        indexes: ClassVar = [models.Index(fields=["until"]), models.Index(fields=["address", "created_at"])]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def name(self) -> str:
        """What its file is called."""
        return str(self.named.get("name", ""))

    @property
    def is_ended(self) -> bool:
        """Whether nothing more comes."""
        return self.stage in (Stage.DONE, Stage.FAILED)
