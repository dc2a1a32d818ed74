"""What a run tells of the waivers it met: those that have ended, those that silence nothing."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.text import Text

from danvan.checking import words
from danvan.checking.message import in_language
from danvan.checking.waiver_notes import WaiverNote, notes_on
from danvan.cli.bulk.sources import absolute
from danvan.cli.danvan_toml import Settings
from danvan.cli.judging import Judging
from danvan.cli.results import Answer
from danvan.cli.session import Session
from danvan.kernel.finding import Severity


def notes_of(answers: Iterable[Answer], judging: Judging, named: Sequence[Path]) -> list[WaiverNote]:
    """The notes on each `danvan.toml` that counted, in their order. `named`: the files and folders of the command line."""
    by_file: dict[str, tuple[Settings, list[Answer]]] = {}
    for answer in answers:
        settings = judging.settings_of(answer.file)
        if settings.waivers and answer.tally:
            by_file.setdefault(settings.file, (settings, []))[1].append(answer)
    folders = [absolute(path) for path in named if path.is_dir()]
    return [
        note for _file, (settings, checked) in sorted(by_file.items()) for note in _notes(settings, checked, judging, folders)
    ]


def _notes(settings: Settings, answers: Sequence[Answer], judging: Judging, folders: Sequence[Path]) -> Iterator[WaiverNote]:
    tallies = {settings.name_of(absolute(one.file)): one.tally for one in answers if one.tally}
    folder = settings.folder or Path()
    notes = notes_on(
        settings.file,
        settings.waivers,
        today=judging.today,
        checked={path: tally.seconds.keys() for path, tally in tallies.items()},
        used={waiver for tally in tallies.values() for waiver in tally.used},
        whole=any(folder.is_relative_to(named) for named in folders),
    )
    taken = judging.selection.but(settings.selection.only, settings.selection.without)
    yield from (note for note in notes if note.code[:2] not in taken.without and note.code not in taken.without)


def print_notes(notes: Sequence[WaiverNote], session: Session, *, aside: bool) -> None:
    """`aside`: on stderr, where stdout is for programs."""
    lang = session.language.code
    console = session.err if aside else session.out
    for note in notes:
        said = f"{in_language(words.SEVERITIES[Severity.NOTE], lang)} {note.code}, {note.file}:{note.waiver.line}: "
        console.print(Text.assemble((said, "cyan"), note.message(lang)), soft_wrap=True)
        console.print(Text("  " + in_language(words.MEND, lang).format(text=note.mend(lang)), "dim"), soft_wrap=True)
