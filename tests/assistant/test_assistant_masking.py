"""What may be personal does not leave the reading; what is counted does."""

import pytest

from danvan.assistant.masking import masked, shortened

M = "▇"


@pytest.mark.parametrize(
    ("sentence", "sent"),
    [
        ("Đã tiếp 20 lượt công dân.", "Đã tiếp 20 lượt công dân."),
        ("Ông Nguyễn Văn Bình nộp 3 đơn.", f"{M} nộp 3 đơn."),
        ("trong đó có bà Lan và ông Páo", f"trong đó có bà {M} và ông {M}"),
        ("của Giàng A Páo, Y Bhiăr Mlô và H'Lan", f"của {M}, {M} và {M}"),
        ("bà TRẦN THỊ HOA nộp 2 đơn", f"bà {M} nộp 2 đơn"),
        ("cháu N.V.A. được trao 1 suất", f"cháu {M} được trao 1 suất"),
        ("đ/c Lê Thị Tám - Phó Chủ tịch", f"đ/c {M} - {M} tịch"),
        ("điện thoại 0912 345 678, 0912.345.678 hay +84 912345678", f"điện thoại {M}, {M} hay {M}"),
        ("CCCD 001085012345 và CMND 123456789", f"CCCD {M} và CMND {M}"),
        ("thư an.nguyen@xa.gov.vn, trang https://a.vn/b", f"thư {M}, trang {M}"),
        ("UBND tiếp nhận 1.637 hồ sơ, 5.565.871.416 đồng", "UBND tiếp nhận 1.637 hồ sơ, 5.565.871.416 đồng"),
        ("đạt 83,39% (1.637/1.963 hồ sơ)", "đạt 83,39% (1.637/1.963 hồ sơ)"),
    ],
)
def test_names_and_numbers_of_persons_are_masked(sentence: str, sent: str) -> None:
    assert shortened(masked(sentence)) == sent
    assert len(masked(sentence)) == len(sentence)
