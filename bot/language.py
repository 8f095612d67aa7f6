"""Which language a message is in, where it surely is not English, and whether it speaks of danger.

Letters tell some languages (Arabic, Hebrew, Hindi, Russian, Ukrainian, Chinese, Japanese, Korean), common
words the others; both stand in content/languages.yml. Whatever could be English, with names, drugs and slips
of the finger in it, is English: docs/decisions/0023-other-languages.md has the figures, also of libraries.
Plain Python, bounded time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.content.languages import Languages
from bot.content.spelling import common
from bot.content.words import ASKING, WRAPPING
from bot.kinds import RED_FLAGS

# Under which a message in hand, and what is stored of it, carries the two.
LANGUAGE, DANGER = "language", "danger"
UNKNOWN = "und"  # another language, and not one of those that we know
MOST = 2000  # characters that are read
# Words of a language that a message must have; one more where none is long or has a mark on a letter, since
# those are no slip of the finger in a short English word.
FEWEST, TELLING = 2, 4
# Of a message's letters, how many must be of another script for it to be in one.
SHARE = 0.6
WORD = re.compile(r"[^\W\d_]+")
# What stands before a vowel with a mark, as in l'eau and dell'acqua.
ELIDED = re.compile(r"\b([^\W\d_]{1,5})['’](?=[^\W\d_]{2})")
# Letters that have no accent to be taken from.
BARE = str.maketrans(
    {"ł": "l", "đ": "d", "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"}
)
ACCENTS = ("\u0300", "\u036f")
SCRIPTS = {"ARABIC": "ar", "HEBREW": "he", "DEVANAGARI": "hi", "CYRILLIC": "ru", "HANGUL": "ko", "CJK": "zh"}
KANA = ("HIRAGANA", "KATAKANA")
# Letters of other languages in the same script.
UKRAINIAN, NOT_RUSSIAN = re.compile("[іїєґ]"), re.compile("[ўђћљњџѓќѕјәғқңөұүһ]")
NOT_ARABIC = re.compile("[پچژگکیےٹڈڑںہھ]")
# Marks that words have in these languages and no English one has.
MARKED = {
    "vi": re.compile("[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "tr": re.compile("[ığş]"),
    "pl": re.compile("[łąęśźżćń]"),
}


def _both_ends(text: str) -> str:
    """What is read of a long text: danger is told at its beginning or its end."""
    return text if len(text) <= MOST else f"{text[: MOST // 2]} {text[-MOST // 2 :]}"


@dataclass(frozen=True)
class Spoken:
    """What language a message is in (a code, or UNKNOWN), and its danger: one of RED_FLAGS, or empty."""

    code: str
    danger: str = ""


def spoken(text: str, known: Languages) -> Spoken | None:
    """The language of `text` where it surely is not English, else None."""
    text = _both_ends(unicodedata.normalize("NFKC", _both_ends(text))).lower()
    ear, bare = _ear(known), _bare(text)
    for kind in RED_FLAGS:
        code = ear.sign(kind, bare)
        if code:
            return Spoken(code, kind)
    code = _by_letters(text) or ear.by_words(text)
    return Spoken(code) if code else None


class Ear:
    """What is looked up for each message: languages by word, and signs of danger as patterns."""

    def __init__(self, known: Languages) -> None:
        self._english = common() | frozenset(WRAPPING) | ASKING | known.english
        words: dict[str, set[str]] = {}
        for each in known.known:
            for word in each.words:
                # Without its marks a Vietnamese word is like any other short one.
                words.setdefault(word if each.code == "vi" else _bare(word), set()).add(each.code)
        self._words: Mapping[str, frozenset[str]] = {word: frozenset(codes) for word, codes in words.items()}
        self._alone = {_bare(word): each.code for each in known.known for word in each.alone}
        self._elided = {each.code: each.elided for each in known.known if each.elided}
        self._signs = {
            kind: [
                (each.code, bool(each.words), _pattern(each.signs[kind], spaced=bool(each.words)))
                for each in known.known
            ]
            for kind in RED_FLAGS
        }

    def sign(self, kind: str, bare: str) -> str:
        """The language of the first sign of this danger in a text as `_bare` gives it; empty without one."""
        plain = bare.isascii()
        for code, latin, pattern in self._signs[kind]:
            if (latin or not plain) and pattern.search(bare):
                return code
        return ""

    def by_words(self, text: str) -> str:
        """The language whose common words outnumber what could be English; empty where there is none."""
        elided = set(ELIDED.findall(text))
        words = list(dict.fromkeys(WORD.findall(ELIDED.sub(" ", text) if elided else text)))
        if len(words) == 1 and not elided:
            return self._alone.get(_bare(words[0]), "")
        found: Counter[str] = Counter()
        telling: set[str] = set()
        english = 0
        for word in words:
            bare = _bare(word)
            codes = self._words.get(bare) or self._words.get(word) or frozenset()
            if len(word) > 1 and bare not in self._english:
                found.update(codes)
                if len(bare) >= TELLING or bare != word:
                    telling |= codes
            elif not codes:
                english += 1
        for code, count in self._marks(words, elided):
            if count:
                found[code] += count
                telling.add(code)
        if not found:
            return ""
        code, count = found.most_common(1)[0]
        return code if count >= FEWEST + (code not in telling) and count > 2 * english else ""

    def _marks(self, words: list[str], elided: set[str]) -> Iterable[tuple[str, int]]:
        """How many words have what a language alone has: an article before a vowel, marks on letters."""
        for code, articles in self._elided.items():
            yield code, len(articles & elided)
        if not all(map(str.isascii, words)):
            for code, marks in MARKED.items():
                yield code, sum(bool(marks.search(word)) for word in words)


def _by_letters(text: str) -> str:
    """The language that the script of most letters tells; empty where it is Latin."""
    if text.isascii():
        return ""
    counts = Counter(_script(char) for char in text if char.isalpha())
    latin = counts.pop("LATIN", 0)
    rest = sum(counts.values())
    if rest < 2 or rest < SHARE * (rest + latin):
        return ""
    script = counts.most_common(1)[0][0]
    if any(counts[each] for each in KANA):
        return "ja"
    if script == "CYRILLIC":
        return UNKNOWN if NOT_RUSSIAN.search(text) else "uk" if UKRAINIAN.search(text) else "ru"
    if script == "ARABIC" and NOT_ARABIC.search(text):
        return UNKNOWN
    return SCRIPTS.get(script, UNKNOWN)


def _pattern(phrases: Iterable[str], *, spaced: bool) -> re.Pattern[str]:
    """Any of `phrases`, without marks; as whole words in a language that sets words apart."""
    bare = sorted({_bare(phrase) for phrase in phrases}, key=len, reverse=True)
    any_of = "|".join(re.escape(phrase).replace(r"\ ", r"\W{1,3}") for phrase in bare)
    return re.compile(rf"\b(?:{any_of})\b" if spaced else any_of)


def _bare(text: str) -> str:
    """`text` without the marks on its letters."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.translate(BARE))
    first, last = ACCENTS
    return unicodedata.normalize("NFC", "".join(char for char in plain if not first <= char <= last))


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


@lru_cache(maxsize=2)
def _ear(known: Languages) -> Ear:
    return Ear(known)
