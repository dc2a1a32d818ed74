"""Units of government as offices of the site, in a tree."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.units.level import Level as UnitLevel
from danvan.units.unit import Unit


class Level(models.TextChoices):
    """The levels of local government, and the bodies above and beside them that report."""

    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class OfficeQuery(models.QuerySet["Office"]):
    """Questions about the tree."""

    def within(self, office: "Office") -> Self:
        """`office` and everything below it."""
        return self.filter(path__startswith=office.path)

    def below(self, office: "Office") -> Self:
        """Everything below `office`."""
        return self.within(office).exclude(pk=office.pk)


class Office(models.Model):
    """A unit of government that works in the site.

    `path` is the codes from the top down to its own, each followed by '/': '51/51234/'. What is below an office begins with
    its path. Codes are the state's (19/2025/QĐ-TTg); `latitude` and `longitude` degrees, `people` persons, `area_km2` km².
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    since = models.DateField(_("first day"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    people = models.PositiveIntegerField(_("population"), null=True, blank=True)
    works_here = models.BooleanField(_("works in the site"), default=True)
    """False: it reports from outside, by documents that are dropped in."""
    letterhead = models.JSONField(_("letterhead"), default=dict, blank=True)
    """As `[office]` in danvan.toml: superior, issuer, symbol, place, addressees, recipients, signs, name."""

    objects = OfficeQuery.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the path; an office that moves takes those below it along."""
        before, self.path = self.path, f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)
        if before and before != self.path:
            for child in self.children.all():
                child.save()

    @property
    def province_path(self) -> str:
        """The path of the province it is in."""
        return self.path.split("/", 1)[0] + "/"

    @property
    def unit(self) -> Unit:
        """As the rest of danvan knows it."""
        return Unit(
            self.name, UnitLevel(self.level), self.code, self.parent.code if self.parent else "", self.since, self.until,
            self.latitude, self.longitude, self.area_km2, self.people,
        )  # fmt: skip
