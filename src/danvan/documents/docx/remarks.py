"""What a reader of a Word file should know about how it was read."""

from enum import StrEnum


class Remark(StrEnum):
    """A warning of the Document, in the order they are listed; the sentence is the key of its translation."""

    CHANGES = "The file holds tracked changes; it was read as if all were accepted."
    PICTURES = "The file holds pictures, charts or embedded objects; what is written in them is not read."
    EMBEDDED_FILE = "Another document is embedded in the file; it is not read."
    OLD_FONT = "Some text was in an old font (.VnTime, VNI-…) and not in Unicode; it was converted."
    DOUBTFUL_FONT = "Some text is in an old font (.VnTime, VNI-…) and is not Unicode; its letters may be wrong."
    NUMBER_FORM = "Some automatic numbers are in a form that is not known here; they are shown as plain digits."
    MISSING_NOTE = "A note is referred to but is not in the file."
    MISSING_PART = "A part the file refers to is missing, such as its styles, its numbering or a page header."
