"""Syllables that make no word beside each other while, one slip away, they make a common one."""

from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.spelling.dictionary import words_of
from danvan.checking.spelling.letters import with_case_of
from danvan.checking.spelling.pairs import Mistake, Rules, mistakes
from danvan.checking.spelling.slips import Slip
from danvan.checking.spelling.tokens import in_prose
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.lexicon import fold

KIND = "word_pair"
BLANKS = frozenset({"found", "expected", "reason"})
_REASONS = {
    Slip.ASKED: ("lẫn dấu hỏi và dấu ngã", "hỏi and ngã confused"),
    Slip.TONE: ("sai hoặc thiếu dấu thanh", "a wrong or lost tone"),
    Slip.MARK: ("sai hoặc thiếu dấu của chữ cái", "a wrong or lost mark"),
    Slip.SOUND: ("lẫn âm theo phát âm", "sounds confused"),
    Slip.KEY: ("thừa, thiếu hoặc nhầm một phím", "a key too many, lost, or hit beside"),
    Slip.SHAPE: ("nhầm nét khi nhận dạng", "shapes confused in recognition"),
    Slip.TELEX: ("phím dấu còn sót lại", "a key of the typing method left over"),
}


class Settings(Card):
    """`grammar`: words of grammar, with spaces between; `stands`: pairs that stand beside each other though no word, with
    commas between."""

    grammar: str
    stands: str = ""


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each."""
    known = subject.catalogue.derived(words_of)
    stands = frozenset(" ".join(fold(pair).split()) for pair in settings.stands.split(","))
    rules = Rules(known, frozenset(fold(settings.grammar).split()), stands)
    for passage, words in subject.prose:
        for mistake in mistakes(words, rules):
            word, mate = words[mistake.at], words[mistake.mate]
            if not in_prose(passage.text, word):
                continue
            meant = with_case_of(word.text, mistake.meant)
            first, last = sorted((mistake.at, mistake.mate))
            expected = f"{meant} {mate.text}" if first == mistake.at else f"{mate.text} {meant}"
            place = passage.origin(word.start, word.end)
            vi, en = _REASONS[mistake.slip]
            yield Finding(
                card.code,
                capped(_severity(card, mistake, bool(known.wide)), card.source.certainty),
                passage.origin(words[first].start, words[last].end),
                {"reason.vi": vi, "reason.en": en, "cause": f"word {place.start}"},
                found=f"{words[first].text} {words[last].text}",
                expected=expected,
            )


def _severity(card: CheckCard, mistake: Mistake, dictionary: bool) -> Severity:
    """Without a dictionary to say what is a word, anything but hỏi for ngã, or a syllable nobody has, is a guess."""
    told = mistake.slip is Slip.ASKED or (mistake.unknown and mistake.slip in (Slip.TONE, Slip.MARK))
    sure = dictionary or mistake.fixed or told
    return card.severity if sure else Severity.NOTE
