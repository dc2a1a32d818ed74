"""A new area in a folder of one's own: small, whole and right, to be changed into what is wanted."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from danvan.catalogue.layers import ABOUT
from danvan.catalogue.loading_areas import CODE
from danvan.kernel.errors import OptionInvalid, OutputError

_ABOUT = """\
# What this folder says of itself. It is laid over the catalogue that comes with danvan: --catalogue {folder}
name: {{vi: "Danh mục của đơn vị", en: "Our unit's catalogue"}}
# Raise it whenever something in the folder changes: figures remember the version they were counted by.
version: "1"
owner: "{owner}"
"""
_AREA = """\
# {en}. Say here what is counted, and what is easily mistaken for it.
name: {{vi: "{vi}", en: "{en}"}}
order: {order}
about:
  vi: "{vi}: số buổi, số lượt người dự."
  en: "{en}: sessions and attendances."
headings: ["{vi_lower}"]
registers:
  sessions:
    name: {{vi: "Sổ theo dõi {vi_lower}", en: "Book of sessions"}}
    row: {{vi: "Một buổi", en: "A session"}}
    begins: held_on
    columns:
      - code: held_on
        name: {{vi: Ngày tổ chức, en: Day held}}
        type: date
        required: true
      - code: attendances
        name: {{vi: Số lượt người dự, en: Attendances}}
        type: integer
        minimum: 0
"""
_INDICATORS = """\
# A short code, then what is counted. `danvan catalogue lint` says what is missing or wrong.
held:
  name: {{vi: "Số buổi {vi_lower}", en: "Sessions held"}}
  measure: buổi
  kind: count
  formula: "count(*)"
  main: true
  source: {{seen: "decision of the unit", certainty: observed}}
attendances:
  name: {{vi: "Số lượt người dự {vi_lower}", en: "Attendances"}}
  measure: lượt người
  kind: count
  formula: "sum(attendances)"
  main: true
  source: {{seen: "decision of the unit", certainty: observed}}
"""
_IDENTITIES = """\
# What must fit, as one comparison (=, <=, >=).
attended:
  formula: "attendances >= held"
  name: {{vi: "Mỗi buổi có ít nhất một người dự", en: "at least one person at each session"}}
  severity: note
  source: {{seen: "usual", certainty: observed}}
"""
_PHRASES = """\
# How reports say it: at least six ways for each indicator. What stands in `says` must all be found; '|' parts words
# that mean the same, $subject stands for the group of words above.
words:
  subject: ["{vi_lower}"]
phrases:
  - indicator: held
    measures: [buổi, cuộc, lần, đợt]
    says:
      - $subject
      - "tổ chức|mở|tiến hành|triển khai|thực hiện|diễn ra"
    never: [lượt người dự]
    writes: "tổ chức {{n}} {vi_lower}"
  - indicator: attendances
    measures: [lượt người, lượt, người]
    says:
      - $subject
      - "tham dự|dự|tham gia|thu hút|có mặt|với sự tham gia"
    writes: "có {{n}} tham dự {vi_lower}"
"""
_SENTENCES = """\
# What a report says of the area. [ ] is left out when a figure in it is missing.
- says: "Trong kỳ đã tổ chức {{held}} {vi_lower}[ với {{attendances}} tham dự]."
  nothing: "Trong kỳ không tổ chức {vi_lower}."
"""
_FILES = {
    "area.yml": _AREA,
    "indicators.yml": _INDICATORS,
    "identities.yml": _IDENTITIES,
    "phrases.yml": _PHRASES,
    "sentences.yml": _SENTENCES,
}


def new_area(folder: Path, code: str, vi: str, en: str, order: int) -> list[Path]:
    """Writes an area `code` into the catalogue folder `folder`, which is made where there is none. Returns the new files.

    Raises OptionInvalid for a code or name that cannot be used, OutputError when it is there already or cannot be written.
    """
    if not CODE.fullmatch(code):
        raise OptionInvalid(
            option="CODE", found=f"'{code}'", allowed="small letters without marks, digits and '_', as 'land_use'"
        )
    for option, name in (("--vi", vi), ("--en", en)):
        if not name.strip() or set(name) & set('"\\\n{}'):
            raise OptionInvalid(option=option, found=f"'{name}'", allowed="a name on one line, without quotes and braces")
    room = folder / "areas" / code
    if room.exists():
        raise OutputError(file=str(room), reason="the area is there already")
    blanks = {"vi": vi, "en": en, "vi_lower": vi.lower(), "order": order, "folder": folder, "owner": "…"}
    texts = {f"areas/{code}/{name}": text.format(**blanks) for name, text in _FILES.items()}
    about = {} if (folder / ABOUT).exists() else {ABOUT: _ABOUT.format(**blanks)}
    try:
        _write_whole(room, {Path(name).name: text for name, text in texts.items()})
        for name, text in about.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise OutputError(file=str(room), reason=wrong.strerror or str(wrong)) from None
    return [folder / name for name in (*about, *texts)]


def _write_whole(room: Path, files: Mapping[str, str]) -> None:
    """All files or none: they are written beside `room`, which then takes its name."""
    room.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=room.parent, prefix=".") as made:
        beside = Path(made) / room.name
        beside.mkdir()
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8")
        beside.rename(room)
