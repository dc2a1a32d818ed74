"""A folder of a province's own, laid over the catalogue: adds, replaces, says its version."""

import shutil
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.kernel.errors import CatalogueError

SMALL = Path(__file__).parent / "small"
ABOUT = 'name: {vi: Danh mục Hà Tĩnh, en: Catalogue of Hà Tĩnh}\nversion: "2026.1"\nowner: Sở Nội vụ Hà Tĩnh\n'
INDICATOR = """\
{code}:
  name: {{vi: {name}, en: Ours}}
  measure: đơn
  kind: count
  source: {{seen: decision of the province, certainty: observed}}
"""


@pytest.fixture
def overlaid(tmp_path):
    """The small catalogue with these files over it."""

    def make(files, about=ABOUT):
        folder = tmp_path / "ha-tinh"
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in {"catalogue.yml": about, **files}.items():
            if text:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8")
        folder.mkdir(exist_ok=True)
        return load_catalogue(SMALL, folder)

    return make


def test_an_indicator_is_added_to_an_area_of_ours(overlaid):
    catalogue = overlaid({"areas/petitions/indicators.yml": INDICATOR.format(code="over_level", name="Đơn vượt cấp")})
    assert [*load_catalogue(SMALL).indicators, "petitions.over_level"] == list(catalogue.indicators)


def test_an_indicator_of_the_same_code_takes_the_place_of_ours(overlaid):
    catalogue = overlaid({"areas/petitions/indicators.yml": INDICATOR.format(code="received", name="Đơn nhận ở tỉnh")})
    assert catalogue.indicators["petitions.received"].name.vi == "Đơn nhận ở tỉnh"
    assert list(catalogue.indicators) == list(load_catalogue(SMALL).indicators)


def test_phrases_are_added_to_ours(overlaid):
    more = "phrases:\n  - {indicator: received, measures: [đơn], says: [$petitions, vào sổ]}\n"
    phrases = overlaid({"areas/petitions/phrases.yml": more}).phrases
    assert len(phrases) == len(load_catalogue(SMALL).phrases) + 1
    assert phrases[-1].says == ("đơn|đơn thư", "vào sổ")


def test_phrases_of_ours_are_replaced_where_the_folder_says_so(overlaid):
    own = "replaces: [received]\nphrases:\n  - {indicator: received, measures: [đơn], says: [vào sổ]}\n"
    said = [phrase.says for phrase in overlaid({"areas/petitions/phrases.yml": own}).phrases if "received" in phrase.indicator]
    assert said == [("vào sổ",)]


def test_a_legal_text_of_the_same_number_date_and_issuer_takes_the_place_of_ours(overlaid):
    own = """\
- number: "25/2018/QH14"
  type: Luật
  issuer: Quốc hội
  title: Luật Tố cáo, bản của tỉnh
  signed: "2018-06-12"
  source: official text
"""
    catalogue = overlaid({"instruments/ours.yml": own})
    assert [each.title for each in catalogue.instrument("25/2018/QH14")] == ["Luật Tố cáo, bản của tỉnh"]


def test_word_lists_grow(overlaid):
    catalogue = overlaid({"vocabulary/measures.yml": "count: [bó]\n", "vocabulary/target_cues.yml": "[quyết tâm]\n"})
    assert {"đơn", "bó"} <= set(catalogue.vocabulary.measures["count"])
    assert "quyết tâm" in catalogue.vocabulary.target_cues


def test_an_outline_of_the_same_name_takes_the_place_of_ours(overlaid):
    own = (SMALL / "outlines/half_year.yml").read_text("utf-8").replace("name: {vi:", "name: {vi: Tỉnh —")
    outlines = overlaid({"outlines/half_year.yml": own}).outlines
    assert list(outlines) == ["half_year"]
    assert outlines["half_year"].name.vi.startswith("Tỉnh —")


def test_the_version_names_both(overlaid):
    ours, version = load_catalogue(SMALL).version, overlaid({}).version
    assert version.startswith(f"{ours}+2026.1.")
    assert overlaid({"vocabulary/measures.yml": "count: [bó]\n"}).version != version


