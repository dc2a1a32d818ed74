"""UTF-16 without a byte order mark: told by the bytes that Vietnamese letters have in common."""

_HEAD = 4096
_LEAST = 8
_HIGH = bytes([0x00, 0x01, 0x03, 0x1E, 0x20, 0x22, 0x25])
"""High bytes of Latin letters, Vietnamese letters, tone marks, dashes and quotes, signs."""
_CONTROL = bytes(range(1, 32)).translate(None, b"\t\n\v\f\r")


def order_of(data: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' for a text written so without a mark; '' for anything else."""
    head = data[: min(len(data), _HEAD)]
    even, odd = head[0::2], head[1::2]
    if len(head) < _LEAST or b"\x00" not in head:
        return ""
    if _is_text(low=even, high=odd):
        return "utf-16-le"
    return "utf-16-be" if _is_text(low=odd, high=even) else ""


def _is_text(low: bytes, high: bytes) -> bool:
    """Nearly all high bytes are those of our letters, most of them zero; hardly a low byte is, nor any that no text holds."""
    strange = len(high.translate(None, _HIGH))
    zeros = high.count(0)
    return strange * 50 <= len(high) and zeros * 2 >= len(high) and low.count(0) * 100 <= len(low) and _printable(low, high)


def _printable(low: bytes, high: bytes) -> bool:
    return not any(small in _CONTROL for small, large in zip(low, high, strict=False) if not large)
