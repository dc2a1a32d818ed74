"""Rows of the registers. Which columns a row has is the catalogue's business: a new area needs no table and no code."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.site.accounts.models import User
from danvan.site.core.secrets import SealedField
from danvan.site.offices.models import Office


class RecordQuery(models.QuerySet["Record"]):
    """Questions about rows."""

    def kept(self) -> "RecordQuery":
        """Without those struck out."""
        return self.filter(struck_at=None)

    def listed(self) -> "RecordQuery":
        """Without what is personal: it is not even read from the database, let alone decrypted."""
        return self.defer("personal")


class Record(models.Model):
    """A row of a register (`book`: 'petitions.petitions').

    `values` are its columns by code: dates as '2024-02-29', numbers as numbers (decimals as text), choices as codes, yes/no as
    true/false; what is empty is left out. Personal columns are in `personal`, encrypted, and nowhere else.
    `begins` and `ends` repeat the two dates that place it in a period (the register's `begins`, `ends`).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="records")
    book = models.CharField(max_length=80)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    state = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=dict)
    personal = SealedField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Counts the edits: a form sent for an older version is refused, nothing is overwritten unseen."""
    import_key = models.CharField(max_length=200, null=True, blank=True)
    """What an imported row is known by in the system it came from (a keyed digest, for it may be personal): importing it again
    changes it, never doubles it."""
    words = models.TextField(blank=True)
    """The texts of its open columns, folded (`values.fold`): what a search looks through. Nothing personal."""
    struck_at = models.DateTimeField(null=True, blank=True)
    """A row is never deleted: it is struck out, with a reason, and no longer counts."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RecordQuery.as_manager()

    class Meta:
        ordering = ("-begins", "-pk")
        # Everything a page of a book counts by stands in one index: the rows themselves, with all they say, are not touched.
        indexes: ClassVar = [models.Index(fields=["office", "book", "struck_at", "begins", "ends"], name="rows_of_a_book")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "book", "import_key"], name="one_row_for_each_import_key")
        ]
        verbose_name = _("row")

    def __str__(self) -> str:
        return f"{self.book} #{self.pk}"


class RecordVersion(models.Model):
    """What a row was before or after an edit: who, when, why. Never changed."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    personal = SealedField(default=dict, blank=True)
    state = models.CharField(max_length=40, blank=True)
    did = models.CharField(
        max_length=20,
        choices=[
            ("added", _("added")), ("changed", _("changed")), ("imported", _("imported")), ("struck", _("struck out")),
            ("restored", _("restored")),
        ],
    )  # fmt: skip
    reason = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "version"], name="each_version_once")]

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"


class RowDeadline(models.Model):
    """A time limit of a row, by the law in force on the day it began. Written with the row, so that what is overdue in an
    office is one question. `done` is the day it was met; `latest` is `due` with every extension the law allows."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="deadlines")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    book = models.CharField(max_length=80)
    code = models.CharField(max_length=80)
    """Of the catalogue's deadline; '@due_on': the day the row itself names in that column."""
    start = models.DateField()
    due = models.DateField()
    latest = models.DateField()
    done = models.DateField(null=True)

    class Meta:
        ordering = ("due", "pk")
        indexes: ClassVar = [
            models.Index(fields=["office", "due"], condition=models.Q(done=None), name="deadlines_open"),
            models.Index(fields=["office", "book", "latest"], condition=models.Q(done=None), name="deadlines_open_of_a_book"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "code"], name="each_deadline_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.due}"


def upload_path(attachment: "Attachment", _name: str) -> str:
    """By content: the same file is kept once."""
    return f"attachments/{attachment.digest[:2]}/{attachment.digest}"


class Attachment(models.Model):
    """A file that belongs to a row. Kept by its content (`digest`: sha-256 of what it holds), encrypted, as its name is."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="attachments")
    digest = models.CharField(max_length=64)
    about = SealedField(default=dict)
    """'name': what the file was called."""
    kind = models.CharField(max_length=100)
    """Media type, as its bytes say, not its name."""
    size = models.PositiveIntegerField()
    """Bytes."""
    file = models.FileField(upload_to=upload_path)
    person = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"

    @property
    def name(self) -> str:
        return str(self.about.get("name", ""))


class Mapping(models.Model):
    """Which column of an export goes into which column of a register, as somebody once said it."""

    office = models.ForeignKey(Office, models.CASCADE)
    book = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=100)
    columns: Any = models.JSONField(default=dict)
    """Heading of the file -> code of the column; choices: {column: {their word: our code}} under '@choices'."""
    key = models.CharField(max_length=200, blank=True)
    """Heading of the column a row is known by."""
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "book", "name"], name="one_mapping_of_a_name")]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """A file on its way into a book: uploaded, its columns told, tried, taken in. What it holds is encrypted, and gone when it
    is done or given up."""

    class State(models.TextChoices):
        """How far it is."""

        UPLOADED = "uploaded", _("waiting for its columns")
        TRYING = "trying", _("being looked through")
        TRIED = "tried", _("looked through")
        RUNNING = "running", _("being taken in")
        DONE = "done", _("taken in")
        GIVEN_UP = "given_up", _("given up")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    book = models.CharField(max_length=80)
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    content = models.BinaryField()
    about = SealedField(default=dict)
    """'name' of the file, 'headings', and the 'problems' of its rows: they repeat what stands in it."""
    sheet = models.CharField(max_length=200, blank=True)
    head = models.PositiveIntegerField(default=1)
    """The line of the headings, from 1."""
    columns: Any = models.JSONField(default=dict)
    """Place of a column in the file, from 0, as text -> code of the column."""
    choices: Any = models.JSONField(default=dict)
    """Column -> {their word, folded: our code}."""
    key = models.CharField(max_length=80, blank=True)
    """The column a row is known by; '' = by all it says."""
    numbers = models.CharField(max_length=2, default="vi")
    rows = models.PositiveIntegerField(default=0)
    at_row = models.PositiveIntegerField(default=0)
    """How many have been looked at in this state."""
    counts: Any = models.JSONField(default=dict)
    """'added', 'changed', 'same', 'wrong': how many rows."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.book} import {self.pk}"
