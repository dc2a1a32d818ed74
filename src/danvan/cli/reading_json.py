"""A reading as JSON, version 1: the contract of `danvan read --format json` (docs/reference/schema/read.schema.json).

Offsets are code points of the decoded file; for .docx, of the text `--text` prints. A missing word is "", a missing
date, period, indicator or whole is null.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.model import Citation, FormSeen, Letterhead, Reading, Relation, Section, StatedFigure

VERSION = 1

Json = dict[str, Any]


def reading_json(reading: Reading, file: str) -> Json:
    """The whole object for one file; `file` is its name as it was given."""
    text = reading.document.text
    return {
        "version": VERSION,
        "file": file,
        "document": _letterhead(reading.letterhead),
        "sections": [_section(section) for section in reading.sections],
        "figures": [_figure(figure, text) for figure in reading.figures],
        "relations": [_relation(relation) for relation in reading.relations],
        "citations": [_citation(citation, text) for citation in reading.citations],
        "forms": [_form(form) for form in reading.forms],
        "coverage": {
            "numbers": reading.coverage.numbers,
            "accounted": reading.coverage.accounted,
            "unaccounted": [_span(span) for span in reading.coverage.unaccounted],
            "by_kind": {kind: [_span(span) for span in spans] for kind, spans in reading.coverage.by_kind.items()},
        },
    }


def number(value: Decimal | Fraction) -> int | float | str:
    """A JSON number, or the digits as a string where the floats that readers of JSON use would lose some of them.

    A fraction with no end (1637/1963) has no exact decimal: it becomes the nearest float.
    """
    exact = Fraction(value)
    try:
        near = float(exact)
    except OverflowError:
        return _digits(value)
    if isinstance(value, Decimal):
        if Decimal(repr(near)) != value:
            return _digits(value)
    elif exact.denominator == 1 and Fraction(near) != exact:
        return _digits(value)
    return int(exact) if exact.denominator == 1 else near


def _digits(value: Decimal | Fraction) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(round(value))


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def period_json(period: Period | None) -> Json | None:
    """Kind, first and last day."""
    if period is None:
        return None
    return {"kind": period.kind.value, "from": period.start.isoformat(), "to": period.end.isoformat()}


def _letterhead(letterhead: Letterhead) -> Json:
    return {
        "type": letterhead.type,
        "number": letterhead.number,
        "date": letterhead.date.isoformat() if letterhead.date else None,
        "place": letterhead.place,
        "issuer": letterhead.issuer,
        "unit": letterhead.unit,
        "level": letterhead.level,
        "period": period_json(letterhead.period),
        "title": letterhead.title,
        "signatory": {"title": letterhead.signatory.title, "name": letterhead.signatory.name},
        "recipients": list(letterhead.recipients),
    }


def _section(section: Section) -> Json:
    return {"number": section.number, "heading": section.heading, **_span(section.span)}


def _figure(figure: StatedFigure, text: str) -> Json:
    return {
        "id": figure.id,
        **_span(figure.span),
        "text": figure.span.of(text),
        "value": number(figure.quantity.value),
        "unit": figure.quantity.measure,
        "label": figure.label,
        "indicator": figure.indicator,
        "confidence": figure.confidence,
        "candidates": list(figure.candidates),
        "readings": [number(value) for value in figure.readings],
        "recognised": figure.recognised,
        "kind": figure.kind.value,
        "qualifier": figure.qualifier.value if figure.qualifier else "",
        "direction": figure.direction.value if figure.direction else "",
        "period": period_json(figure.period),
        "part_of": figure.part_of,
        "target": figure.target,
        "form": figure.form,
        "column": figure.column,
        "row": figure.row,
    }


def _form(form: FormSeen) -> Json:
    return {"form": form.form, "candidates": list(form.candidates), "missing": list(form.missing), **_span(form.span)}


def _relation(relation: Relation) -> Json:
    return {
        "kind": relation.kind.value,
        "figures": list(relation.figures),
        "holds": relation.holds,
        "stated": number(relation.stated.value),
        "computed": None if relation.computed is None else number(relation.computed),
        **_span(relation.span),
    }


def _citation(citation: Citation, text: str) -> Json:
    return {
        **_span(citation.span),
        "text": citation.span.of(text),
        "type": citation.type,
        "number": citation.number,
        "date": citation.date.isoformat() if citation.date else None,
        "issuer": citation.issuer,
        "title": citation.title,
        "name": citation.name,
        "provision": citation.provision,
        "refers_to": _span(citation.refers_to) if citation.refers_to else None,
    }
