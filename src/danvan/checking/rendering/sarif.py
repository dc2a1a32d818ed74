"""Reports of checking as SARIF 2.1.0 (OASIS, 2020-03-27): one run over all files.

Places count the text that `danvan read --text` prints, which for a text file is the file itself; in other formats a logical
location says where to look: 'đoạn 12', 'bảng 1, hàng 2, cột 3'.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from danvan.catalogue.models import CheckCard, Words
from danvan.checking import waiver_notes, words
from danvan.checking.message import in_language, mend, message, opened
from danvan.checking.place import place_of
from danvan.checking.privacy import shown_words
from danvan.checking.render_text import place_in_words, ran_short
from danvan.checking.rendering.fingerprints import fingerprints
from danvan.checking.rendering.lines import Lines
from danvan.checking.report import CheckReport
from danvan.checking.waiver_notes import WaiverNote
from danvan.checking.waivers import Waiver
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "danvanFinding/v1"
PAGES = "docs/reference/checks"
"""Where the page of each check stands in the project."""
JsonObject = dict[str, object]
_TEXT = "text/plain"
_TYPES = {
    "txt": _TEXT,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_COUNTED = Words(
    vi="Dòng, cột và vị trí tính trên văn bản mà `danvan read --text` in ra.",
    en="Lines, columns and offsets count the text that `danvan read --text` prints.",
)


@dataclass(frozen=True, slots=True)
class SarifFile:
    """What one file adds to the run. `rules`: the checks that ran, by code. Travels between processes."""

    artifact: JsonObject
    results: Sequence[JsonObject] = ()
    rules: Mapping[str, JsonObject] = field(default_factory=dict)
    notifications: Sequence[JsonObject] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """How the run went. `address`: of the project's pages on the web, '' when it has none."""

    lang: str
    version: str
    started: datetime
    ended: datetime
    exit_code: int
    address: str = ""


def sarif_file(report: CheckReport, uri: str, lang: str) -> SarifFile:
    """The findings of one file. `uri`: relative or absolute, percent-encoded."""
    artifact: JsonObject = {"location": {"uri": uri}, "roles": ["analysisTarget"]}
    if mime := _TYPES.get(report.document.format):
        artifact["mimeType"] = mime
    if report.document.format != "txt":
        artifact["description"] = {"text": in_language(_COUNTED, lang)}
    shown = _Shown(report, uri, lang, Lines.of(report.document.text))
    short = [
        _notification(ran_short(report, code, ran, lang), uri, "error" if ran.failure else "warning", code)
        for code, ran in report.ran_short.items()
    ]
    rules = {code: _rule(card, lang) for code, card in report.cards.items()}
    return SarifFile(artifact, shown.results(), rules, short)


def sarif_unread(uri: str, sentence: str) -> SarifFile:
    """A file that could not be read, and why."""
    return SarifFile({"location": {"uri": uri}, "roles": ["analysisTarget"]}, notifications=[_notification(sentence, uri)])


def sarif_log(files: Sequence[SarifFile], notes: Sequence[tuple[WaiverNote, str]], run: Run) -> JsonObject:
    """The whole log. `notes`: on waivers, each with the address of its file."""
    rules = {code: rule for one in files for code, rule in one.rules.items()}
    rules |= {note.code: _waiver_rule(note.code, run.lang) for note, _uri in notes}
    if run.address:
        for code, rule in rules.items():
            rule["helpUri"] = f"{run.address.rstrip('/')}/{PAGES}/{code}.md"
    codes = sorted(rules)
    results = [result for one in files for result in one.results] + [_waiver_result(*note, run.lang) for note in notes]
    at = {code: index for index, code in enumerate(codes)}
    notifications = [notification for one in files for notification in one.notifications]
    driver: JsonObject = {"name": "danvan", "fullName": f"Dân Vận {run.version}", "version": run.version, "language": run.lang}
    if run.address:
        driver["informationUri"] = run.address
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": driver | {"rules": [rules[code] for code in codes]}},
                "language": run.lang,
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run, notifications)],
                "artifacts": [one.artifact for one in files],
                "results": [{**result, "ruleIndex": at[str(result["ruleId"])]} for result in results],
            }
        ],
    }


