"""A legal text written in any of the ways offices write one reads back as the same text."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STATE = {
    "Kế hoạch": "KH-UBND",
    "Quyết định": "QĐ-UBND",
    "Chỉ thị": "CT-TTg",
    "Nghị định": "NĐ-CP",
    "Thông tư": "TT-BNV",
    "Nghị quyết": "NQ-HĐND",
    "Công văn": "UBND-NV",
    "Thông báo": "TB-UBND",
    "Hướng dẫn": "HD-MTTW-BTT",
    "Công điện": "CĐ-TTg",
}
PARTY = {
    "Nghị quyết": "NQ/TW",
    "Kết luận": "KL/TW",
    "Công văn": "CV/ĐU",
    "Chương trình": "CTr/KDVĐU-UBND",
    "Quy định": "QĐi/TW",
}
DATES = (
    "ngày {d.day}/{d.month}/{d.year}",
    "ngày {d:%d/%m/%Y}",
    "ngày {d.day:02} tháng {d.month} năm {d.year}",
    "(ngày {d.day}-{d.month}-{d.year})",
    "{d:%d.%m.%Y}",
)
LONG = "Trong thời gian qua, dưới sự lãnh đạo của cấp ủy và sự phối hợp của Mặt trận Tổ quốc, các đoàn thể, "


@st.composite
def texts(draw):
    """Type, number and day of a text, and the words that name it, broken over a line in one place at most."""
    party = draw(st.booleans())
    kind, letters = draw(st.sampled_from(list((PARTY if party else STATE).items())))
    day = draw(st.dates(date(1990, 1, 1), date(2026, 12, 31)))
    number = f"{draw(st.integers(1, 9999))}{'-' if party else '/'}{letters}"
    broken = draw(st.sampled_from(["nowhere", "behind the hyphen", "before the number", "before the day"]))
    hyphen = "-\n" if broken == "behind the hyphen" else draw(st.sampled_from(["-", "- ", " -", " - ", "–"]))
    said = " số\n" if broken == "before the number" else draw(st.sampled_from([" số ", " số: ", " "]))
    behind = "\n" if broken == "before the day" else draw(st.sampled_from([" ", ", "]))
    dated = draw(st.sampled_from(DATES[:3] if broken == "before the day" else DATES)).format(d=day)
    return kind, number, day, f"{kind}{said}{number.replace('-', hyphen)}{behind}{dated}"


LISTS = st.lists(texts(), min_size=2, max_size=5, unique_by=lambda text: text[1])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts(), before=st.sampled_from(["thực hiện ", "căn cứ ", "UBND xã đã ban hành "]))
def test_a_text_reads_back_however_it_is_written(read, text, before):
    reading = read(f"{LONG}{before}{text[3]}, xã đã tổ chức 12 hội nghị.")
    assert [(one.type, one.number, one.date) for one in reading.citations] == [text[:3]]
    assert [figure.quantity.value for figure in reading.figures] == [12]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=LISTS, mark=st.sampled_from(["; ", ", ", " và "]))
def test_each_text_of_a_list_keeps_its_own_number_and_day(read, listed, mark):
    reading = read(f"{LONG}căn cứ {mark.join(words for *_, words in listed)}.")
    assert [(one.type, one.number, one.date) for one in reading.citations] == [text[:3] for text in listed]
