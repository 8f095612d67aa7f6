"""Red flags and limits in what a person types, decided by rules alone: `signal(text)`.

`bot.lookout` asks these rules first, and after them a likeness that was learned.

Patterns live in `bot.alarms` (crisis, emergency), `bot.hints` (a crisis told in hints), `bot.limits` (dosing,
prognosis, diagnosis), `bot.verdicts` (what is asked about one person), `bot.cases` (a case told before a word
that asks) and `bot.manners`. This module evens out the text, mends misspelled alarm words, and tells "I can't
breathe" from "is breathlessness a symptom?". Plain Python, no state, bounded time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from bot import alarms, cases, hints, manners, verdicts
from bot.letters import bygone
from bot.needles import Rules
from bot.slips import mend

Kind = Literal[
    "crisis", "emergency", "dosing", "prognosis", "diagnosis", "results", "choice", "role", "abuse", "sexual"
]
# The gravest first.
LIMITS: tuple[Kind, ...] = (
    "role",
    "dosing",
    "prognosis",
    "diagnosis",
    "results",
    "choice",
    "abuse",
    "sexual",
)


class Limit(NamedTuple):
    """A rule for a limit. Of those that match, the first in order counts."""

    kinds_place: int
    place: int
    kind: Kind
    name: str


PATTERNS = {**alarms.COMPILED, **verdicts.COMPILED, **manners.COMPILED}
RULES: dict[str, Rules[Any]] = {
    "crisis": Rules({**alarms.CRISIS, **hints.HINTS}),
    "emergency": Rules(PATTERNS["emergency"]),
    "limits": Rules(
        {
            Limit(LIMITS.index(kind), place, kind, name): pattern
            for kind in LIMITS
            for place, (name, pattern) in enumerate(PATTERNS[kind].items())
        }
    ),
}
SPELLED = re.compile(r"(?<![a-z0-9])[a-z](?:[ ._\-*/]{1,2}[a-z](?![a-z0-9])){2,}")
# What a picture says when words fail.
PICTURES = str.maketrans(
    {
        "🔪": " knife ",
        "🗡": " knife ",
        "🔫": " gun ",
        "💊": " pills ",
        "💀": " dead ",
        "☠": " dead ",
        "⚰": " dead ",
        "🪦": " dead ",
        "🩸": " blood ",
        "🚑": " ambulance ",
        "🆘": " help ",
        "😭": " crying ",
        "🫁": " lungs ",
        "🫀": " heart ",
    }
)
# "want 2 die", "dont want to b hear": what phones and ears make of "to", "be" and "here"; "dose it hurt".
SHORT = (
    (
        re.compile(
            r"((?:^|\. )(?:(?:and|but|so|or|how|why|where|when) )*|\b(?:and|how|why|where|when) "
            r"|\bhow (?:fast|quickly|often|long|common|rare|bad|well|far) )dose(?= [a-z])(?! (?:of|too|for"
            r"|is|was|are|adjust\w*|increas\w*|reduc\w*|chang\w*|level\w*|limit\w*|per|and|or|each|every|to|in|at|on|should"
            r"|would|can|do|does|did|high\w*|low\w*|right|wrong|missed|now|today|please)\b)"
        ),
        r"\1does",
    ),
    (
        re.compile(
            r"\b(what |which \w+ )dose(?= (?!(?:do|does) )(?:\w+ ){1,5}(?:mean|do|show|look|involve|cause|cost|feel|measure|tell)\b)"
        ),
        r"\1does",
    ),
    (
        re.compile(r"\b((?:want|wants|going|need|ready|got|have|wish|try|trying|like|how|me) )2(?= [a-z])"),
        r"\1to",
    ),
    (re.compile(r"\bb(?= (?:here|hear|heer|alive|gone|dead|ded|free|over|around|with)\b)"), "be"),
    (re.compile(r"\bbe (?:hear|heer)\b"), "be here"),
)
MOST = 4000  # characters that are read, half from the front and half from the end

PERSON = (
    r"(?:i|im|ive|id|he|hes|she|shes|they|theyre|we|were|my|his|her|our|someone|somebody|husband|wife|spouse|mum|mom|mam|dad"
    r"|mummy|mommy|daddy|mother|father|son|daughter|brother|sister|partner|friend|boyfriend|girlfriend|grandma|grandpa|gran"
    r"|nan|granny|aunt|uncle|hubby|child|kid|baby|fiancee?|neighbou?r|patient|roommate|colleague)"
)
HAVING = (
    r"(?:am|is|are|was|has|have|had|having|got|get|gets|getting|just|been|being|really|suddenly|keeps?|kept|keep|started|starting"
    r"|still|now|also|feel|feeling|feels|felt|a|an|the|very|so|some|this|bad|severe|terrible|awful|crushing|sharp|sudden|all|of"
    r"|to|and|that|think|thinks|about|going|nearly|almost|again|in|with|on|says|said|cant|it|weird|strange|tight|lot|lots|like"
    r"|mild|slight|constant|huge|horrible|experiencing|suffering|from|woke|up|began|begun|his|her|my|their)"
)
# "he has got terrible" right before the symptom: somebody has it.
SOMEBODY_HAS = re.compile(rf"\b{PERSON}(?: {HAVING})* ?$")
MODAL = re.compile(r"^(?:\w+ ){0,2}?(?:can|could|will|would|might|may|does|do|did|should)(?: \w+)?$")
# "All good now" tells of an end, not of danger.
GOOD_NOW = r"(?<!good )(?<!fine )(?<!ok )(?<!okay )(?<!well )(?<!better )(?<!normal )(?<!over )now"
NOW = re.compile(
    rf"\b(?:right now|just now|{GOOD_NOW}$|now (?:he|she|i|my|im|and|what)|at the moment|(?:is|am|are) now|this (?:morning|minute|second"
    r"|evening|afternoon)|tonight|since (?:this|an hour|last night|yesterday|\d)|suddenly|all of a sudden|hurry|urgent\w*|asap"
    r"|again today|(?:minutes?|mins?|hours?) ago|just (?:started|happened|collapsed|fainted|passed)|please help|help me|what do i do)\b"
)
PAST = re.compile(
    r"\b(?:years? ago|months? ago|last (?:year|month|summer|winter|spring|fall|autumn)|in (?:19|20)\d\d|used to|history of"
    r"|when (?:i|he|she) was|in the past|previously|as a (?:child|kid|teen\w*|boy|girl)|long ago|before my diagnosis|died (?:of|from|in)"
    r"|passed away|turned out to be|once|in (?:his|her|my|their) (?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|youth))\b"
)
# Shorter ago, or named as over: past as well, where nothing says that it goes on. That it stopped, or passed, is not
# enough: a bleeding that has just stopped is still one.
LATELY = re.compile(
    r"\b(?:weeks ago|last (?:january|february|march|april|june|july|august|september|october|november|december|christmas|easter)"
    r"|(?:back )?in (?:january|february|march|april|june|july|august|september|october|november|december)"
    r"|(?:in|over|back in|last|that) (?:the )?(?:spring|summer|autumn|winter|new year|holidays)|(?:over|at|before) (?:christmas|easter)"
    r"|(?:years?|months?|weeks|a while|some time) back|a while ago|the other (?:week|month|year)"
    r"|(?:had|went|was|got|felt|fainted|collapsed|bled) .*\b(?:said|told (?:me|us|him|her)) it was (?:nothing|fine|harmless)"
    r"|(?:hasnt|havent|has not|have not|didnt|never) (?:happened |had it |had one |come back )?since)\b"
)
GOES_ON = re.compile(
    rf"\b(?:still|today|tonight|keeps?|getting|worse|{GOOD_NOW}"
    r"|yesterday|last night|again|hours? ago|minutes? ago|cant|cannot|wont|isnt|call|help|hurry|ever since|since (?!then|january|february"
    r"|march|april|june|july|august|september|october|november|december))\b"
)
# "When should somebody call 911": a question for the day that it is needed.
WHEN_TO_CALL = re.compile(
    r"^(?:\w+ ){0,3}?when (?:(?:should|would|do|does|must|to|is it|might) )(?:\w+ ){0,4}?(?:call|ring|dial|phone)"
)
LEAD = r"(?:(?:and|so|but|ok|okay|hi|hello|please|hey|also|just|well|then|sorry|question|quick question|out of curiosity|thanks) )*"
# A sentence that asks for information. What somebody has by name still counts (SOMEBODY_HAS).
ASKS = re.compile(
    rf"^{LEAD}(?:what|whats|which|why|how|hows|when|where|who|is|are|was|can|could|does|do|did|will|would|should|may|might|tell me"
    r"|explain|define|meaning|information|info|describe|i want to know|i would like to know|id like to know|i read|i heard"
    r"|any (?:info|information)|difference|symptoms?|signs?|causes?|risks?|side effects?|treatments?|list|about (?!to)|learn)\b"
)
ABOUT_BEFORE = re.compile(
    r"\b(?:(?:caus\w+|lead\w* to|trigger\w*|make you|includ\w*|prevent\w*|avoid\w*|risks? of|treat\w*|chances? of|symptoms? (?:of|like"
    r"|are|is|include)|signs? (?:of|like|are)|side effects? (?:like|such as|include|of|are|is)|such as|(?:worried|afraid|scared|fear|nervous"
    r"|anxious|worry) (?:about|of)|history of|means?|word|term|called|article about|read about|heard about|difference between|what is"
    r"|whats|a page on|prone to|instead of|managing|manage|helps?(?: with)?|relieve|ease|medicine for|medication for|relief from|like"
    r"|as well as|or|listed|lists|mentions?|mentioned|says)(?: \w+){0,3}) ?$"
)
ABOUT_AFTER = re.compile(
    r"^ (?:an? |one of the |is an? |is one of the |are |is |as an? |be an? |listed as an? |common |possible |known |rare )*"
    r"(?:symptoms?|signs?|side effects?|risks?|complications?|normal|common|rare|mean\w*|management|treatment)\b"
)
# Wordings that nobody uses for asking in general.
SELF_EVIDENT = re.compile(
    r"(?:is this|is it an?|this is|could this be|think|its|im|feels? like|i?cant|can ?not|unable|couldnt) "
)
NONE_BEFORE = re.compile(
    r"(?:\bno|\bnot|\bnever|\bwithout|\bdont have|\bhavent|\bhasnt|\bdidnt|\bdoesnt|\bisnt|\bdont|\bnor|\bwont|\bnone of)"
    r"(?: (?:had|have|any|having|a|an|the|really|been|got|get|my|more|actual|bad|severe))*(?: \w+(?: \w+)? (?:or|nor))? ?$"
)
# Asking what a word means, or what to ask the team, is no wish for a dose or a verdict.
ABOUT_WORDS = re.compile(
    rf"^{LEAD}(?:what (?:does|is meant by) (?:an? |the )?\w+(?: mean)?$"
    r"|what (?:should|can|do|could) i ask\b|(?:why|what) is (?:it|this) called\b)"
)
# A film, a price, a laugh, a thing or an animal that the sentence is about: nobody is in danger. What is happening
# right now still counts. Nothing stands here that may stand beside danger in one sentence ("he fell by the car").
NOT_REAL = re.compile(
    r"\b(?:(?:film|movie|novel|episode|series|documentary|soap) (?:about|where|with|in which)"
    r"|(?:in|from) (?:a|the|that|this) (?:film|movie|novel|episode|documentary|soap)|on (?:the )?(?:telly|television|netflix)"
    r"|(?:nearly|almost) .{0,40}\b(?:(?:saw|heard|opened|read) the (?:bill|price|letter|envelope)|at the (?:price|bill|cost))"
    r"|laughed (?:until|till)|(?:for|out of breath) laughing|new life into|breathe a word|in the tyres?"
    r"|breathe in (?:these|my|this) (?:jeans|trousers|dress))\b"
    r"|^(?:so |and |but |well )?(?:the|my|our|your|this) (?:app|screen|website|laptop|computer|printer|phone|dog|cat|puppy|kitten"
    r"|hamster|rabbit|goldfish|boiler|car) "
)
# "why do they ask if i faint", "what if he has a fit", "who decides for me once i cant speak": nobody has.
SUPPOSED = re.compile(
    rf"\b(?:ask\w* (?:me |us )?(?:if|whether)|in case|what if|what happens if"
    rf"|(?:decid|choos)\w+ (?:\w+ ){{0,3}}?(?:if|when|once)|speaks? (?:up )?for \w+ (?:if|when|once)) {PERSON}(?: (?:had|have|has|a|ever|might|will|should|were to))* ?$"
)
MILD = re.compile(
    r"\b(?:a (?:little|bit|tad)|slightly|sometimes|occasionally|now and (?:then|again)|mildly|when (?:i|he|she) (?:walk|climb|run"
    r"|exercise|go up)\w*|on (?:the )?stairs|going up|climbing|hills?|for (?:\w+ )?(?:months|years)|every time)\b"
)


# What is judged, and the question for a verdict, may stand in two sentences.
VERDICTS: tuple[Kind, ...] = ("diagnosis", "results")


@dataclass(frozen=True)
class Signal:
    """A red flag or a limit: its kind and the name of the rule that found it."""

    kind: Kind
    rule: str


def signal(text: str) -> Signal | None:
    """The gravest thing that `text` says, or None.

    Crisis goes before emergency, and both before dosing, prognosis and diagnosis.
    """
    return seen(even_out(text))


def seen(even: str) -> Signal | None:
    """The gravest thing in a message as `even_out` gives it, or None."""
    for name, pattern in RULES["crisis"].that_may_match(even):
        if pattern.search(even):
            return Signal("crisis", name)
    sentences = [sentence for sentence in re.split(r"(?: ?\. )+", even) if sentence]
    past = bygone(even)
    return _emergency([each for each in sentences if each not in past]) or _limit(sentences)


def even_out(text: str) -> str:
    """`text` in lower case without apostrophes and marks, sentences apart by " . ", alarm words mended."""
    if len(text) > MOST:
        text = text[: MOST // 2] + " . " + text[-MOST // 2 :]
    text = _spelled(_bare(re.sub(r"\{[^}]{0,300}\}", " ", text)))
    text = re.sub(r"([a-z])\1{2,}", r"\1\1", text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = re.sub(r"(?<!\d)[.]|[.](?!\d)|[?!;]|\n\s*\n", " . ", text)
    text = re.sub(r"[^a-z0-9. ]|(?<=[a-z])\.(?=\d)", " ", text)
    return in_full(" ".join(mend(word) for word in text.split()).strip(" ."))


def in_full(even: str) -> str:
    """An even text with what is short, or misheard, in full: "want 2 die", "how fast dose it grow"."""
    for short, meant in SHORT:
        even = short.sub(meant, even)
    return even


# Letters of other alphabets that look like ours, as some keyboards and some jokers type them.
TWINS = str.maketrans("аеіјорсухѕԁοαι", "aeijopcyxsdoai")


def _bare(text: str) -> str:
    """Lower case, compatibility forms resolved, no accents, no invisible characters, no apostrophes."""
    text = text.translate(PICTURES).replace("&", " and ").replace("@", "a").replace("$", "s")
    text = unicodedata.normalize("NFKD", text).lower().translate(TWINS)
    text = "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Cf"))
    text = re.sub(r"['’‘`´ʼ*]", "", text)
    return re.sub(r"(?<=[a-z])[013](?=[a-z])", lambda found: {"0": "o", "1": "i", "3": "e"}[found[0]], text)


def _spelled(text: str) -> str:
    """`text` with words put together that are typed letter by letter: s u i c i d e, k.i.l.l, d-i-e."""
    return SPELLED.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), text)


def _emergency(sentences: list[str]) -> Signal | None:
    for sentence in sentences:
        for name, pattern in RULES["emergency"].that_may_match(sentence):
            if any(_happening(sentence, found, name) for found in pattern.finditer(sentence)):
                return Signal("emergency", name)
        if _too_little_sugar(sentence):
            return Signal("emergency", "low_sugar")
    return None


def _happening(sentence: str, found: re.Match[str], name: str) -> bool:
    """Whether somebody has what was found, rather than asks about it, denies it or remembers it."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    if NONE_BEFORE.search(before) or (PAST.search(sentence) and not NOW.search(sentence)):
        return False
    if NOT_REAL.search(sentence) and not NOW.search(sentence):
        return False
    if LATELY.search(sentence) and not (NOW.search(sentence) or GOES_ON.search(sentence)):
        return False
    if name == "call" and WHEN_TO_CALL.match(sentence) and not NOW.search(sentence):
        return False
    if name in ("unconscious", "seizure", "stroke") and SUPPOSED.search(before) and not NOW.search(sentence):
        return False
    if name == "short_of_breath" and MILD.search(sentence) and not NOW.search(sentence):
        return False
    if name == "call" or SELF_EVIDENT.match(found[0]):
        return True
    chain = SOMEBODY_HAS.search(before)
    if chain or re.match(rf"{PERSON}\b", found[0]):
        hypothetical = chain and MODAL.match(before[: chain.start()].strip()) and ASKS.match(sentence)
        return not hypothetical or bool(NOW.search(sentence))
    if NOW.search(sentence):
        return True
    return not (ASKS.match(sentence) or ABOUT_BEFORE.search(before) or ABOUT_AFTER.match(after))


