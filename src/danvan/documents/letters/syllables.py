"""Whether letters spell a Vietnamese syllable: the measure of a right decoding."""

import unicodedata
from functools import lru_cache

_CONSONANTS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS = ("", *_CONSONANTS.split())
_SPELLINGS = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oem oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyt uyu uyên uyêt
    uôc uôi uôm uôn uông uôt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ya ych yn ynh yp yt yu yêm yên yêng yêt yêu
"""
_RIMES = frozenset(_SPELLINGS.split())
_STOPS = ("c", "ch", "p", "t")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OF_STOPS = frozenset("\u0301\u0323")
"""A syllable that ends in a stop has the acute or the dot, and no other tone."""
_LONGEST = 8


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` (any case, composed or not) is spelt as a Vietnamese syllable may be."""
    if len(word) > 2 * _LONGEST:
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in letters if sign in _TONES]
    plain = unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    if len(tones) > 1 or (plain.endswith(_STOPS) and not _OF_STOPS.issuperset(tones or " ")):
        return False
    return any(plain.startswith(onset) and plain[len(onset) :] in _RIMES for onset in _ONSETS)
