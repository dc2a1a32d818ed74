"""Which figures of a report are too small for everybody to see, and which go with them so that nothing is computed back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.formulas import IdentityFormula
from danvan.ledger.suppression import Sum, suppress
from danvan.site.figures.rules import Rules

THINGS = frozenset({
    "cuộc", "văn bản", "xã", "thôn", "tổ dân phố", "mô hình", "ban", "thủ tục", "bản", "lớp", "nội dung", "đầu mối", "km²",
    "km", "m²", "tin, bài", "tờ rơi", "ngày", "lần", "ngày công", "tổ hòa giải", "công trình", "dự thảo", "phong trào",
    "tập thể", "đơn vị", "phòng chuyên môn", "đơn vị sự nghiệp", "chi bộ", "nhà", "doanh nghiệp", "tiêu chí", "sản phẩm",
    "trường", "buổi", "giải", "phiếu", "tổ", "giấy khen", "bằng khen", "hội nghị", "kế hoạch", "quy chế", "báo cáo",
    "hương ước",
})  # fmt: skip
"""Units of measure of things everybody may see: a meeting, a text, a model. What is counted in any other may be a person, or a
case that leads to one, and is hidden when there are few. Answers ('phiếu') have no name on them."""


def hidden_of(values: Mapping[str, Decimal], rules: Rules) -> frozenset[str]:
    """The indicators not to be shown. `values`: every figure that is known, shown or not: what is not shown must not follow
    from what is."""
    indicators = rules.catalogue.indicators
    known = {code: value for code, value in values.items() if code in indicators}
    counts = {code: value for code, value in known.items() if indicators[code].kind in ("count", "stock")}
    shares = {code: formula.depends_on for code, formula in rules.formulas.items() if code in values and code not in counts}
    things = [code for code in counts if indicators[code].measure in THINGS]
    sums = [each for each in _sums(rules, counts) if _true(each, counts)]
    return suppress({**counts, **dict.fromkeys(shares)}, sums, computed=shares, open_to_all=things).cells


def _sums(rules: Rules, counts: Mapping[str, Decimal]) -> Iterable[Sum[str]]:
    """'a = b + c' among the identities and the formulas, where all of them are known."""
    for code, made in rules.formulas.items():
        if code in counts and counts.keys() >= set(made.depends_on):
            yield Sum(code, made.depends_on)
    for _identity, formula in rules.identities:
        if formula.operator == "=" and counts.keys() >= set(formula.codes):
            yield from _sum(formula)


def _sum(formula: IdentityFormula) -> Iterable[Sum[str]]:
    for one, other in ((formula.left, formula.right), (formula.right, formula.left)):
        if _plain(one) and _plain(other) and len(one.terms) == 1 and len(other.terms) > 1:
            yield Sum(next(iter(one.terms)), tuple(other.terms))


def _plain(side: Linear) -> bool:
    return not side.constant and all(factor == 1 for factor in side.terms.values())


def _true(each: Sum[str], counts: Mapping[str, Decimal]) -> bool:
    """A reader can only use a sum that adds up."""
    return sum(counts[part] for part in each.parts) == counts[each.total]
