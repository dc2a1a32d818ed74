"""The errors we raise on purpose; anything else that escapes is a bug.

    DanvanError
    ├── InputError              a file or an option of the user's that cannot be used
    │   ├── FileMissing
    │   ├── FileEmpty
    │   ├── FileForbidden       no permission to read
    │   ├── FileTooLarge
    │   ├── FileLocked          a password is needed
    │   ├── NothingRecognised   a scan without words
    │   ├── FormatUnknown       not a kind of file we read, whatever its name says
    │   ├── EncodingUndecided   a text that reads as Vietnamese in several old encodings
    │   ├── FormatDamaged       the right kind of file, broken or cut short
    │   ├── FolderEmpty         a folder with no report in it
    │   ├── FigureUnknown       no figure has this identifier
    │   └── OptionInvalid
    ├── OutputError             a place we cannot write to
    ├── ComposeError            a document that cannot be typeset
    ├── PeriodError             words that name no period
    ├── CatalogueError          a mistake in a catalogue file: file, line, what is allowed
    │   └── FormulaError        an expression the catalogue does not allow
    ├── LedgerError             the ledger refuses a figure, or is not a ledger; its kinds are in danvan.ledger.errors
    ├── UnitError               a unit of government that cannot be used as asked; its kinds are in danvan.units.errors
    └── ExtraMissing            a part of danvan that is not installed

A message is a sentence with named blanks: what was found, where, what is allowed, what to do. The English sentence
is the key of its translation (`messages` in the command line), so an error is rendered last and in any language.
"""

from collections.abc import Callable

from danvan.kernel.said import Said, Translate


class DanvanError(Exception):
    """Base of all our errors. `template` is the sentence, `fields` fill its blanks; they may be sentences themselves (Said)."""

    template = "{reason}"

    def __init__(self, **fields: object) -> None:
        super().__init__(fields)
        self.fields = fields

    def __reduce__(self) -> tuple[Callable[..., "DanvanError"], tuple[type["DanvanError"], dict[str, object]]]:
        """An error raised in a worker process arrives whole in the one that waits for it."""
        return _raised_again, (type(self), self.fields)

    def __str__(self) -> str:
        return self.render(lambda sentence: sentence)

    def render(self, translate: Translate) -> str:
        """The sentence in another language: `translate` turns the English template into that language's."""
        return Said(self.template, **self.fields).render(translate)


def _raised_again(kind: type[DanvanError], fields: dict[str, object]) -> DanvanError:
    return kind(**fields)


class InputError(DanvanError):
    """A file or an option of the user's cannot be used. Fields: file, reason."""

    template = "{file}: {reason}"


class FileMissing(InputError):
    template = "{file}: there is no such file. Check the name and the folder, then try again."


class FileEmpty(InputError):
    template = "{file}: the file is empty (0 characters of text). Save the report again and send that copy."


class FileForbidden(InputError):
    template = "{file}: this account may not read the file. Ask for the right to read it, or copy it to your own folder."


class FileTooLarge(InputError):
    template = (
        "{file}: {found} is more than the {allowed} we read at once. Split the file, or leave out what is not the report."
    )


class FormatUnknown(InputError):
    template = "{file}: this looks like {found}, not like a report. Allowed: {allowed}. Save it as one of these and try again."


class EncodingUndecided(InputError):
    template = (
        "{file}: the text is not in Unicode, and its letters fit several old encodings ({found}). "
        "Open it where it reads well, save it as Unicode (UTF-8), and send that copy."
    )


class FileLocked(InputError):
    template = "{file}: the file is locked with a password. Open it, save it without the password, and send that copy."


class NothingRecognised(InputError):
    template = (
        "{file}: no words were recognised in this picture. Scan the page again, sharper and upright, or send the file that was"
        " printed."
    )


class FormatDamaged(InputError):
    template = (
        "{file}: the {found} file is damaged or cut short ({reason})."
        " Open it in the program that made it, save it again, and send that copy."
    )


class FolderEmpty(InputError):
    template = "{file}: no report in this folder. We read files ending in {allowed}; put the reports there and try again."


class FigureUnknown(InputError):
    template = "{file}: there is no figure {found} here. `danvan ledger show` lists the figures and their names."


class OptionInvalid(InputError):
    template = "{option}: {found} is not allowed. Allowed: {allowed}."


class OutputError(DanvanError):
    template = "{file}: cannot be written ({reason}). Choose a folder you may write to; nothing was changed."


class ComposeError(DanvanError):
    """The typesetter refuses what we hand it. Fields: found (its own words)."""

    template = "The document cannot be typeset: {found}. Nothing was written; please send us the ledger and this message."


class PeriodError(DanvanError):
    template = "'{found}' names no period. Allowed, for example: {allowed}."


class CatalogueError(DanvanError):
    """A mistake in a catalogue file. Fields: file, line, found, allowed, and `check`, the card that explains it."""

    template = "{file}, line {line}: {found}. Allowed: {allowed}."
    default_check = "CA01"

    @property
    def check(self) -> str:
        return str(self.fields.get("check", self.default_check))


class FormulaError(CatalogueError):
    default_check = "CA07"
    template = "{file}, line {line}: formula '{formula}': {found}. Allowed: {allowed}."


class LedgerError(DanvanError):
    template = "{file}: {reason}"


class ExtraMissing(DanvanError):
    template = "This needs a part of danvan that is not installed. Run: pip install 'danvan[{extra}]'"
