"""A question that leans on the passage before it: "and for the rectum?", "is it painful?", "side effects?".

The subject of that passage, told by its facets, is put in for what the question leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.content.model import Hit, Passage
from bot.content.store import Store
from bot.guides import Guides

SHORT = 9  # words; a longer question is taken as it stands
WHOLE = 7  # words from which a question says what it is about, unless it begins with "and"
WELL = 0.8  # score
SHORTEST = 3  # words; "why?" and "stop it" are no question about a page
FEW = 3  # words after "and" or "what about"; more of them are a question of their own
LEADS = re.compile(
    r"^\W*(?:(?:ok|okay|so|oh|sorry|no|but|thanks|thank you)\W+)*"
    r"(?:and|what about|how about|what of|also|same for|same with|i meant?|not the|what if)\b",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\b(?:it(?! is (?:hard|difficult|true|possible|normal))|its|that|this|they|them|those|these|then|one"
    r"|(?<!is )(?<!are )there)\b",
    re.IGNORECASE,
)
SIDE_EFFECTS = re.compile(r"\b(?:side ?(?:e|a)ffects?|risks?|complications?)\b", re.IGNORECASE)
SIDE_EFFECTS_ALONE = re.compile(
    r"^\W*(?:(?:what|which|any|are|is|there|the|its|about|does|have|has|of|and)\W+)*side ?(?:e|a)ffects?\W*$",
    re.IGNORECASE,
)
# "Which drugs", "who pays": too little to be a question of its own.
BARE = re.compile(r"^\W*(?:what|which|who|when|where|why|how)\s+\w+\W*$", re.IGNORECASE)
# "The one with chemo", "with radiation too": a kind of what the page is about, not another thing.
KIND_OF = re.compile(r"\bones? (?:with|that|for|in)\b", re.IGNORECASE)
# What a question may ask of anything; the passage itself then says it, if any does.
OF_ANYTHING = re.compile(
    r"\b(?:painful|pain|hurts?|how long|how often|safe|dangerous|work|works|awake|asleep|(?<=^)who|why|when"
    r"|results?|given|everyone|everybody|long|take|different|difference|common|prepare|need)\b",
    re.IGNORECASE,
)
# "What should I ask": of the care team, about what the page is about.
TO_ASK = re.compile(
    r"^\W*(?:and |so |but |ok |okay )*(?:what|which questions) (?:should|do|can|could|shall) (?:i|we) ask"
    r"(?: (?:them|him|her|my|the|our|about|it|that|this|doctor|team|then|there)){0,3}\W*$",
    re.IGNORECASE,
)
# A question that is no order to the bot, which would say "you": "can I quit", "why do I need it".
QUESTION = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|then)\W+)*(?:can|could|may|must|should|do|does|will|would|is|are|what|why|how|when|who)"
    r"\b(?!.*\b(?:you|your|u)\b)",
    re.IGNORECASE,
)
# A topic of its own, which the earlier passage's is not carried over for.
ASPECTS = {
    "symptoms": re.compile(r"\b(?:symptoms?|signs?)\b", re.IGNORECASE),
    "treatment": re.compile(
        r"\b(?:treat\w*|cure\w*|therapy|surgery|operat\w+|pills?|tablets?|medicines?|medications?|drugs?)\b",
        re.IGNORECASE,
    ),
}
# The kinds of things that a passage can be about, the one that says most first.
SUBJECTS = ("drug", "treatment", "test", "syndrome", "site", "grade", "hormone", "extent", "symptom")
# Kinds that can take the place of the earlier passage's own: "and for the rectum?"
SWAPPED = ("site", "drug", "test", "grade", "treatment", "extent")
# What is kept when a question turns from one topic to another: "and the symptoms?"
CARRIED = ("syndrome", "site", "drug", "test")
TOPIC_WORDS = {"treatment": "treatment", "symptoms": "symptoms", "grade": "grade", "diagnosis": ""}
# From which score a passage counts as found, and as found in spite of what the last one may say itself.
ENOUGH, CLEARLY = 0.4, 0.6
# From which score on it is found by the words of the question alone.
PLAINLY = 0.85
NEAR = 6  # passages looked at
QUESTIONS = "questions"  # the tag of the pages that list questions for the care team


def leans(store: Store, text: str, entities: Mapping[str, Sequence[str]]) -> bool:
    """Whether `text` makes sense only after something else; `entities` are what it names itself."""
    if len(text.split()) > SHORT or store.is_strange(text):
        return False
    return bool(LEADS.search(text)) or not any(entities.get(kind) for kind in (*SWAPPED, "syndrome", "tumor"))


def is_whole(text: str, own: float = 0.0) -> bool:
    """Whether `text` is long enough to say itself what it is about, and does not go on from something.

    `own` is the score of the page that it finds by itself; one that finds it well may be a word shorter.
    """
    return len(text.split()) >= WHOLE - (own >= WELL) and not LEADS.search(text)


def points(text: str, entities: Mapping[str, Sequence[str]]) -> bool:
    """Whether `text` says by its words that it leans: "and for the rectum?", "it", "side effects?"."""
    lead = LEADS.search(text)
    brief = lead is not None and (len(text[lead.end() :].split()) <= FEW or bool(_named(entities)))
    alone = SIDE_EFFECTS_ALONE.search(text) or BARE.match(text) or TO_ASK.match(text)
    return brief or bool(POINTS.search(text) or alone)


def asks_on(text: str) -> bool:
    """Whether `text`, which sounds like an order, is a question that may be about the page before it."""
    return len(text.split()) >= SHORTEST and bool(QUESTION.search(text))


def may_repeat(text: str, entities: Mapping[str, Sequence[str]]) -> bool:
    """Whether the last page itself may answer `text`: "is it painful", not "where do I find a specialist"."""
    return points(text, entities) or bool(OF_ANYTHING.search(text))


def resolved(
    store: Store, guides: Guides, text: str, entities: Mapping[str, Sequence[str]], last: Passage
) -> Hit | None:
    """The passage that `text`, said after `last`, asks for; None where it does not lean on it."""
    if SIDE_EFFECTS.search(text) and not _named(entities):
        effects = store.passage(guides.side_effects(last.id) or "")
        if effects is not None:
            return Hit(effects, 1.0)
    if TO_ASK.match(text):
        hits = store.search(f"questions to ask about {subject(last)}", {}, limit=NEAR)
        asked = next((hit for hit in hits if QUESTIONS in hit.passage.tags), None)
        if asked is not None:
            return asked
    swapped = _swapped(store, text, entities, last)
    if swapped is not None:
        # "And of PRRT?", said after a page on side effects, asks for those.
        effects = store.passage(guides.side_effects(swapped.passage.id) or "")
        return Hit(effects, swapped.score) if effects and guides.is_side_effects(last.id) else swapped
    topic = _topic(text, last)
    if topic == last.topic:
        hits = store.search(f"{text} {subject(last)}", dict(last.facets), topic=topic)
    else:
        about = {kind: last.facets[kind] for kind in CARRIED if kind in last.facets}
        hits = store.search(f"{text} {subject(last, CARRIED)}", about, topic=topic, limit=NEAR)
        hits = [hit for hit in hits if hit.passage.topic == topic and _about(hit.passage, about)] or hits
    found = next((hit for hit in hits if hit.score >= ENOUGH), None)
    if OF_ANYTHING.search(text) and (found is None or found.score < CLEARLY):
        return Hit(last, 1.0)
    return found


def subject(passage: Passage, kinds: Sequence[str] = SUBJECTS) -> str:
    """What `passage` is about, in words: of its facets those that say most, else its title."""
    for kind in kinds:
        values = passage.facets.get(kind)
        if values and len(values) <= 2:
            return " ".join(value.replace("_", " ") for value in values)
    return re.split(r"[,:(]", passage.title)[0]


def _swapped(store: Store, text: str, entities: Mapping[str, Sequence[str]], last: Passage) -> Hit | None:
    """The neighbour of `last` about the thing that `text` names in its place, on the same topic."""
    named = _named(entities)
    if not named or KIND_OF.search(text):
        return None
    topic = _topic(text, last)
    alone = store.search(text, entities, topic=topic, limit=1)
    if alone and alone[0].score >= PLAINLY and alone[0].passage.topic == topic:
        return alone[0]
    words = TOPIC_WORDS.get(topic, "")
    hits = store.search(f"{text} {words}", entities, topic=topic, limit=NEAR)
    near = [hit for hit in hits if hit.passage.topic == topic and _about(hit.passage, named)]
    return next(iter(near or [hit for hit in hits if _about(hit.passage, named)]), None)


def _named(entities: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {kind: entities[kind] for kind in SWAPPED if entities.get(kind)}


def _about(passage: Passage, named: Mapping[str, Sequence[str]]) -> bool:
    return any(set(passage.facets.get(kind, ())) & set(values) for kind, values in named.items())


def _topic(text: str, last: Passage) -> str:
    return next((topic for topic, asked in ASPECTS.items() if asked.search(text)), last.topic)
