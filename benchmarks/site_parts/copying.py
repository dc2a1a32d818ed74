"""A province out of a few communes: what they have is copied to others inside the database, in a few statements."""

from collections.abc import Mapping

from django.db import connection, models

from danvan.site.figures.models import FigureValue, Months, Target
from danvan.site.offices.models import Office
from danvan.site.registers.models import Record, RowDeadline
from danvan.site.reports.models import Report, ReportCheck, ReportEvent, ReportText, ReportVersion


def multiply(sources: list[Office], communes: int, rows: int) -> None:
    """Further communes until there are `communes`, and rows in them until there are about `rows`: each new one is like one of
    `sources`, in turn."""
    above = sources[0].parent
    new = [
        Office(code=f"{90000 + number}", name=f"xã Số {number}", level="commune", parent=above, path="")
        for number in range(communes - len(sources))
    ]
    for office in new:
        office.save()
    for number, source in enumerate(sources):
        others = [office.pk for office in new[number :: len(sources)]]
        if others:
            _like(source, others)
    _more_rows(rows)


def _like(source: Office, others: list[int]) -> None:
    """Everything of `source`, once for each of the others."""
    every = ", ".join(map(str, others))
    of = f"t.office_id = {source.pk} AND o.id IN ({every})"
    report = "JOIN reports_report s ON s.id = t.report_id JOIN reports_report n ON n.regime = s.regime AND n.period = s.period"
    own = f"s.office_id = {source.pk} AND n.office_id IN ({every})"
    _copy(Record, "CROSS JOIN offices_office o", of, {"office_id": "o.id", "import_key": "'r' || t.id"})
    rows = "CROSS JOIN offices_office o JOIN registers_record n ON n.office_id = o.id AND n.import_key = 'r' || t.record_id"
    _copy(RowDeadline, rows, of, {"office_id": "o.id", "record_id": "n.id"})
    for model in (FigureValue, Months, Target, Report):
        kept = f"{of} AND t.superseded = {_NO}" if model is FigureValue else of
        _copy(model, "CROSS JOIN offices_office o", kept, {"office_id": "o.id", "supersedes_id": "NULL"})
    for following in (ReportVersion, ReportEvent, ReportText, ReportCheck):
        _copy(following, report, own, {"report_id": "n.id"})


def _more_rows(rows: int) -> None:
    """The same rows again, as often as it takes."""
    have = Record.objects.count()
    last = Record.objects.aggregate(last=models.Max("pk"))["last"]
    for again in range(round(rows / have) - 1):
        _copy(Record, "", f"t.id <= {last}", {"import_key": f"'m{again}-' || t.id"})


_NO = "FALSE"


def _copy(model: type[models.Model], joined: str, where: str, instead: Mapping[str, str]) -> None:
    told = model._meta  # noqa: SLF001 - public, by Django's own documentation
    columns = [field.column for field in told.concrete_fields if not field.primary_key]
    values = ", ".join(instead.get(str(column), f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = f'"{told.db_table}"'
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t {joined} WHERE {where}")  # noqa: S608 - our own
