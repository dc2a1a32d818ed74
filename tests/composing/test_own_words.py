"""What units tell in their own words, found in reports that head and number it each in its own way."""

from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.composing.own_words.alike import alike
from danvan.composing.own_words.cutting import LONGEST, names_somebody, shortened, statements
from danvan.composing.own_words.gathering import gathered
from danvan.composing.own_words.grammar import grammar_of
from danvan.composing.own_words.naming import names_in
from danvan.composing.own_words.telling import quoted, told_appendix, told_result
from danvan.composing.own_words.told import Below, Told
from danvan.documents.opening import open_document
from danvan.reading.quotations import is_quotation
from danvan.reading.read import read_document

FOLDER = Path(__file__).parent / "below"
CATALOGUE = load_catalogue()
GRAMMAR = grammar_of(CATALOGUE)


@pytest.fixture(scope="module")
def found():
    reports = []
    for file in sorted(FOLDER.glob("*.txt")):
        reading = read_document(open_document(file), CATALOGUE)
        reports.append(Below(reading.letterhead.unit, file.name, reading))
    return gathered(reports, GRAMMAR)


def told(found, kind, unit=""):
    return [each.name or each.words for each in found.told if each.kind == kind and unit in each.unit]


@pytest.mark.parametrize(
    ("unit", "kind", "words"),
    [
        ("Chiềng Khương", "difficulties", "Trang thiết bị tại bộ phận một cửa còn thiếu, đường truyền chậm"),
        ("Chiềng Khương", "causes", "Khách quan: Địa bàn rộng, nhiều bản ở xa trung tâm xã"),
        ("Chiềng Khương", "lessons", "Phải phát huy vai trò của người có uy tín trong đồng bào dân tộc"),
        ("Chiềng Khương", "requests", "Đề nghị UBND huyện bố trí kinh phí mua sắm máy tính cho bộ phận một cửa"),
        ("Tân Lập", "difficulties", "Cán bộ làm công tác dân vận còn kiêm nhiệm nhiều việc, hiệu quả chưa cao"),
        ("Tân Lập", "causes", "chế độ cho người hoạt động không chuyên trách còn thấp"),
        ("Tam Hiệp", "difficulties", "cán bộ làm công tác dân vận kiêm nhiệm nhiều việc nên hiệu quả chưa cao"),
        ("Tam Hiệp", "requests", "Với UBND tỉnh: Đề nghị tập huấn nghiệp vụ dân vận cho cấp xã mới"),
    ],
)
def test_words_are_found_under_any_heading_and_kept_as_they_stand(found, unit, kind, words):
    assert words in told(found, kind, unit)


def test_a_task_that_mends_difficulties_is_none(found):
    assert not [words for words in told(found, "difficulties") if "Khắc phục" in words]


def test_a_heading_over_good_and_bad_gives_only_what_its_own_words_head(found):
    assert not [words for words in told(found, "difficulties") if "cấp ủy quan tâm" in words]


def test_khong_co_is_no_request(found):
    assert told(found, "requests", "Tân Lập") == []


def test_models_are_named_in_lists_and_after_their_word(found):
    assert set(told(found, "models", "Tân Lập")) == {
        "Ngày thứ sáu không hẹn",
        "Zalo kết nối chính quyền",
        "Chính quyền thân thiện, vì nhân dân phục vụ",
        "Tuyến phố văn minh",
    }


def test_what_names_a_person_or_a_telephone_is_left_out_and_counted(found):
    assert found.withheld == 3
    assert not [each for each in found.told if "Hặc" in each.words or "0912" in each.words]


@pytest.mark.parametrize(
    ("words", "somebody"),
    [
        ("Việc giải quyết đơn của ông Lò Văn Hặc còn kéo dài", True),
        ("Hộ bà N.T.H. chưa đồng ý giao đất", True),
        ("Đã cấp thẻ 079 203 001 234 cho công dân", True),
        ("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", False),
        ("Tuyến đường bà Triệu chưa được nâng cấp", False),
    ],
)
def test_whether_words_name_somebody(words, somebody):
    assert names_somebody(words, GRAMMAR) is somebody


def test_what_only_announces_is_not_told():
    sentence = "Bên cạnh đó vẫn còn một số tồn tại, hạn chế như: công tác tuyên truyền có lúc chưa thường xuyên."
    assert list(statements(sentence, GRAMMAR, "difficulties")) == ["công tác tuyên truyền có lúc chưa thường xuyên"]


def test_an_example_behind_nhu_does_not_lose_its_sentence():
    sentence = "Một số đơn vị chưa thường xuyên kiểm tra các dự án ở địa phương như: xây dựng cơ bản, giao thông."
    assert list(statements(sentence, GRAMMAR, "difficulties")) == [sentence.rstrip(".")]


def test_a_long_statement_is_cut_between_words():
    words = "công tác phối hợp chưa chặt chẽ " * 20
    kept, cut = shortened(words.strip())
    assert cut
    assert len(kept) <= LONGEST
    assert words.startswith(f"{kept} ")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "mô hình “Camera an ninh”, “Nhà sạch, vườn đẹp” và “Tổ tự quản”",
            ["Camera an ninh", "Nhà sạch, vườn đẹp", "Tổ tự quản"],
        ),
        ("mô hình nuôi heo sinh kế; mô hình ngôi nhà không đồng.", ["nuôi heo sinh kế", "ngôi nhà không đồng"]),
        ("Các mô hình, điển hình: Dòng họ tự quản; xóm bình yên.", ["Dòng họ tự quản", "xóm bình yên"]),
        ("mô hình được nhân rộng, mô hình tiêu biểu.", []),
        ("phong trào thi đua “Dân vận khéo”", []),
    ],
)
def test_names_of_models(words, names):
    assert [name for name, _ in names_in(words, GRAMMAR.kinds["models"], plain=True)] == names


