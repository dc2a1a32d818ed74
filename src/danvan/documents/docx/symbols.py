"""Characters of symbol fonts and raised digits, as ordinary characters."""

BULLET = "•"
# Places in the private area that Symbol and Wingdings use; the low byte is the key in the font.
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: BULLET, 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def symbol(code: int, font: str) -> str | None:
    """The character at `code` of a symbol font; None when it is not one we know."""
    if code > 0xFF and code >> 8 != 0xF0:
        return None
    table = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL
    return table.get(code & 0xFF)


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font show as signs."""
    return font.lower().startswith(("symbol", "wingdings", "webdings"))


def raised(text: str) -> str:
    """Digits as superscripts: 'm2' with a raised 2 is 'm²', and the mark of a note does not run into a figure."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits as subscripts."""
    return text.translate(_LOWERED)
