"""People and what they are where."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.site.offices.models import Office


class Role(models.TextChoices):
    """What one is in an office. Rights come from role × subtree: `danvan.site.access.policy`."""

    CLERK = "clerk", _("clerk")
    REPORTER = "reporter", _("reporter")
    CHAIR = "chair", _("chair")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")
    AUDITOR = "auditor", _("auditor")


class User(AbstractUser):
    """Somebody who logs in. `full_name` is shown; the user name is not."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, default="vi", choices=[("vi", _("Vietnamese")), ("en", _("English"))]
    )
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name", "email"]

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]  # the parent's is plain text; lazy text serves
        verbose_name_plural = _("people")  # type: ignore[assignment]  # the same

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class LogIn(models.Model):
    """A session somebody opened: when, from where. Ended ones stay, for the trail."""

    user = models.ForeignKey(User, models.CASCADE, related_name="log_ins")
    session = models.CharField(max_length=40, db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    address = models.GenericIPAddressField(null=True)
    program = models.CharField(max_length=200, blank=True)
    """The browser, as it calls itself."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"


class Membership(models.Model):
    """That somebody is something in an office."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="memberships", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "office", "role"], name="one_role_once")]
        ordering = ("office__path", "role")
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.office}"
