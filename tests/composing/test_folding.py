from danvan.composing.folding import folded, is_folded

COMMUNES = [f"xã {chr(65 + at)}" for at in range(20)]


def test_a_short_list_is_told_whole():
    assert folded(COMMUNES[:3]) == "xã A, xã B, xã C"


def test_one_more_is_named_rather_than_counted():
    assert folded(COMMUNES[:4], 3) == "xã A, xã B, xã C, xã D"
    assert not is_folded(COMMUNES[:4], 3)


def test_a_long_list_counts_the_rest_by_their_kind():
    assert folded(COMMUNES, 2) == "xã A, xã B và 18 xã khác"


def test_units_of_several_kinds_are_counted_as_units():
    assert folded(["xã A", "xã B", "phường C"], 1) == "xã A và 2 đơn vị khác"
