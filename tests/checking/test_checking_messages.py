"""The little language of the cards' sentences."""

import pytest

from danvan.catalogue.models import Words
from danvan.checking.labels import shortened
from danvan.checking.message import blanks, fill, values
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span


def both(text):
    return Words(vi=text, en=text)


def test_a_blank_is_filled():
    assert fill(both("khác {found}"), {"found": "320"}, "vi") == "khác 320"


def test_an_option_stands_when_its_datum_is_there():
    assert fill(both("khác 320[surplus? (thừa {surplus})]"), {"surplus": "15"}, "vi") == "khác 320 (thừa 15)"


@pytest.mark.parametrize("data", [{"surplus": ""}, {}])
def test_an_option_is_left_out_when_its_datum_is_not(data):
    assert fill(both("khác 320[surplus? (thừa {surplus})]"), data, "vi") == "khác 320"


def test_a_blank_nobody_fills_is_an_error():
    with pytest.raises(KeyError):
        fill(both("khác {nothing}"), {"found": "320"}, "vi")


def test_words_of_the_document_are_never_taken_for_blanks():
    assert fill(both("'{label}' sai"), {"label": "mẫu {0} [a?b]"}, "vi") == "'mẫu {0} [a?b]' sai"


def test_a_datum_may_have_a_word_for_each_language():
    finding = Finding("AR01", Severity.ERROR, Span(0, 1), {"missing": "", "missing.vi": "ngày", "missing.en": "the date"})
    assert (values(finding, "vi")["missing"], values(finding, "en")["missing"]) == ("ngày", "the date")


def test_a_template_knows_its_blanks():
    assert blanks("{a} [b? {c}]") == {"a", "b", "c"}


def test_labels_lose_what_the_whole_says_already():
    labels = ["số hồ sơ tiếp nhận trực tuyến", "số hồ sơ tiếp nhận trực tiếp"]
    assert shortened(labels, "số hồ sơ tiếp nhận") == ["trực tuyến", "trực tiếp"]


def test_labels_lose_the_words_they_begin_with():
    assert shortened(["đơn vị tự chủ hoàn toàn", "đơn vị do ngân sách"]) == ["tự chủ hoàn toàn", "do ngân sách"]


def test_a_word_of_two_syllables_is_never_torn():
    assert shortened(["hòa giải thành", "hòa giải không thành"]) == ["hòa giải thành", "hòa giải không thành"]


def test_a_long_label_is_cut_with_dots():
    assert shortened(["đơn vị tự bảo đảm chi thường xuyên"]) == ["đơn vị tự bảo đảm chi …"]


def test_no_label_stays_none():
    assert shortened(["", ""]) == ["", ""]
