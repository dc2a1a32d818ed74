"""A new folder in the catalogue is a new book in the site: no code, no table."""

import pytest

from danvan.site.core.catalogue import the_catalogue
from danvan.site.figures.periods import forget
from danvan.site.registers.models import Record

pytestmark = pytest.mark.django_db
AREA = """
name: {vi: Trồng cây, en: Tree planting}
order: 990
about: {vi: Cây xanh do Nhân dân trồng và chăm sóc., en: Trees people plant and look after.}
registers:
  trees:
    name: {vi: Sổ trồng cây, en: Tree book}
    row: {vi: Một đợt trồng, en: A round of planting}
    begins: planted_on
    columns:
      - {code: planted_on, name: {vi: Ngày trồng, en: Day planted}, type: date, required: true}
      - {code: trees, name: {vi: Số cây, en: Trees}, type: integer, required: true, minimum: 1}
      - {code: checked_on, name: {vi: Ngày kiểm tra, en: Day checked}, type: date}
    states: [planted, checked]
    deadlines:
      - code: check
        name: {vi: Kiểm tra cây sống, en: Check which live}
        start: planted_on
        end: checked_on
        days: 30
        counted: days
        source: {seen: our own custom, certainty: observed}
"""


@pytest.fixture
def with_trees(settings, tmp_path):
    folder = tmp_path / "areas/trees"
    folder.mkdir(parents=True)
    (folder / "area.yml").write_text(AREA, "utf-8")
    (tmp_path / "catalogue.yml").write_text('{name: {vi: Của xã, en: Ours}, version: "1", owner: xã}', "utf-8")
    settings.CATALOGUE = str(tmp_path)
    the_catalogue.cache_clear()
    forget()
    yield
    settings.CATALOGUE = ""
    the_catalogue.cache_clear()
    forget()


def test_a_new_area_is_a_book_with_deadlines_import_and_export(with_trees, at_work, commune):
    clerk = at_work("clerk", commune)
    assert "Sổ trồng cây" in clerk.get("/so/").content.decode()
    clerk.post("/so/trees/trees/them/", {"c-planted_on": "1/7/2026", "c-trees": "1.637"})
    assert Record.objects.get().values == {"planted_on": "2026-07-01", "trees": 1637}
    page = clerk.get("/so/trees/").content.decode()
    assert "1.637" in page
    assert 'class="chip late"' in page
    assert "Số cây" in b"".join(clerk.get("/so/trees/trees/xuat.csv").streaming_content).decode()
    assert b"".join(clerk.get("/so/trees/trees/mau.xlsx").streaming_content).startswith(b"PK")
