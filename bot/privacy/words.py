"""Which words are plain English or medicine, and which could be somebody's name.

English is the dictionary of bot/english.py. Medicine is whatever stands in the content store and the training
data, and the short list below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.content.typos import Typos
from bot.english import dictionary
from bot.settings import ROOT, settings

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Drugs, tests, diseases and doctors' names in diseases that the content store may not mention.
MEDICAL = frozenset(
    """
    adagrasib advil afinitor aleve alpelisib aprepitant ativan avastin axitinib azedra belzutifan benadryl bevacizumab
    bynfezia cabometyx cabozantinib capecitabine capox captem carboplatin cetrotide cisplatin compazine cometriq copper creon
    crisis cushing cyclophosphamide cyproheptadine dacarbazine demeclocycline denosumab detectnet dexamethasone diazoxide
    doxorubicin durvalumab edotreotide emend entrectinib etoposide everolimus fdg feraheme folfiri folfox folfirinox
    fluorouracil gamma gefitinib gemcitabine glucagon ibuprofen illuccix imfinzi imodium inlyta inqovi
    interferon ipilimumab irinotecan isturisa ketoconazole keytruda korlym lar larotrectinib lenvatinib lenvima leucovorin
    levoketoconazole lomotil lonsurf loperamide lorazepam lutathera lutetium megace metformin methotrexate
    metopirone metyrapone mibg mifepristone mitomycin mitotane mycapssa naloxone netspot neuro neulasta neurontin nexavar
    nivolumab octreoscan octreotide olanzapine ondansetron onivyde opdivo oxy oxycodone percocet percs vicodin tramal codeine fentanyl morphine osilodrostat oxaliplatin oxycontin paclitaxel panzyga
    paltusotine palsonify paracetamol parathyroid pasireotide pazopanib pembrolizumab pentetreotide pepcid phaeo pheo phlebotomy pluvicto
    prednisone prilosec prochlorperazine protonix prozac pylarify ramucirumab recordati regorafenib retevmo rubraca
    sandostatin satoreotide selpercatinib signifor sirolimus sirtex somatostatin somatuline somavert sorafenib spiriva
    streptozocin streptozotocin stivarga sunitinib surufatinib sutent tecentriq telotristat temodal temodar temozolomide
    temsirolimus tepadina theraspheres therasphere topotecan torisel tramadol trexall tums tylenol tykerb valium vandetanib
    vincristine vipoma votrient welireg whipple xanax xeloda xermelo xtandi yervoy zantac zanosar zofran zoladex
    zollinger zometa crohns hashimoto wermer lindau hippel recklinghausen raynaud sjogren
    parkinsons alzheimer alzheimers doppler gleason karnofsky langerhans meckel vater oddi treitz ampulla
    kulchitsky papanicolaou holter port-a-cath gallium indium yttrium actinium copper dotatate
    dotatoc dotanoc dodecane siemens philips carcinoids insulinomas gastrinomas glucagonomas somatostatinomas ppoma vipomas
    acromegaly men mens nets gepnet gepnets pnet pnets panet panets sinet sinets nec necs netter netest ki mib recist percist
    krenning pitnet paraganglioma pheochromocytoma phaeochromocytoma hereditary enets nanets nccn esmo asco who ajcc uicc
    medicare medicaid nhs lu ga cu mm cm stromal glomus
    """.split()
)
# Surnames that are part of a disease or a device where the next word says so.
EPONYM = re.compile(
    r"\b(?:addison|alzheimer|barrett|crohn|cushing|ellison|foley|fontana|graves|hashimoto|hickman|hodgkin|lindau|lynch|mason|masson|meckel"
    r"|merkel|morrison|pap|parkinson|sipple|vater|verner|von hippel|whipple|zollinger)(?:'s|’s|s|s')?[ -]*"
    r"(?:(?:syndrome|disease|disorder|cells?|cancer|carcinoma|lymphoma|o?esophagus|tumou?rs?|adenoma|procedure|operation|surgery|resection|line|catheter"
    r"|port|triad|test|smear|stain|diverticulum|papilla|crisis)\b|ellison|lindau|morrison|masson)|\b(?:zollinger|verner|fontana|hippel)[ -]\w+",
    re.IGNORECASE,
)
# A word that is written like a name before the word that makes it a disease: "Legius syndrome".
DISEASE = re.compile(
    r"\b([A-Z][^\W\d_]+)(?: [a-z]+)? (?:syndrome|disease|triad|tumou?rs?|cancers?|carcinoma|sarcoma|lymphoma|cells?)\b"
)
# Names of days, places and peoples, of firms and of how people chat: they tell nobody who somebody is.
COMMON = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july august september
    october november december christmas easter thanksgiving ramadan hanukkah passover diwali god jesus lord bible quran allah
    america american americans usa us britain british uk england english scotland scottish scots wales welsh ireland irish
    canada canadian australia australian zealand zealander france french germany german italy italian spain spanish portugal
    portuguese netherlands dutch holland belgium belgian switzerland swiss austria austrian sweden swedish norway norwegian
    denmark danish finland finnish iceland poland polish czech slovakia slovenia croatia hungary hungarian romania bulgaria
    greece greek turkey turkish russia russian ukraine ukrainian israel jewish muslim christian catholic hindu buddhist
    india indian pakistan china chinese japan japanese korea korean vietnam vietnamese thailand mexico mexican brazil
    brazilian argentina chile colombia peru africa african egypt europe european asia asian arab arabic latin hispanic latino
    states united kingdom north south east west ok okay hi hello hey thx pls plz idk btw omg lol tbh imo fyi asap aka faq
    google facebook internet youtube reddit wikipedia webmd chatgpt siri alexa zoom wifi covid tv email app rasa python
    a i im ive id ill hmm hm um uh yep nope yeah ya gonna wanna gotta dunno kinda sorta cuz cos coz ty np whats hows wheres
    whos thats theres heres isnt arent wasnt dont doesnt didnt cant couldnt wont wouldnt shouldnt havent hasnt youre theyre
    dr mr mrs ms prof st vs etc mum mums mummy mam nan nana grandma grandpa dad daddy mom mommy papa hubby chemo radio onc
    oncologist oncologists endo gp er icu mdt ct mri pet spect suv hpf who fda nci pdq acs aka ned iv im sc po prn gi ent url www
    thankyou goodmorning ps re fwd bot chatbot ai menu
    """.split()
)
# First names and surnames that are in the dictionary as words too, or that the store uses as words.
FIRST = frozenset(
    """
    belle bill bobby buck carol chance chase chuck clay cliff dale dawn daisy dean don drew earl eve faith fern flora frank
    gale gene ginger glen grace grant guy harry hazel heath heather herb holly hope iris ivy jack jade jasmine jay jean jenny
    jerry jimmy josh joy lance lily lucky marina mark marsh mason matt max melody mercy miles mona myrtle nick norm
    olive opal pam pat patience patty pearl penny peter pierce poppy ray reed rich rick rob robin rod roman rose ruby rusty
    sandy scarlet sky sterling sue summer tanner tate teddy terry tony tracy trinity violet vida victor wade walker ward
    warren wells willow wren will
    """.split()
)
# How words of medicine end that no list can hold: drugs, operations, scans, diseases.
MEDICINE = re.compile(
    r"\w{2,}(?:scop(?:y|ies|ic)|(?:ec|os|o)tom(?:y|ies)|oma(?:s|ta)?|emia|aemia|uria|itis|osis|oses|(?:o|io)graph(?:y|ic)|ogram|ology"
    r"|ologists?|pathy|plasty|therap(?:y|ies)|algia|penia|cytes?|genic|otides?|nib|mab|stat|platin|azoles?|prils?|sartan|statin"
    r"|olol|parib|ciclib|cillin|mycin|oxacin|rubicin|taxel|setron|prazole|tidine|limus|dipine|gliflozin|glutide|oxetine|azepam"
    r"|steroids?|rrhea|rrhoea|megaly|phobia|plegia|trophy|ptosis|phagia|pnea|pnoea|cardia|ectas\w+|crin\w+|enzymes?)"
)
ENDINGS = (
    (
        "",
        (
            "'s",
            "’s",
            "s'",
            "s",
            "es",
            "ed",
            "d",
            "r",
            "er",
            "est",
            "ing",
            "ly",
            "ness",
            "ment",
            "less",
            "able",
            "al",
            "ic",
        ),
    ),
    ("e", ("ing", "able", "ation", "or", "ion", "al")),
    ("y", ("ies", "ied", "ier", "iest", "ily", "iness")),
)
BEGINNINGS = (
    "un",
    "non",
    "re",
    "pre",
    "post",
    "anti",
    "over",
    "sub",
    "multi",
    "micro",
    "radio",
    "neuro",
    "immuno",
    "bio",
)


