import importlib.util
import shutil
from pathlib import Path

import jsonschema
import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.schemas import schemas

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
SPEC = importlib.util.spec_from_file_location("generate_catalogue_docs", CHECKOUT / "tools" / "generate_catalogue_docs.py")
TOOL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(TOOL)


@pytest.fixture
def checkout(tmp_path):
    shutil.copytree(HERE / "small", tmp_path / "catalogue")
    return tmp_path


def run(checkout, *options):
    return TOOL.main(["--root", str(checkout), *options])


def test_the_page_and_the_schemas_are_not_stale(capsys):
    assert run(CHECKOUT, "--check") == 0, capsys.readouterr().err


def test_what_was_written_is_up_to_date(checkout):
    assert run(checkout, "--check") == 1
    assert run(checkout) == 0
    assert run(checkout, "--check") == 0
    assert not list(checkout.rglob("*.new"))


def test_a_schema_nobody_writes_is_stale_and_goes(checkout, capsys):
    run(checkout)
    old = checkout / "catalogue/schema/old.schema.json"
    old.write_text("{}", "utf-8")
    assert run(checkout, "--check") == 1
    assert "old.schema.json: stale" in capsys.readouterr().err
    run(checkout)
    assert not old.exists()


def test_a_page_that_was_edited_is_stale(checkout, capsys):
    run(checkout)
    (checkout / "docs/reference/catalogue/areas/petitions.md").write_text("edited", "utf-8")
    assert run(checkout, "--check") == 1
    assert "petitions.md: stale" in capsys.readouterr().err


def test_no_page_is_made_of_a_catalogue_with_problems(checkout, capsys):
    (checkout / "catalogue/areas/petitions/phrases.yml").unlink()
    assert run(checkout) == 1
    assert "is said in 0 ways" in capsys.readouterr().err
    assert not (checkout / "docs").exists()


def test_no_page_is_made_of_a_catalogue_that_does_not_load(checkout, capsys):
    (checkout / "catalogue/vocabulary/scales.yml").write_text("", "utf-8")
    assert run(checkout) == 1
    assert "an empty file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("areas/petitions.md", "| `whole` | Đơn tiếp nhận = Đơn đã giải quyết + Đơn đang giải quyết | error | always |"),
        (
            "areas/petitions.md",
            "| `received` **main** | Đơn tiếp nhận · Petitions received | đơn | count | sum, sum | `count(*)` |",
        ),
        ("areas/petitions.md", "| `settlement` | Giải quyết | `received_on` | `settled_on` | 30 days |"),
        ("areas/petitions.md", "- Trong kỳ tiếp nhận {received}[, đã giải quyết {settled}]."),
        ("instruments.md", "| 25/2018/QH14 | Luật | Quốc hội | Tố cáo | 2018-06-12 | 2019-01-01 |"),
        ("index.md", "| [`petitions`](areas/petitions.md) | Đơn thư · Petitions | 1 | 4 | 1 |"),
        ("scorecards.md", "20 points, 5 of them given by the superior body"),
        ("outlines.md", "(`half_year`)"),
    ],
)
def test_the_pages_show_what_the_cards_say(page, line):
    assert line in TOOL.reference(load_catalogue(HERE / "small"))[page]


def test_every_kind_of_card_has_its_page():
    made = TOOL.reference(load_catalogue())
    assert all(f"areas/{area}.md" in made for area in load_catalogue().areas)
    assert all(text.count("\n") > 3 for text in made.values())


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema_and_holds_no_null(name):
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "'null'" not in str(schema)


def test_a_schema_refuses_what_the_loader_sets():
    validator = jsonschema.Draft202012Validator(schemas()["area"])
    problems = [error.message for error in validator.iter_errors({"code": "petitions"})]
    assert any("'code' was unexpected" in problem for problem in problems)
