"""Any whole, split at random and told in any of the ways offices tell it, is found whole."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.kernel.quantity import vietnamese
from danvan.reading.model import RelationKind

KINDS = ("đất đai", "môi trường", "xây dựng", "chính sách xã hội", "hộ tịch", "giao thông", "giáo dục")
MEASURES = ("đơn", "hồ sơ", "vụ việc", "lượt", "trường hợp", "ý kiến", "mô hình", "cuộc")
BEFORE = ("Tiếp nhận {whole}", "Tổng số: {whole}", "Trong kỳ phát sinh {whole}", "- Tổng số tiếp nhận trong năm là {whole}")
COUNTS = st.lists(st.integers(1, 9000), min_size=2, max_size=len(KINDS))


def inline(opening, between, last=None, closing="."):
    """Parts in one sentence with their whole."""

    def tell(whole, parts):
        listed = between.join(parts[:-1]) + (last or between) + parts[-1]
        return f"{whole}{opening}{listed}{closing}"

    return tell


def lines(opening, mark, end=";"):
    """Parts as lines under their whole."""

    def tell(whole, parts):
        marked = [f"{mark(at)}{part[0].upper()}{part[1:]}" for at, part in enumerate(parts)]
        return f"{whole}{opening}\n" + f"{end}\n".join(marked) + "."

    return tell


def behind(opening, between):
    """The whole behind its parts."""

    def tell(whole, parts):
        number = whole.split(": ")[-1].rsplit(" là ", 1)[-1].removeprefix("Tiếp nhận ").removeprefix("Trong kỳ phát sinh ")
        return f"{between.join(parts).capitalize()}{opening}{number}."

    return tell


PHRASINGS = {
    "gồm": inline(", gồm: ", "; "),
    "gồm, with 'và'": inline(", gồm ", ", ", " và "),
    "bao gồm": inline(" bao gồm: ", ", "),
    "trong đó": inline(", trong đó ", ", "),
    "trong đó có": inline("; trong đó có: ", "; "),
    "a sentence 'Trong đó'": inline(". Trong đó: ", ", "),
    "a sentence 'Cụ thể'": inline(". Cụ thể: ", "; "),
    "cụ thể": inline(", cụ thể: ", ", ", " và "),
    "cụ thể là": inline(", cụ thể là ", ", "),
    "chia ra": inline(", chia ra: ", ", "),
    "phân loại": inline(", phân loại: ", "; "),
    "brackets": inline(" (", ", ", closing=")."),
    "brackets with 'trong đó'": inline(" (trong đó: ", "; ", closing=")."),
    "brackets with 'gồm' and 'và'": inline(" (gồm ", ", ", " và ", closing=")."),
    "a colon": inline(": ", ", "),
    "a colon and semicolons": inline(": ", "; "),
    "dashes": inline(", trong đó: ", " - "),
    "pluses": inline(", gồm: + ", "; + "),
    "bullets": lines(", gồm:", lambda at: "- "),
    "bullets under a sentence": lines(". Trong đó:", lambda at: "+ "),
    "numbers": lines(", cụ thể như sau:", lambda at: f"{at + 1}. "),
    "letters": lines(". Cụ thể:", lambda at: f"{'abcdđeg'[at]}) "),
    "numbers in brackets": lines(", trong đó:", lambda at: f"({at + 1}) "),
    "plain lines": lines(", cụ thể như sau:", lambda at: ""),
    "a paragraph 'Trong đó'": inline(".\nTrong đó: ", ", "),
    "a total behind": behind("; tổng cộng ", "; "),
    "a total sentence": behind(". Tổng cộng: ", ", "),
}
NUMBER_LAST = {"a total behind", "a total sentence", "numbers"}
"""Where the words come first: nobody writes '1. 153 đơn'."""


def part(kind, count, measure, order):
    """'đất đai 5 đơn', '5 đơn đất đai', 'đất đai: 5'."""
    return {"after": f"{kind} {count} {measure}", "before": f"{count} {measure} {kind}", "colon": f"{kind}: {count} {measure}"}[
        order
    ]


def told(draw, total, counts):
    name = draw(st.sampled_from(sorted(PHRASINGS)))
    measure = draw(st.sampled_from(MEASURES))
    orders = ["after", "colon"] if name in NUMBER_LAST else ["after", "before", "colon"]
    order = draw(st.sampled_from(orders))
    number = [vietnamese(Decimal(count)) for count in counts]
    parts = [part(kind, count, measure, order) for kind, count in zip(KINDS, number, strict=False)]
    whole = draw(st.sampled_from(BEFORE)).format(whole=f"{vietnamese(Decimal(total))} {measure}")
    return PHRASINGS[name](whole, parts)


def sums(reading, total, counts):
    """What reading says of the sums over exactly these figures."""
    value = {figure.id: figure.quantity.value for figure in reading.figures}
    return [
        relation.holds
        for relation in reading.relations
        if relation.kind is RelationKind.SUM
        and value[relation.figures[0]] == total
        and sorted(value[each] for each in relation.figures[1:]) == sorted(counts)
    ]


@given(st.data(), COUNTS)
@settings(max_examples=250, deadline=None)
def test_any_whole_split_at_random_and_phrased_at_random_is_found_whole(read, data, counts):
    total = sum(counts)
    text = told(data.draw, total, counts)
    reading = read(text)
    assert sums(reading, total, counts) == [True], text
    assert all(relation.holds is not False for relation in reading.relations), text


@given(st.data(), COUNTS, st.integers(1, 40))
@settings(max_examples=120, deadline=None)
def test_a_whole_that_misses_is_never_called_true(read, data, counts, miss):
    total = sum(counts) + miss
    text = told(data.draw, total, counts)
    assert True not in sums(read(text), total, counts), text
