"""A case: facts of one person's illness, told beside a few words that ask what they are or how it will go.

"Cough for five months, never smoked. Lung carcinoid?" and "stage 4, liver mets, age 52, prognosis?" have no
word that asks for a verdict; the facts do. Rules for words that ask stand in `bot.limits` and `bot.verdicts`.
Works on the sentences of an even text (`bot.safety.even_out`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from bot import verdicts
from bot.patterns import fill

PARTS = {
    **verdicts.PARTS,
    "SITE": (
        r"pancrea\w+|bowel|ileum|ileal|jejun\w+|midgut|hindgut|colon|rectal|rectum|appendix|stomach|gastric|duoden\w+|lungs?|bronch\w+"
        r"|liver|nodes?|bones?|brain|thym\w+|ovar\w+|peritone\w+|mesenter\w+|unknown primary|o?esophagus"
    ),
    "FINDING": (
        r"spots?|lumps?|nodules?|mass(?:es)?|polyps?|lesions?|cysts?|growths?|shadows?|bumps?|thickening|haziness|uptake|calcification"
        r"|round thing"
    ),
    "ILL": (
        r"carcinoids?(?: syndrome)?|nets?|pnets?|neuroendocrine(?: (?:tumou?r|cancer))?|insulinoma|gastrinoma|vipoma|glucagonoma|pheo\w*"
        r"|tumou?rs?|cancer|cancerous|malignant|mets|metastas[ie]s|recurrence|zollinger \w+|type (?:1|2|3|one|two|three)|spread"
    ),
}


def _compiled(wording: str) -> re.Pattern[str]:
    return re.compile(fill(wording, PARTS))


# The kinds of facts in which a case is told.
FACTS: Mapping[str, re.Pattern[str]] = {
    "age": _compiled(r"\b(?:<AGED>|age \d\d|\d\d ?(?:yo|yrs?|years? old|male|female))\b"),
    "person": _compiled(
        r"\b(?:i|im|ive|me|my|mine|our|he|hes|his|she|shes|her|mums?|moms?|dads?|<KIN>|grandad|granddad|grandma)\b"
    ),
    "stage": re.compile(r"\bstage (?:\d|i{1,3}v?|iv|four|three|two|one)\w?\b|\bt\d ?n\d\w?\b|\bterminal\b"),
    "grade": re.compile(
        r"\b(?:grade (?:\d|one|two|three)|g[123]|high grade|low grade|(?:poorly|well) diff\w*|nec|large cell|small cell|atypical)\b"
    ),
    "figure": re.compile(
        r"\b(?:ki ?67|cga|chromogranin|serotonin|sero|hiaa|5 ?hiaa|gastrin|suv\w*|ferritin|calcitonin|insulin|glucose|\d+ of \d+ nodes|\d+ \d+ nodes"
        r"|\d+ (?:nodes|mets|liver mets|tumou?rs))\b.*\d|\b\d+(?:\.\d+)? ?(?:cm|mm|percent|kg|kilos)\b|\b\d+ (?:\w+ )?(?:nodes|mets)\b"
    ),
    "site": _compiled(r"\b(?:<SITE>)\b"),
    "spread": re.compile(
        r"\b(?:(?:liver|bones?|lungs?|brain) and (?:liver|bones?|lungs?|brain|nodes)|heart disease|liver failure|jaundice|mets|metasta\w+|spread|inoperable|incurable|progress\w+|recurrence|came back|come back|ascites|no spread|clear nodes)\b"
    ),
    "treated": re.compile(
        r"\b(?:(?:started|had|having|after|on|failed|without|progress\w+ on|off|not fit for|since|stopped|second|no|if) (?:\w+ ){0,2}?(?:chemo\w*|lanreotide|octreotide"
        r"|prrt|lutathera|cisplatin|everolimus|whipple|surgery|lobectomy|emboli\w+|cabozantinib|shots|captem|treatment)"
        r"|whipple|lobectomy|untreated|taken out|removed|wont operate|cant operate|progressing)\b"
    ),
}
# What is of one person and no other.
OWN = ("age", "person", "figure", "treated")
# What makes it one of an illness: that something is done or will be done tells of none.
ILLNESS = {"figure", "stage", "grade", "spread"}
OUTLOOK = re.compile(
    r"\b(?:prognos[ie]s|outlook|surviv(?:al|e)|life ?(?:expectancy|spans?)|lifespan|expectancy|odds|time ?(?:frame|line|scale)|chances?(?! of (?:it |a )?(?:com\w+ back|return\w*|recurr\w*))"
    r"|median|(?:people|patients) (?:\w+ )?(?:are )?alive|best estimate|one in \w+ chance|worst case|expected to live)\b"
    r"|\bhow (?:much )?long(?:er)?(?: (?:now|then|roughly|realistically|usually|left|do you think|has (?:he|she)|do i have))?$"
)
# Who asks what such words mean, or what they hang on, asks in general.
IN_GENERAL = re.compile(
    r"\b(?:mean|means|meaning|meant|explain\w*|stand for|definition|calculated|worked out|measured|affects?|depends?|influences?|factors?"
    r"|read (?:them|these|those)|understand|where do (?:they|the|these)|statistics (?:tell|work|come)|talk about|ask (?:about|the|my)|bring up)\b"
)
# The whole of a short sentence that names an illness: "lung carcinoid", "so no tumor", "bone mets then".
LEAD = r"(?:(?:so|and|but|or|maybe|possibly|perhaps|could|is|it|this|that|be|a|an|the|my|just|no|second|another|really|small|bowel|lung|rectal|stomach|bone|liver|pancreatic|is it|its|one of these|classic|likely|probably|related|reactive|medullary|what is this) )*"
TAIL = (
    r"(?: (?:maybe|perhaps|right|then|again|back|yes|no|or|not|what|worse|nothing|something|else|just|the|pills|anxiety|ibs|menopause|stress|benign"
    r"|h[ae]+morrhoids|piles|net|tumou?r|carcinoid|harmless|true|thoughts|opinions?|please|you think|do you think|by any chance))*"
)
NAMED = re.compile(rf"^{LEAD}(?:{fill('<ILL>', PARTS)}){TAIL}$")
LONGEST = 7  # words of such a sentence
LETTER = 50  # words of a message: in a long letter much is told, and asked of something else
# The same as the last words of one: "greasy stools and always gassy, carcinoid?" Not what belongs to words before it.
ENDS = _compiled(
    r"(?<!\bof)(?<!\bwith)(?<!\bfrom)(?<!\bmy)(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bhis)(?<!\bher)(?<!\bfor)(?<!\bto)(?<!\babout)(?<!\band)(?<!\bby)"
    r"(?<!\bthis)(?<!\blike)(?<!\bhave)(?<!\bhas)(?<!\bhad)(?<!\bgot)(?<!\bin)(?<!\bon)(?<!\bis)(?<!\bare)(?<!\bdo)(?<!\bdoes)(?<!\bcan)(?<!\bcause)(?<!\bthan)(?<!\bonly)(?<!\bor)"
    r" (?:carcinoid|net|tumou?r|gastrinoma|insulinoma|pheo|(?:bone|liver|lung|brain) mets)(?: (?:maybe|then|or (?:not|what|worse|ibs|anxiety|nothing|something else)))?$"
)
# What is asked of all that was told before: "what is this?"
VAGUE = re.compile(
    r"^(?:so |and |please )?(?:what is (?:this|it)|whats (?:this|it)|what (?:could|might|can) (?:this|it) be|thoughts|clean bill of health)(?: then| please| do you think)?$"
)
# A verdict asked for in so few words that all they mean was told before, on an illness or on a treatment of it.
SO = r"^(?:(?:so|and|but|please|ok|then|now) )*"
JUDGE = re.compile(
    SO + r"(?:"
    r"is (?:it|this|that|mine|he|she) (?:\w+ ){0,2}?(?:serious|dangerous|harmless|benign|malignant|bad|a yes|a no|cancer\w*|active"
    r"|back|spread\w*|growing|progress\w*|the best|the worst|early|advanced|inoperable)\b(?: \S+){0,6}"
    r"|does (?:it|this|that|mine) (?:\w+ )?(?:fit (?:me|him|her)|make (?:it|me|mine|him|her)|count as|point to"
    r"|mean (?:the (?:tumou?rs?|cancer|nets?|disease)|its|it is|it has|im|i am|ive|i have|hes|shes|he has|she has|my (?:tumou?rs?|cancer|net|disease)))\b(?: \S+){0,7}"
    r"|has (?:it|this|the \w+|my \w+) (?:\w+ )?(?:gone|spread|grown|come back|moved|got|become|turned|returned|died)\b(?: \S+){0,6}"
    r"|can (?:it|this) (?:still )?be (?:active|back|growing|cancer|benign|something \w+)"
    r"|(?:which|what) (?:one |grade |stage |type |kind )?(?:am i(?! (?:supposed|allowed|meant|going|able|to)\b)|do i have(?! to\b)|is mine|does (?:he|she) have(?! to\b)|is it more likely to be|should i believe)\b(?: \S+){0,6}"
    r"|am i (?:an? |at |still |now |really )*(?:one|two|1|2|3|three|g\d|grade \w+|stage \w+|progressing|next|high|low)(?: or \S+(?: \S+){0,3})?"
    r"|(?:same|early|late|which|what) (?:grade|stage)(?: then| or not)?"
    r"|what (?:would|do|will) you (?:say|call (?:this|it|that)|bet on|make of (?:it|this|that)|reckon)(?: then)?"
    r"|would you (?:call|say|consider) (?:that|this|it) (?:\S+ ?){1,4}"
    r"|(?:who|which)(?:s| is| one is) right"
    r"|(?:he|she|i) (?:definitely |really |surely )?(?:doesnt|dont) have it"
    r"|(?:its|it is) (?:\w+ )?(?:returning|back|spreading|growing)(?: isnt it| right| then)?"
    r"|is (?:\S+ ){1,5}the same as (?:yes|no|cancer|having it)"
    r"|(?:can|could) (?:i|we|you) (?:stop worrying|relax|rule (?:it|this|that) out|rule out \w+(?: \w+)?)"
    r"|do they see something(?: there)?"
    r")$"
)
WORKED = re.compile(
    SO + r"(?:is (?:it|this|that) (?:\w+ )?(?:working|failing)(?: \S+){0,4}"
    r"|(?:it|they|that|the (?:tumou?r|treatment|cancer)) (?:has |have |must have )?(?:worked|failed|died|is working|isnt working|shrunk|grown)(?: right| then)?"
    r"|would you (?:call|say|consider) (?:that|this|it) (?:\S+ ?){1,4})$"
)
# Asked of anybody: "is it working for most people?"
OF_MANY = re.compile(
    r"\b(?:people|patients|others?|most|usually|normally|generally|in general|for (?:you|everyone|anyone|anybody))\b"
)
LONGEST_JUDGE = 11  # words of it
# One of two things, the last words of a message: "crohns or carcinoid", "met or a cyst".
EITHER = _compiled(
    r"(?:\b(?:<ILL>|met|normal|benign|cyst) or (?:(?:just|a|an|something|the|only) )*\w+(?: \w+){0,2}|\b\w+ or (?:(?:a|an|the) )?(?:<ILL>))(?: please| then)?$"
)
# Told of a body: no page asks for it in these words alone.
BODY = _compiled(
    r"\b(?:<SYMPTOM>|<FINDING>|cga|serotonin|gastrin|hiaa|calcitonin|hurts?|hurting|radiolog\w+|patholog\w+|murmur|enzymes|markers?|cramp\w*|findings|feeling in my|blood in (?:my |the )?(?:stools?|poo|toilet))\b"
)
QUESTION = re.compile(
    r"^(?:(?:and|so|but|ok|hi|hello|please) )*(?:what|whats|which|why|how|when|where|who|is|are|can|could|do|does|did|will|would|should|tell|explain|may|i want|i need|need|looking)\b"
)


def seen(sentences: Sequence[str]) -> Literal["prognosis", "diagnosis"] | None:
    """What a case is told for: an outlook, or the name of an illness; None where it is told for neither."""
    whole = " ".join(sentences)
    if len(whole.split()) > LETTER:
        return None
    if _asks_outlook(sentences, whole):
        return "prognosis"
    return "diagnosis" if _names_illness(sentences, whole) else None


def facts(text: str) -> set[str]:
    """The kinds of facts that `text` tells of a case."""
    return {kind for kind, pattern in FACTS.items() if pattern.search(text)}


def _asks_outlook(sentences: Sequence[str], whole: str) -> bool:
    if QUESTION.match(sentences[-1]) and IN_GENERAL.search(sentences[-1]):
        return False
    if not any(OUTLOOK.search(each) and not IN_GENERAL.search(each) for each in sentences):
        return False
    told = facts(whole)
    return len(told) > 2 or (len(told) > 1 and any(kind in told for kind in OWN))


def _names_illness(sentences: Sequence[str], whole: str) -> bool:
    last = sentences[-1]
    before = " ".join(sentences[:-1])
    if EITHER.search(last) and not QUESTION.match(last) and _tells(whole):
        return True
    if _judges(sentences, JUDGE) and _tells(before):
        return True
    if _judges(sentences, WORKED) and (_tells(before) or "treated" in facts(before)):
        return True
    if before and VAGUE.match(last):
        return bool(BODY.search(before) or "figure" in facts(before))
    if before and len(last.split()) <= LONGEST and NAMED.match(last):
        return _tells(before) or "treated" in facts(before)
    return bool(ENDS.search(last) and not QUESTION.match(last) and BODY.search(whole))


def _tells(text: str) -> bool:
    """Whether `text` tells of a body, or of one illness."""
    return bool(BODY.search(text) or facts(text) & ILLNESS)


def _judges(sentences: Sequence[str], verdict: re.Pattern[str]) -> bool:
    short = (each for each in sentences[1:] if len(each.split()) <= LONGEST_JUDGE)
    return any(verdict.match(each) and not OF_MANY.search(each) for each in short)
