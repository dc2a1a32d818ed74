"""What is refused of people's own paragraphs; nothing is written then."""

from danvan.kernel.errors import InputError


class TextStray(InputError):
    """Fields: file, line, found, allowed."""

    template = "{file}, line {line}: {found} stands before the first part. Begin each part with '## ' and its code: {allowed}."


class TextPartUnknown(InputError):
    """Fields: file, line, found, hint, allowed."""

    template = "{file}, line {line}: the outline has no part '{found}'{hint}. Allowed: {allowed}."


class TextPartTwice(InputError):
    """Fields: file, line, found, allowed."""

    template = "{file}, line {line}: several parts are called '{found}'. Say which by its code: {allowed}."


class TextFigureUnknown(InputError):
    """Fields: file, line, found, hint."""

    template = (
        "{file}, line {line}: '{found}' is no indicator{hint}. `danvan catalogue list indicators` shows them; write"
        " {{{{ area.indicator }}}}."
    )


class TextFigureMissing(InputError):
    """Fields: file, line, found, period, allowed."""

    template = "{file}, line {line}: '{found}' has no figure for {period}. Of the same area there are: {allowed}."


class TextBracesOpen(InputError):
    """Fields: file, line, found."""

    template = "{file}, line {line}: '{found}' opens or closes braces without their pair. Write {{{{ area.indicator }}}}."


class TextNotUnicode(InputError):
    """Fields: file."""

    template = "{file}: the text is not in Unicode. Save it as UTF-8 and try again."


class ReportTaken(InputError):
    """Fields: file."""

    template = (
        "{file}: there is a file already that was not made by `danvan compose`. Choose another name, or add --replace to write"
        " over it."
    )


class ReportSigned(InputError):
    """Fields: file."""

    template = "{file}: there is a signed document already. Choose another name, or add --replace to write over it."


class NotMergeable(InputError):
    """Fields: file, part, found."""

    template = (
        "{file}: part '{part}' has {found}, which cannot be carried into a report composed anew. `danvan refresh` renews the"
        " numbers and leaves all else; or take it out, compose, and put it in again; or add --replace to lose it."
    )
