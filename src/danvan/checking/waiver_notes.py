"""What is wrong with waivers themselves: one that has ended (WA02), one that silences nothing any more (WA01).

They are notes on the file of the waivers, not on a document, and so have no card among the checks of documents.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.models import Words
from danvan.checking.message import in_language
from danvan.checking.waivers import Waiver

UNUSED, ENDED = "WA01", "WA02"
TITLES = {
    UNUSED: Words(vi="Miễn trừ không còn tác dụng", en="A waiver that silences nothing"),
    ENDED: Words(vi="Miễn trừ đã hết hạn", en="A waiver that has ended"),
}
MESSAGES = {
    UNUSED: Words(
        vi="Miễn trừ {check}{words} không còn chỗ nào để bỏ qua.",
        en="The waiver of {check}{words} has nothing left to silence.",
    ),
    ENDED: Words(
        vi="Miễn trừ {check}{words} đã hết hạn ngày {until}: những chỗ ấy lại được nêu.",
        en="The waiver of {check}{words} ended on {until}: what it silenced is told again.",
    ),
}
MENDS = {
    UNUSED: Words(
        vi="Bỏ mục này khỏi danvan.toml; nếu lời văn đã đổi thì ghi lại `words` cho đúng.",
        en="Take it out of danvan.toml; where the words have changed, write `words` as they are now.",
    ),
    ENDED: Words(
        vi="Sửa báo cáo rồi bỏ mục này khỏi danvan.toml; nếu vẫn cần thì người chịu trách nhiệm ghi ngày `until` mới.",
        en="Mend the report and take the waiver out of danvan.toml; if it is still needed, the person responsible sets a new"
        " `until`.",
    ),
}
WHYS = {
    UNUSED: Words(
        vi="Miễn trừ để quên có thể che một lỗi mới ở đúng chỗ ấy.",
        en="A waiver that was forgotten may hide a new mistake in the same place.",
    ),
    ENDED: Words(
        vi="Miễn trừ có thời hạn là lời hẹn xem lại.",
        en="A waiver with an end is a promise to look again.",
    ),
}


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """`file`: of the waivers, as it is called in messages."""

    code: str
    file: str
    waiver: Waiver

    def message(self, lang: str) -> str:
        waiver = self.waiver
        words = f" «{waiver.words}»" if waiver.words else ""
        until = f"{waiver.until:%d/%m/%Y}" if waiver.until else ""
        return in_language(MESSAGES[self.code], lang).format(check=waiver.check, words=words, until=until)

    def mend(self, lang: str) -> str:
        return in_language(MENDS[self.code], lang)


def notes_on(
    file: str,
    waivers: Sequence[Waiver],
    *,
    today: date,
    checked: Mapping[str, Collection[str]],
    used: Collection[Waiver],
    whole: bool,
) -> list[WaiverNote]:
    """The notes on the waivers of one file. `checked`: what was checked, by its way from their folder, with the codes of the
    checks that ran on it; `used`: waivers that silenced something. `whole`: everything below the folder was checked;
    without that, only a waiver that names its one file can be known to silence nothing."""
    notes: list[WaiverNote] = []
    for waiver in waivers:
        ran = [codes for path, codes in checked.items() if waiver.covers(path)]
        if not ran:
            continue
        if waiver.ended(today):
            notes.append(WaiverNote(ENDED, file, waiver))
        elif waiver not in used and (whole or waiver.names_one_file) and any(_ran(waiver.check, codes) for codes in ran):
            notes.append(WaiverNote(UNUSED, file, waiver))
    return notes


def _ran(check: str, codes: Collection[str]) -> bool:
    """A check that was not run says nothing of its waivers."""
    return any(code.startswith(check) for code in codes)
