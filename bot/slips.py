"""Misspelled alarm words put right: one wrong, missing, extra or swapped letter in a word of five or more.

Words of four letters are mended only where two letters changed places or the slip is a known one. The
index of words with one letter left out makes a look-up as quick as the word is long.
"""

from __future__ import annotations

from functools import lru_cache

ALARMS = (
    "breathe breathing breath breathless chest bleeding blood vomit vomited vomiting throwing coughing seizure seizures"
    " stroke unconscious conscious unresponsive collapsed collapse fainted fainting passed passing swelling swollen throat"
    " tongue ambulance emergency suicide suicidal overdose overdosed myself himself herself killing hurting cutting living"
    " alive anymore allergic reaction anaphylaxis confused slurring slurred drooping sugar glucose purple heart attack"
    " respond responding waking crushing severe suddenly struggling trouble difficulty unable cannot pills tablets tablet"
    " medicine medication injection injections dosage missed forgot double octreotide lanreotide sandostatin somatuline"
    " everolimus sunitinib ibuprofen paracetamol imodium survive survival prognosis chances terminal expectancy dying"
    " carcinoid neuroendocrine cancer tumor biopsy chromogranin crisis point without better please everyone should would"
    " could going think tonight nobody stopped bleeds choking face pain want kill live dead stop take much long many mean"
    " lips pressure have will dont cant wont wake"
)
# Real words one letter away from an alarm word.
NO_SLIPS = (
    "cooking cocking looking booking hooking"
    " blog bloom flood brood broad breadth chess cheat crest quest pastel massed passes parsed hurling giving loving lying"
    " diving driving lining liking hiking skilling filling billing milling willing putting curing steak strokes poles"
    " pilots bills hills fills pulls mills wills pelts tables table stable trouble rubble bubble hears hearts heard heath"
    " health hearth attach crises prises chanced chance dances lances misses kissed forget worthy north forth joint"
    " paint print bettor letter butter bitter pleased pleas rumor humor humour dancer cancel canter alike olive several"
    " revere mother other medical thought though through thorough throats threat tried dried drying crying trying eying"
    " tying frying buying prying surgery walking talking making taking baking raking waxing severed difficult faint"
    " sever forgo breather vomits showing growing knowing rowing blowing flowing tumour tumours eating dropping dropped scould"
    " world cold mould gould thing thank thick shoulder doing goings saving caving laving having paving leaving"
    " waving working parking marking dose stroking chance crush brushing braking breaking bearing heart heat hear"
    " mixed missed messed fisted stopper shopped chopped topped hopped slopped dropped swapped passion patted posed"
    " changes changing enable enabled usable spelling shelling setter getter crashing crashed confuse confuses parsing pasting"
    " pasted passwd lease misused kills painted painting tainted strike polls spills tutor doubly blurred blending bleed"
    " stepped pausing infection infections wound leeds breach mediation collapses slurping hunting faking alice meditation"
    " paused tongues toning longer tonic pallets sable unstable maple people couple triple ripple"
)
KNOWN = {
    "wnat": "want",
    "wat": "what",
    "wnt": "want",
    "kil": "kill",
    "kiil": "kill",
    "wil": "will",
    "cnt": "cant",
    "carnt": "cant",
    "dnt": "dont",
    "ths": "this",
    "evry": "every",
    "evrything": "everything",
    "evryone": "everyone",
    "evry1": "everyone",
    "every1": "everyone",
    "some1": "someone",
    "any1": "anyone",
    "no1": "noone",
    "shoud": "should",
    "shuld": "should",
    "dei": "die",
    "diee": "die",
    "pils": "pills",
    "chst": "chest",
    "brth": "breath",
    "pane": "pain",
    "suger": "sugar",
    "hav": "have",
    "onn": "on",
    "icant": "i cant",
    "idont": "i dont",
    "iwant": "i want",
    "cantbreathe": "cant breathe",
    "wanttodie": "want to die",
    "killmyself": "kill myself",
    "iwanttodie": "i want to die",
    "iwannadie": "i want to die",
    "endmylife": "end my life",
    "chestpain": "chest pain",
    "alot": "a lot",
    "u": "you",
    "ur": "your",
    "doesn": "doesnt",
    "unconcious": "unconscious",
    "concious": "conscious",
    "sucide": "suicide",
    "sucidal": "suicidal",
    "anaphalactic": "anaphylactic",
    "hemorage": "hemorrhage",
    "diagnos": "diagnose",
}
SHORTEST, LONGEST = 5, 16


def mend(word: str) -> str:
    """The alarm word that `word` is a slip of, or `word` itself; a known slip may give two words."""
    if word in KNOWN:
        return KNOWN[word]
    if not SHORTEST - 1 <= len(word) <= LONGEST or word in _WORDS or word in _RIGHT:
        return word
    return _mend(word)


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    candidates = {found for key in (word, *_shorter(word)) for found in _INDEX.get(key, ())}
    return next((found for found in sorted(candidates) if _one_slip(word, found)), word)


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _one_slip(word: str, right: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(word, right, strict=False)) if a != b]
    swapped = (
        len(word) == len(right)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and word[apart[0]] == right[apart[1]]
        and word[apart[1]] == right[apart[0]]
    )
    if len(right) < SHORTEST or len(word) < SHORTEST:
        return swapped
    # A letter more at the end is grammar ("doubled"), not a slip.
    grammar = word.startswith(right)
    return (
        swapped or (len(word) != len(right) and not grammar) or (len(word) == len(right) and len(apart) == 1)
    )


def _index(words: frozenset[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in words:
        for key in (word, *_shorter(word)):
            index.setdefault(key, []).append(word)
    return index


_WORDS = frozenset(ALARMS.split())
_RIGHT = frozenset(NO_SLIPS.split())
_INDEX = _index(_WORDS)