def said(words, unit, **fields):
    return Told("difficulties", words, unit, **fields)


def test_nearly_the_same_words_are_one_with_all_who_said_them():
    groups = alike(
        [
            said("Cán bộ làm công tác dân vận kiêm nhiệm nhiều việc nên hiệu quả chưa cao", "xã A"),
            said("Cán bộ làm công tác dân vận còn kiêm nhiệm nhiều việc, hiệu quả chưa cao", "xã B"),
            said("Trang thiết bị của bộ phận một cửa còn thiếu", "xã C"),
        ],
        GRAMMAR,
    )
    assert [sorted(each.units) for each in groups] == [["xã A", "xã B"], ["xã C"]]


def test_chua_keeps_opposites_apart():
    groups = alike(
        [
            said("Công tác tuyên truyền về dân vận được thường xuyên", "xã A"),
            said("Công tác tuyên truyền về dân vận chưa thường xuyên", "xã B"),
        ],
        GRAMMAR,
    )
    assert len(groups) == 2


def test_a_quotation_has_no_quotation_marks_within_and_is_read_as_one():
    words = quoted('mô hình “Mẹ đỡ đầu" ở 03 thôn', cut=True)
    assert words == "“mô hình ‘Mẹ đỡ đầu’ ở 03 thôn …”"
    assert is_quotation(f"- {words} (xã A và 3 xã khác);")


def test_what_is_not_shown_stands_in_the_appendix():
    kind = CATALOGUE.vocabulary.own_words["difficulties"]
    subjects = ("đường truyền", "kinh phí", "nhân lực", "trụ sở", "địa bàn rộng")
    groups = alike([said(f"{words} còn khó khăn, {words} chưa đủ", f"xã {at}") for at, words in enumerate(subjects)], GRAMMAR)
    result = told_result(kind, groups, 3, named=False, reports=7)
    appendix = told_appendix("appendix.difficulties", kind, groups, named=False)
    assert len(groups) == 5
    assert len(result.sentences) == 1 + 3
    assert "2 nội dung khác nêu tại Phụ lục" in result.sentences[0][0].text
    assert len(appendix.areas[0].listing.rows) == 5


def test_a_kind_nobody_spoke_of_is_said_to_be_so():
    kind = CATALOGUE.vocabulary.own_words["requests"]
    result = told_result(kind, [], 3, named=False, reports=2)
    assert "không nêu nội dung" in result.sentences[0][0].text


@pytest.mark.shared
def test_the_words_of_real_reports_are_found():
    seeds = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("no shared reports beside this clone")
    reports = []
    for file in sorted(seeds.glob("*.txt")):
        reading = read_document(open_document(file), CATALOGUE)
        reports.append(Below(reading.letterhead.unit, file.name, reading))
    found = gathered(reports, GRAMMAR)
    units = {kind: {each.unit for each in found.told if each.kind == kind} for kind in ("difficulties", "causes", "models")}
    assert len(units["difficulties"]) == 5
    assert units["causes"] == {"xã Tân Hưng", "huyện Tuy Phước", "huyện Nga Sơn"}
    assert units["models"] == {"xã Nghĩa Phương", "xã Trà Sơn", "xã Tân Hưng", "huyện Nga Sơn"}
    (both,) = [
        each for each in alike((each for each in found.told if each.kind == "difficulties"), GRAMMAR) if len(each.units) > 1
    ]
    assert both.told.words.startswith("Một số cán bộ, công chức vẫn chưa nhận thức đầy đủ")
    assert not told(found, "requests")


@pytest.fixture
def in_table(tmp_path):
    """What a report tells whose table has these rows, the first its heads."""

    def in_table(*rows, before=""):
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        path = tmp_path / "a.html"
        path.write_text(f"<html><body><p>BÁO CÁO</p><p>{before}</p><table>{cells}</table></body></html>", encoding="utf-8")
        reading = read_document(open_document(path), CATALOGUE)
        return told(gathered([Below("xã An", "a.html", reading)], GRAMMAR), "models")

    return in_table


def test_models_are_named_under_the_head_of_a_table(in_table):
    rows = [
        ("TT", "Tên mô hình", "Số hộ"),
        ("1", "“Dòng họ tự quản”", "12"),
        ("2", "Tổ tự quản đường biên", "7"),
        ("", "15", ""),
    ]
    assert in_table(*rows) == ["Dòng họ tự quản", "Tổ tự quản đường biên"]


def test_a_table_of_something_else_names_no_model(in_table):
    assert in_table(("TT", "Tên thôn", "Số hộ"), ("1", "Thôn Bắc", "12")) == []


def test_a_model_of_the_text_is_not_named_again_by_the_table(in_table):
    before = "Toàn xã xây dựng mô hình “Dòng họ tự quản” tại 3 thôn."
    assert in_table(("TT", "Tên mô hình"), ("1", "Dòng họ tự quản"), before=before) == ["Dòng họ tự quản"]