def _too_little_sugar(sentence: str) -> bool:
    """A blood sugar of somebody's under 55 mg/dL, or under 3.1 mmol/L when typed with a decimal or unit."""
    found = re.search(
        r"\b(?:sugars?|glucose|bg|bsl|bm) (?:\w+ ){0,5}?(\d{1,3}(?:\.\d)?)\b(?! (?:years|minutes|hours|days|times|percent))",
        sentence,
    )
    if not found or (ASKS.match(sentence) and not re.search(rf"\b{PERSON}\b", sentence[: found.start()])):
        return False
    value = float(found[1])
    return 20 <= value < 55 or value < 3.1


def _limit(sentences: list[str]) -> Signal | None:
    sentences = [sentence for sentence in sentences if not ABOUT_WORDS.search(sentence)]
    found: Limit | None = None
    for sentence in sentences:
        found = _graver(sentence, LIMITS, found)
    # "They found a node. Is that bad?" is one question in two sentences.
    for two in pairwise(sentences):
        found = _graver(" ".join(two), VERDICTS, found)
    if found:
        return Signal(found.kind, found.name)
    case = cases.seen(sentences) if sentences else None
    return Signal(case, "case") if case else None


def _graver(text: str, kinds: tuple[Kind, ...], known: Limit | None) -> Limit | None:
    """The first limit of these kinds in `text`, or the one that is `known` if that comes before."""
    for limit, pattern in RULES["limits"].that_may_match(text):
        if known is not None and limit >= known:
            break
        if limit.kind in kinds and pattern.search(text):
            return limit
    return known