def test_a_mistake_in_the_folder_is_named_by_its_own_file(overlaid):
    with pytest.raises(CatalogueError, match=r"ha-tinh/areas/petitions/indicators.yml, line 1.*'kind' is missing"):
        overlaid({"areas/petitions/indicators.yml": "own: {name: {vi: A, en: A}, measure: đơn}\n"})


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("", "no 'catalogue.yml' at the top"),
        (ABOUT.replace("version", "versoin"), "did you mean 'version'"),
        (ABOUT.replace('"2026.1"', '"của ta"'), "version"),
    ],
)
def test_a_folder_says_what_it_is(overlaid, about, words):
    with pytest.raises(CatalogueError) as wrong:
        overlaid({}, about)
    assert words in str(wrong.value)


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CatalogueError, match="no catalogue folder"):
        load_catalogue(SMALL, tmp_path / "nowhere")


def test_a_catalogue_is_kept_until_a_file_changes(tmp_path):
    root = Path(shutil.copytree(SMALL, tmp_path / "catalogue"))
    first = load_catalogue(root)
    assert load_catalogue(root) is first
    with (root / "vocabulary/target_cues.yml").open("a", encoding="utf-8") as file:
        file.write("- quyết tâm\n")
    assert "quyết tâm" in load_catalogue(root).vocabulary.target_cues


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "areas/desktop.ini", ".git/config", "areas/.x/y", "README.md", "catalogue.yml~"]
)
def test_what_a_system_leaves_in_a_folder_does_not_disturb(overlaid, tmp_path, name):
    overlaid({})
    left = tmp_path / "ha-tinh" / name
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"\x00")
    assert load_catalogue(SMALL, tmp_path / "ha-tinh").areas.keys() == load_catalogue(SMALL).areas.keys()


def test_a_file_saved_by_notepad_is_read(overlaid):
    assert overlaid({"vocabulary/target_cues.yml": "\ufeff- quyết tâm\r\n"}).vocabulary.target_cues[-1] == "quyết tâm"


def test_a_misspelt_area_is_told_which_one_is_meant(overlaid):
    with pytest.raises(CatalogueError, match="did you mean 'petitions'"):
        overlaid({"areas/petition/indicators.yml": INDICATOR.format(code="own", name="Của tỉnh")})


@pytest.mark.parametrize(
    ("kind", "formula", "rollup"),
    [("ratio", "", "none"), ("ratio", "100 * settled / received", "ratio"), ("rate", "", "none"), ("count", "", "sum")],
)
def test_an_indicator_rolls_up_as_its_kind_unless_it_says_otherwise(overlaid, kind, formula, rollup):
    card = INDICATOR.format(code="own", name="Của tỉnh").replace("kind: count", f"kind: {kind}")
    card += f'  formula: "{formula}"\n' if formula else ""
    assert overlaid({"areas/petitions/indicators.yml": card}).indicators["petitions.own"].rollup == rollup


@pytest.mark.parametrize(
    ("kind", "measure", "kinds"), [("money", "đồng", "money"), ("ratio", '"%"', "ratio"), ("stock", "đơn", "count")]
)
def test_a_phrase_is_of_the_kind_of_its_indicator(overlaid, kind, measure, kinds):
    card = (
        INDICATOR.format(code="own", name="Của tỉnh").replace("kind: count", f"kind: {kind}").replace("đơn\n", f"{measure}\n")
    )
    phrase = "phrases:\n  - {indicator: own, says: [của tỉnh]}\n"
    files = {"areas/petitions/indicators.yml": card, "areas/petitions/phrases.yml": phrase}
    assert overlaid(files).phrases[-1].kinds == (kinds,)


def test_a_change_is_seen_wherever_the_folder_lies(tmp_path):
    root = Path(shutil.copytree(SMALL, tmp_path / "schema" / "catalogue"))
    before = load_catalogue(root).version
    with (root / "vocabulary/target_cues.yml").open("a", encoding="utf-8") as file:
        file.write("- quyết tâm\n")
    assert load_catalogue(root).version != before
