"""A condition of the catalogue on one row is what the database says of that row, the unknown included."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.catalogue.formulas import parse_condition
from danvan.catalogue.models import Register
from danvan.site.registers.books import every_book
from danvan.site.registers.conditions import condition

pytestmark = pytest.mark.django_db
NAME = {"vi": "x", "en": "x"}
REGISTER = Register.model_validate(
    {
        "name": NAME,
        "row": NAME,
        "columns": [
            {"code": "kind", "name": NAME, "type": "choice", "choices": {"a": NAME, "b": NAME, "c": NAME}},
            {"code": "other", "name": NAME, "type": "choice", "choices": {"a": NAME, "b": NAME}},
            {"code": "people", "name": NAME, "type": "integer"},
            {"code": "money", "name": NAME, "type": "decimal"},
            {"code": "day", "name": NAME, "type": "date"},
            {"code": "late", "name": NAME, "type": "date"},
            {"code": "urgent", "name": NAME, "type": "yes_no"},
            {"code": "words", "name": NAME, "type": "text"},
        ],
    }
)
TYPES = {"choice": "text", "text": "text", "integer": "bigint", "decimal": "numeric", "date": "date", "yes_no": "boolean"}
MONEY = ["-0.5", "0", "0.1", "2.50", "10"]
DAYS = ["2024-02-29", "2024-03-01", "2025-01-01"]
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from("abc"), "other": st.sampled_from("ab"), "people": st.integers(-3, 3),
        "money": st.sampled_from(MONEY), "day": st.sampled_from(DAYS), "late": st.sampled_from(DAYS[:2]),
        "urgent": st.booleans(), "words": st.sampled_from(["", "x", "Đ"]),
    },
)  # fmt: skip
ATOMS = st.sampled_from(
    [
        "kind = 'a'", "kind <> 'b'", "kind in ('a', 'c')", "kind not in ('a', 'b')", "kind = other", "other is null",
        "not other is null", "people > 0", "people <= 2", "people between 0 and 1", "people = money", "money > 0.1",
        "money in (0, 10)", "day >= '2024-03-01'", "day < late", "late is not null",
        "day between '2024-02-29' and '2024-03-01'", "urgent", "not urgent", "urgent = true", "urgent <> false",
        "words = 'x'", "words is null", "people in (1, 2, 3)", "day = late or urgent",
    ]
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda three: f"({three[0]}) {three[1]} ({three[2]})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=6,
)


def said_by_the_database(text, row):
    """What SQL makes of the condition over a table of this one row."""
    dialect = {"postgresql": "postgres", "sqlite": "sqlite"}[connection.vendor]
    parts = []
    for column in REGISTER.columns:
        cast = f"CAST(%s AS {TYPES[column.type]})" if dialect == "postgres" or column.type in ("integer", "decimal") else "%s"
        parts.append(f'{cast} AS "{column.code}"')
    asked = parse_condition(text, REGISTER).sql(dialect).replace("%", "%%")
    with connection.cursor() as cursor:
        values = [row.get(column.code) for column in REGISTER.columns]
        cursor.execute(f"SELECT ({asked}) FROM (SELECT {', '.join(parts)}) AS one", values)  # noqa: S608 - no words of a user
        (found,) = cursor.fetchone()
    return None if found is None else bool(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(CONDITIONS, ROWS)
def test_a_condition_is_what_the_database_says(text, row):
    assert condition(text, REGISTER)(row) is said_by_the_database(text, row)


def test_an_empty_condition_always_holds():
    assert condition("", REGISTER)({}) is True


@pytest.mark.parametrize(
    "code", [code for code, book in every_book().items() if book.register.deadlines or book.register.ends_also]
)
def test_every_condition_of_the_catalogue_can_be_asked_of_an_empty_row(code):
    register = every_book()[code].register
    asked = [limit.when for limit in register.deadlines if limit.when] + list(register.ends_also.values())
    assert all(condition(text, register)({}) in (True, False, None) for text in asked)
