"""Words as concepts: who, state, act. "mum", "hubby" and "my dad" are all KIN.

A stem ending in `*` stands for every word that begins with it. Words without a concept are left out, so
what remains is the skeleton of a message: ME CANT BREATH, ASK SYMPTOM BREATH, DOCTOR SAY RESULT.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_LISTS = {
    "ME": "i im ive id ill me my mine myself we us our",
    "YOU": "you your youre u ur yourself bot chatbot machine program",
    "KIN": (
        "he she they hes shes theyre him her them his their mum mom mummy mam dad daddy father mother husband wife hubby"
        " son daughter brother sister partner friend mate boyfriend girlfriend nan nana gran* uncle aunt* kid kids child"
        " children baby toddler teen* boy girl himself herself themselves missus bloke lady someone somebody flatmate"
        " roommate neighbour neighbor colleague cousin niece nephew pop papa mama parents"
    ),
    "ASK": "what whats which why how hows when where who does do did is are can could would should may might explain define tell",
    "NEG": "no not never dont doesnt didnt isnt arent wasnt without havent hasnt wont nothing none nobody neither",
    "CANT": "cant cannot couldnt unable hardly barely struggl* fight* trouble difficult* hard",
    "WANT": "want* wan* wish* hope hopes hoping pray* ready plan* going gonna gon decided intend* rather tempted like need think* thought* consider* urge* about",
    "SAY": "say* said tell* told talk* text* threat* wrote write post* mention*",
    "DIE": "die dies dying died dead death suicid* kill* kms unaliv* overdos* hang* noose poison* drown* jump* neck top deadly lethal fatal",
    "END": "end ends ending ended finish* over gone disappear* exist* stop* out quit leave leaving goodbye farewell note",
    "LIVE": "live* living life alive exist* wake waking here tomorrow go on carry around continue morning",
    "HARM": "hurt* harm* cut cuts cutting burn* starv* slit slash* injur* stab* blade razor knife gun rope cliff bridge roof train",
    "BURDEN": "burden pointless worthless point reason worth useless hopeless meaningless purpose better without",
    "BREATH": "breath* air oxygen gasp* chok* suffocat* wheez* puffed lungs inhale",
    "CHEST": "chest heart cardiac jaw pulse heartbeat palpitat*",
    "PAIN": "pain* ache* aching hurt hurts agon* crush* stab* tight* pressure squeez* excruciat* unbearable sore",
    "BLOOD": "blood* bleed* bled hemor* haemor* clot clots tarry gush* pour* soak*",
    "DOWN": "faint* collaps* unconscious unresponsive conscious* blackout blacked passed black floor slump* limp floppy fitting fit seiz* convuls* jerk* keel* lifeless respond* rouse woke",
    "STROKE": "stroke droop* slur* numb* paraly* lopsided speech vision blind weak* face arm leg side",
    "SUGAR": "sugar* glucose bg hypo* insulin insulinoma",
    "MUDDLE": "confus* delir* hallucin* drowsy gibberish nonsense sleepy disorient* sense",
    "SWELL": "swell* swollen swelled throat tongue lips anaphyl* allerg* hives rash welts itch* puff* clos* reaction",
    "FEVER": "fever* temp temperature chill* shiver* shak* rigor* sepsis burning hot",
    "VOMIT": "vomit* throw* threw puk* sick nausea keep* diarr* runs poo poop stool*",
    "COLOR": "blue grey gray purple pale yellow clammy white sweat* drench* red flush*",
    "PRESSURE": "bp pressure",
    "NOW": "now tonight today suddenly sudden ago since morning minute* moment quick* hurry urgent* asap",
    "PAST": "years used history childhood 19* 20* previously once",
    "HELP": "help sos emergency ambulance 911 999 000 112 paramedic* hospital er casualty rush",
    "MED": (
        "octreo* lanreo* sandostat* somatul* everol* afinitor sunit* sutent telotri* xermelo capecit* xeloda temozol* captem"
        " creon enzyme* imodium loperam* prrt lutathera chemo* med meds medic* pill* tablet* capsul* inject* shot shots jab*"
        " infusion* drug* morphine oxy* painkill* insulin prescription* cycle* interferon treatment* therap* dose* dosage"
    ),
    "OTHER": (
        "ibuprofen paracetamol aspirin advil tylenol aleve naproxen codeine vitamin* turmeric supplement* herb* cbd cannabis"
        " melatonin antidepress* omeprazole warfarin thinner* alcohol wine beer grapefruit tea probiotic* antibiotic* statin*"
        " viagra antihist* magnesium zinc ginseng wort steroid* antacid* metformin"
    ),
    "TAKE": "take* taking took taken have use using inject* swallow* mix combin* drink* smoke* eat* interact* together safe ok okay allowed",
    "MUCH": "much many often amount strength mg mcg units ml milligram* microgram* max* double halv* half extra increas* lower* reduc* raise*",
    "CHANGE": "stop* quit* skip* paus* off delay* postpon* refus* cancel* switch* miss* forgot* break wean* taper* change*",
    "BEST": "best better recommend* suggest* advise choose choice prefer right should opt pick versus vs or",
    "OPTION": "surgery operat* prrt chemo whipple trial radiation emboli* surveillance watch immunother* everol* transplant option* ablation",
    "RESULT": "cga chromogranin hiaa ki67 ki 67 gastrin scan* ct mri pet biopsy blood* test tests marker* report* result* level* number* lab labs suv nodule lesion* mass spot lump polyp pathology",
    "VERDICT": "bad good normal high low worr* serious dangerous aggressive benign malignan* spread* grow* grew back stable remission cured worse abnormal raised elevated",
    "NET": "net nets pnet neuroendocrine carcinoid cancer* tumor* tumour* insulinoma gastrinoma pheo* metasta* mets disease",
    "LONG": "long time years months weeks left surviv* prognosis odds chance* expectancy terminal outlook christmas curable",
    "SYMPTOM": "symptom* sign signs cause* effect* common usual* risk* mean* meaning happen* prevent* treat*",
    "DOCTOR": "doctor* dr gp oncolog* surgeon* specialist* consultant* nurse* team hospital clinic opinion",
    "PREG": "pregnan* baby conceiv* breastfe* fertil* expecting womb ivf father* unborn",
    "YOUNG": "child* kid kids toddler* teen* paediatr* pediatr* boy girl juvenile year old",
    "CURE": "cure* natural* holist* keto homeopath* ivermectin fenben* herbal alkaline apricot fasting alternative remed* healer diet",
    "ANGER": "angr* furious mad livid unfair hate* useless rubbish stupid pathetic fed sick terrible rage raging annoy* pissed",
    "LOW": "sad low depress* hopeless alone lonel* scared terrif* afraid cry* cried overwhelm* frighten* empty despair heartbroken fear*",
    "SEX": "sex* nude* naked horny boobs tits dick cock pussy erotic porn kinky dirty suck lick",
    "CURSE": "fuck* shit* bitch* cunt* idiot* asshole* moron bastard* twat wanker damn hell stfu piss",
    "ROLE": "pretend* roleplay role act ignore forget rules instruct* prompt* dan jailbreak* mode persona system override unrestricted imagine simulate previous",
}


def concepts(words: Sequence[str]) -> list[str]:
    """The concepts of `words` in their order, without repeats next to each other."""
    found: list[str] = []
    for word in words:
        for concept in _of(word):
            if not found or found[-1] != concept:
                found.append(concept)
    return found


@lru_cache(maxsize=8192)
def _of(word: str) -> tuple[str, ...]:
    names = list(_WHOLE.get(word, ()))
    for size in range(2, len(word) + 1):
        names += _STEMS.get(word[:size], ())
    return tuple(dict.fromkeys(names))


def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    whole: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for concept, listed in _LISTS.items():
        for word in listed.split():
            table, key = (stems, word[:-1]) if word.endswith("*") else (whole, word)
            table.setdefault(key, []).append(concept)
    return whole, stems


_WHOLE, _STEMS = _tables()