SLIPS = 8
# How often content and training say a word that people ask about, and how long it is at the least.
OFTEN, SLIPS_OFTEN = 20, 7
# Shorter ones that hardly any name is near to.
SHORT_ONES = frozenset(("biopsy", "cancer", "rectum", "trials", "tumors", "tumour"))
FOREIGN = "languages.yml"


@dataclass(frozen=True, eq=False)
class Words:
    """Kinds of words, all in lower case: plain ones, medicine, names that are nothing else, names that are both."""

    plain: frozenset[str]
    medical: frozenset[str]
    names: frozenset[str]
    both: frozenset[str]
    slips: Typos

    @lru_cache(maxsize=4096)  # noqa: B019 (there is one of these in a process)
    def is_medical(self, word: str) -> bool:
        """Whether medicine knows `word`, or a word that is one slip of the pen away."""
        low = word.lower().replace("’", "'")
        if low in FIRST or (low in self.names and low not in MEDICAL):
            return False
        if MEDICINE.fullmatch(low):
            return True
        return any(each in self.medical for each in _stems(low)) or self.slips.nearest(low) is not None

    @lru_cache(maxsize=4096)  # noqa: B019 (there is one of these in a process)
    def is_known(self, word: str) -> bool:
        """Whether `word` is plain English, medicine, or one of the names that tell nothing."""
        low = word.lower().replace("’", "'")
        if low in COMMON or low in MEDICAL:
            return True
        if low in self.names:
            return False
        if MEDICINE.fullmatch(low) or any(each in self.plain or each in self.medical for each in _stems(low)):
            return True
        if "-" in low:
            return all(len(part) < 3 or self.is_known(part) for part in low.split("-")[:9])
        return self.slips.nearest(low) is not None

    def is_name(self, word: str) -> bool:
        """Whether `word` is in the dictionary, or in our list, as somebody's or something's own name."""
        low = word.lower()
        return low in FIRST or (low in self.names and low not in COMMON and low not in MEDICAL)