@dataclass(frozen=True, slots=True)
class _Shown:
    """One report on its way into results."""

    report: CheckReport
    uri: str
    lang: str
    lines: Lines

    def results(self) -> list[JsonObject]:
        """Those that stand, then those that are waived."""
        report = self.report
        all_of_them = [*((finding, None) for finding in report.findings), *((one.finding, one.waiver) for one in report.waived)]
        prints = fingerprints(report, [finding for finding, _waiver in all_of_them])
        return [self._result(*one, mark) for one, mark in zip(all_of_them, prints, strict=True)]

    def _result(self, finding: Finding, waiver: Waiver | None, fingerprint: str) -> JsonObject:
        card = self.report.cards[finding.code]
        what = message(card, finding, self.lang)
        todo = in_language(words.MEND, self.lang).format(text=mend(card, finding, self.lang))
        result: JsonObject = {
            "ruleId": finding.code,
            "level": _level(finding.severity),
            "message": _message(f"{what}\n{todo}"),
            "locations": [self._location(finding.span, finding)],
            "partialFingerprints": {FINGERPRINT: fingerprint},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, **self._location(span)} for number, span in enumerate(finding.related, 1)
            ]
        if waiver:
            result["suppressions"] = [_suppression(waiver)]
        return result

    def _location(self, span: Span, finding: Finding | None = None) -> JsonObject:
        """`finding`: whose words are shown with the place."""
        region: JsonObject = dict(self.lines.region(span))
        if finding and (snippet := shown_words(self.report, finding)):
            region["snippet"] = {"text": snippet}
        location: JsonObject = {"physicalLocation": {"artifactLocation": {"uri": self.uri}, "region": region}}
        if self.report.document.format != "txt":
            where = place_of(self.report.document, span)
            location["logicalLocations"] = [
                {"name": place_in_words(self.report.document, span, self.lang), "kind": where.kind.value}
            ]
        return location


def _level(severity: Severity) -> str:
    """The three levels of SARIF that mean a problem have the names of ours."""
    return severity.value


def _message(text: str) -> JsonObject:
    """Plain text; what would be read as a link is not (§3.11.6)."""
    return {"text": _LINK.sub(r"\\[", text)}


def _suppression(waiver: Waiver) -> JsonObject:
    """One without a status is an accepted one."""
    return {"kind": "external", "justification": f"{waiver.reason} ({waiver.by})"}


def _rule(card: CheckCard, lang: str) -> JsonObject:
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": in_language(card.title, lang)},
        "fullDescription": {"text": in_language(card.why, lang).strip()},
        "help": {"text": opened(card.mend, lang)},
        "defaultConfiguration": {"level": _level(card.severity)},
        "properties": {"tags": [card.code[:2]], "page": f"{PAGES}/{card.code}.md"},
    }


def _waiver_rule(code: str, lang: str) -> JsonObject:
    return {
        "id": code,
        "shortDescription": {"text": in_language(waiver_notes.TITLES[code], lang)},
        "fullDescription": {"text": in_language(waiver_notes.WHYS[code], lang)},
        "help": {"text": in_language(waiver_notes.MENDS[code], lang)},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": [code[:2]]},
    }


def _waiver_result(note: WaiverNote, uri: str, lang: str) -> JsonObject:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": note.waiver.line}}}
    said = f"{note.message(lang)}\n{note.mend(lang)}"
    return {"ruleId": note.code, "level": "note", "message": _message(said), "locations": [place]}


def _notification(sentence: str, uri: str, level: str = "error", code: str = "") -> JsonObject:
    told: JsonObject = {
        "level": level,
        "message": _message(sentence),
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
    }
    return told | {"associatedRule": {"id": code}} if code else told


def _invocation(run: Run, notifications: Sequence[JsonObject]) -> JsonObject:
    failed = any(one["level"] == "error" for one in notifications)
    return {
        "executionSuccessful": not failed,
        "exitCode": run.exit_code,
        "startTimeUtc": _utc(run.started),
        "endTimeUtc": _utc(run.ended),
        "toolExecutionNotifications": list(notifications),
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
