"""The words of the page around the findings."""

from danvan.catalogue.models import Words
from danvan.checking.message import in_language
from danvan.kernel.finding import Severity

TITLE = Words(vi="Kết quả soát", en="What checking found")
TO_LIST = Words(vi="Đến danh sách các chỗ cần xem", en="To the list of places to look at")
FILES = Words(vi="Các tệp đã soát", en="Files checked")
FILE = Words(vi="Tệp", en="File")
LIST = Words(vi="Các chỗ cần xem ({n})", en="Places to look at ({n})")
TEXT = Words(vi="Văn bản", en="The text")
TO_WORDS = Words(vi="Đến chỗ {n} trong văn bản", en="To place {n} in the text")
TO_NOTE = Words(vi="Đến lời giải thích {n}", en="To what is said of place {n}")
SAME = Words(vi="Như chỗ {n}.", en="As place {n}.")
WHY = Words(vi="Vì sao", en="Why")
MEND = Words(vi="Cách sửa:", en="Mend:")
TABLE = Words(vi="Bảng {n}", en="Table {n}")
UNREAD = Words(vi="không đọc được", en="could not be read")
WAIVED = Words(vi="Đã miễn trừ ({n})", en="Waived ({n})")
WAIVED_BY = Words(vi="{reason} ({by})", en="{reason} ({by})")
UNTIL = Words(vi="đến hết ngày {day}", en="until {day}")
WAIVERS = Words(vi="Về các miễn trừ", en="On the waivers")
LEGEND = Words(vi="Cách đánh dấu", en="How words are marked")
RELATED = Words(vi="căn cứ của chỗ ấy", en="what it rests on")
MADE = Words(vi="danvan {version}, {moment:%d/%m/%Y %H:%M}.", en="danvan {version}, {moment:%Y-%m-%d %H:%M}.")
CAUTION = Words(
    vi="Không thấy chỗ nào sai không có nghĩa là mọi số đều đúng: chỉ những số ràng buộc với nhau mới đối chiếu được.",
    en="That nothing wrong was found does not mean that every number is right: only those bound to each other can be compared.",
)
BACK = Words(vi="Về đầu trang", en="To the top")
SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "●", None: "✔"}
"""Beside the colour, for those who do not see it."""


def say(words: Words, lang: str, **blanks: object) -> str:
    """The words with their blanks filled; not escaped."""
    return in_language(words, lang).format(**blanks)