def _stems(word: str) -> Iterator[str]:
    """`word` and what is left of it without its grammar."""
    yield word
    for back, endings in ENDINGS:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) > 2:
                stem = word[: -len(ending)]
                yield stem + back
                if not back and len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1]
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) > 3:
            yield word[len(beginning) :]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of this process, read once. Raises StartError without the dictionary."""
    plain, names = dictionary()
    said = Counter(_spoken((settings().path("content_dir"), ROOT / "data")))
    ours = set(said)
    medical = frozenset((ours - plain - names) | MEDICAL)
    names -= MEDICAL | COMMON
    # "Weeks" is somebody's name too.
    only = frozenset(
        name for name in names if not any(each in plain for each in (name, name.removesuffix("s")))
    )
    # Names are short and words of medicine long: only in these is a slip of the pen looked for, and in what
    # people ask about most ("Hosiice Care").
    often = {word for word, count in said.items() if count >= OFTEN and len(word) >= SLIPS_OFTEN}
    slips = Typos({word for word in medical if len(word) >= SLIPS} | (often - names) | SHORT_ONES)
    return Words(plain, medical, only, frozenset(names - only) | FIRST, slips)


def _spoken(folders: Iterable[Path]) -> Iterator[str]:
    """Every word of the files of text in `folders`, its parts too."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            # What people say in other languages is neither English nor medicine, and some of it is names.
            if file.suffix in (".md", ".yml") and file.name != FOREIGN:
                for found in WORD.findall(file.read_text(encoding="utf-8")):
                    word = found.lower().replace("’", "'")
                    yield word
                    yield from word.split("-")
