"""By which checks and waivers each report is judged: the command line, and the `danvan.toml` nearest to the report."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.engine import check_reading
from danvan.checking.past import Past, Remembered
from danvan.checking.report import CheckReport
from danvan.checking.selection import EVERY_CHECK, Selection, unknown
from danvan.checking.waiver_notes import ENDED, UNUSED
from danvan.checking.waivers import waive
from danvan.cli.bulk.sources import Source, Unfound, absolute
from danvan.cli.comparing import Said, ledger_past, state_of
from danvan.cli.danvan_toml import Settings, nearest, read_settings
from danvan.kernel.errors import OptionInvalid
from danvan.reading.model import Reading

_NONE = Settings()


@dataclass(frozen=True, slots=True)
class Judging:
    """Travels to other processes. `settings`: by the folder of the report, an absolute path. `ledger`: the folder of the ledger
    the figures are held against. `said`: what each file of this run states, where they are held against each other."""

    today: date = date.min
    selection: Selection = EVERY_CHECK
    settings: Mapping[Path, Settings] = field(default_factory=dict)
    ledger: Path | None = None
    said: Said = ()

    def settings_of(self, file: Path) -> Settings:
        return self.settings.get(absolute(file).parent, _NONE)

    def report(self, file: Path, reading: Reading, catalogue: Catalogue) -> CheckReport:
        """What is wrong in the report at `file`, less what is waived there."""
        settings = self.settings_of(file)
        selection = settings.selection.but(self.selection.only, self.selection.without)
        report = check_reading(reading, catalogue, selection=selection, past=self.past_of(file))
        waivers = [one for one in settings.waivers if not one.ended(self.today)]
        if not waivers:
            return report
        waivers = [one for one in waivers if one.covers(settings.name_of(absolute(file)))]
        stands, waived = waive(report.findings, report.document.text, waivers)
        return replace(report, findings=stands, waived=waived)

    def past_of(self, file: Path) -> Past | None:
        """What is known of units besides the report at `file`. Raises LedgerError."""
        longer = ledger_past(self.ledger) if self.ledger else None
        own = absolute(file)
        others = [figure for path, figures in self.said if path != own for figure in figures]
        return Remembered(others=others, longer=longer) if longer or others else None

    @property
    def digest(self) -> str:
        """Changes when what is asked for does; '' when nothing was."""
        asked = [
            (str(folder), sorted(one.selection.only), sorted(one.selection.without), self._holding(one))
            for folder, one in sorted(self.settings.items())
        ]
        own = (sorted(self.selection.only), sorted(self.selection.without))
        held = (str(absolute(self.ledger)), state_of(self.ledger)) if self.ledger else None
        whole = repr((own, asked, held) if held else (own, asked))
        return hashlib.sha256(whole.encode()).hexdigest()[:16] if asked or held or any(own) else ""

    def _holding(self, settings: Settings) -> list[str]:
        return [repr(one) for one in settings.waivers if not one.ended(self.today)]


def judging_of(sources: Iterable[Source], catalogue: Catalogue, today: date, selection: Selection | None = None) -> Judging:
    """Reads each `danvan.toml` that counts for one of `sources`, once. Raises SettingsInvalid, FileForbidden."""
    folders = {absolute(one).parent for one in sources if not isinstance(one, Unfound)}
    files = {folder: nearest(folder) for folder in folders}
    codes = codes_of(catalogue)
    read = {file: read_settings(file, codes) for file in sorted({file for file in files.values() if file})}
    found = {folder: read[file] for folder, file in files.items() if file}
    return Judging(today, selection or EVERY_CHECK, found)


def codes_of(catalogue: Catalogue) -> list[str]:
    """The codes of the checks on documents, and of the notes on waivers."""
    return [*(code for code, card in catalogue.checks.items() if not card.of_catalogue), UNUSED, ENDED]


def selection_of(only: Iterable[str], without: Iterable[str], catalogue: Catalogue) -> Selection:
    """The checks named by `--select` and `--ignore`. Raises OptionInvalid for a name that no check has."""
    codes = codes_of(catalogue)
    named = {"--select": _upper(only), "--ignore": _upper(without)}
    for option, names in named.items():
        if strange := unknown(names, codes):
            groups = ", ".join(sorted({code[:2] for code in codes}))
            raise OptionInvalid(option=option, found=f"'{strange[0]}'", allowed=f"{groups}; {', '.join(codes[:2])}, …")
    return Selection(*map(frozenset, named.values()))


def _upper(names: Iterable[str]) -> list[str]:
    return [name.strip().upper() for words in names for name in words.split(",") if name.strip()]
