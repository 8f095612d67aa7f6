"""What the content store does not speak of, or little: other illnesses, errands, and prices.

A near miss must not get a NET answer.

"Rectal cancer" is most often not a NET, and its treatment is another one; so the name of another cancer or
disease without a word for NETs beside it is answered with an honest no. Each kind of no has its own words
(data/_shared/responses.yml) and says where to ask instead.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ORGANS = (
    "breast|prostate|lung|skin|ovarian|ovary|cervical|thyroid|colon|rectal|colorectal|bowel|stomach|gastric|"
    "pancreatic|pancreas|liver|kidney|renal|bladder|brain|bone|esophageal|oesophageal|throat|oral|mouth|"
    "testicular|endometrial|uterine|womb|vulvar|anal|gallbladder|bile duct|blood|intestinal|intestine|"
    "head and neck|mast cell|germ cell"
)
_CANCERS = (
    r"melanomas?|leuk(?:a?)emias?|lymphomas?|myelomas?|gliomas?|glioblastomas?|sarcomas?|osteosarcomas?|"
    r"mesotheliomas?|neuroblastomas?|retinoblastomas?|adenocarcinomas?|hepatocellular|non[- ]small[- ]cell|"
    r"basal cell|squamous cell|ductal carcinoma|thymomas?|cholangiocarcinomas?|merkel cell|stromal tumou?rs?|"
    r"glomus|gleason|her2|brca|hodgkin'?s?|in situ|bcc|dcis|carney|legius|papillary thyroid|thyroidectomy|"
    r"triple negative|choriocarcinomas?|nasopharyngeal|seminomas?|ewing'?s?|wilms'?|"
    r"myelodysplas\w+|myelofibrosis|polycythemia|mastectomy|lumpectomy|mammograms?|prostatectomy|tamoxifen|"
    r"anastrozole|letrozole|herceptin|trastuzumab|imatinib|gleevec|psa test|pap smears?|medulloblastomas?|"
    r"meningiomas?|astrocytomas?|cml|dlbcl"
)
_DISEASES = (
    r"diabetes|covid(?:-?19)?|influenza|flu|asthma|arthritis|dementia|alzheimer'?s?|parkinson'?s?|epilepsy|"
    r"migraines?|lupus|psoriasis|eczema|hiv|malaria|tuberculosis|endometriosis|fibromyalgia|glaucoma|crohn'?s?|"
    r"ulcerative colitis|c(?:o?)eliac|hepatitis|shingles|gout|osteoporosis|multiple sclerosis|"
    r"cystic fibrosis|"
    r"strep|tonsillitis|bronchitis|pneumonia|urinary tract infection|uti|h[ae]{1,2}morrhoids|acne|hay ?fever|"
    r"tinnitus|sleep apn(?:o?)ea|erectile|cataracts?|sciatica|kidney stones?|depressive disorder|autism|adhd|"
    r"anorexia nervosa|chickenpox|measles|mumps|head lice|warts?|sprained|cholesterol|menopause|"
    r"am i pregnant|morning sickness|breast ?feeding|contracepti\w+|birth control|botox|vaccin\w+|"
    r"teething|toothache|toothpaste|tetanus|meniscus|torn acl|rotator cuff|plantar fasciitis|frozen shoulder|"
    r"carpal tunnel|tennis elbow|slipped dis[ck]|herniated dis[ck]|inguinal hernia|hiatal hernia|scoliosis|"
    r"osteoarthritis|rheumatoid|ankylosing|ehlers[- ]danlos|marfan|down'?s? syndrome|angelman|"
    r"prader[- ]willi|huntington'?s?|muscular dystrophy|myasthenia|bell'?s palsy|cerebral palsy|"
    r"spina bifida|sickle cell|ha?emophilia|thalass(?:a?)emia|fibroids?|pcos|polycystic|thrush|"
    r"diverticulitis|cirrhosis|fatty liver|"
    r"hypothyroid\w*|hyperthyroid\w*|underactive thyroid|overactive thyroid|hashimoto'?s?|vitiligo|ringworm|"
    r"athlete'?s foot|scabies|impetigo|cold sores?|herpes|chlamydia|syphilis|lyme disease|mononucleosis|"
    r"croup|scarlet fever|whooping cough|ear infections?|sinusitis|sinus infection|pink eye|conjunctivitis|"
    r"macular degeneration|retinal detachment|snor(?:es?|ing)|cpap|restless legs?|narcolepsy|meniere'?s?|"
    r"concussion|schizophrenia|bipolar|bulimia|ovulat\w+|ivf|miscarriage|vasectomy|wisdom (?:tooth|teeth)|"
    r"root canal|gum disease|gingivitis|bunions?|ingrown|varicose|raynaud'?s?|atrial fibrillation|dialysis|"
    r"bladder infection|overactive bladder|enlarged prostate|dandruff|lasik|sunburn|poison ivy|tick bite|"
    r"pinworms?|food poisoning|common cold|kidney disease|heel pain|my knees?|knee pain"
)
# Organs in which NETs start or to which they spread: people with one say "my bowel tumor" too.
_OWN_ORGANS = (
    "lung|colon|rectal|colorectal|bowel|stomach|gastric|pancreatic|pancreas|liver|intestinal|intestine|bone"
)
OTHER_CANCER = re.compile(
    rf"\b(?:(?:{_ORGANS})(?: cell)? (?:cancers?|carcinomas?)|cancers? of the (?:{_ORGANS})"
    rf"|(?!(?:{_OWN_ORGANS}) )(?:{_ORGANS})(?: cell)? tumou?rs?"
    rf"|\(?hepatocellular\)? cancer|{_CANCERS})\b"
)
OTHER_ILLNESS = re.compile(rf"\b(?:{_DISEASES})\b")
# The words of those names: one of them may be misspelled too (bot/content/search.py).
_PLAIN = (name.replace("s?", "") for name in f"{_ORGANS}|{_CANCERS}|{_DISEASES}".split("|"))
NAMES = frozenset(word for name in _PLAIN if re.fullmatch("[a-z ]+", name) for word in name.split())
# Those of two words or more as `bot.content.spelling` asks which stand side by side.
BESIDE = frozenset(
    f"{one} {other}"
    for name in (
        *f"{_CANCERS}|{_DISEASES}".replace("s?", "").split("|"),
        *(f"{organ} cancer" for organ in _ORGANS.split("|")),
    )
    if re.fullmatch("[a-z ]+", name)
    for one, other in pairwise(name.split())
)
# What an operation or a treatment may bring on is no other illness: "do people get diabetes after a whipple".
BROUGHT_ON = re.compile(
    r"\b(?:pancrea\w*|whipple|surgery|operation|operated|remov\w+|shots?|injections?|treatment)\b"
)
DIABETES = re.compile(r"\bdiabet\w+")
# A word for NETs makes it ours: "a NET of the lung", "carcinoid", "islet cell", a hormone that NETs make.
OURS = re.compile(
    r"\b(?:p?nets?|necs?|neuro-?endocrine\w*|carcinoids?|islet cell|ki-?67|somatostatin|octreotide"
    r"|lanreotide|sandostatin|somatuline|prrt|lutathera|dotatate|chromogranin|5-?hiaa|afinitor|everolimus"
    r"|sutent|sunitinib|insulinomas?|gastrinomas?|glucagonomas?|vipomas?|zollinger\W?ellison)\b"
)
# For a person with the papers or the diary to say. Where a passage fits well, it goes first.
ERRANDS = {
    "insurance": re.compile(
        r"\b(?:insurance|insurer|copay\w*|co-pay\w*|deductible|medicare|medicaid|blue cross"
        r"|prior authori[sz]ation|health plan|claim (?:was|is|got|has)|coverage|covered by"
        r"|cover (?:my|this|it|the (?:cost|price))|does \w+ cover)\b"
    ),
    "appointment": re.compile(
        r"\b(?:(?:book|make|cancel|move|change|re-?schedule|arrange|confirm)\b.{0,25}\b(?:appointment|visit|scan|consult\w*)"
        r"|(?:my|the) next appointment|appointment time|refill|see a doctor today|send (?:me )?my results"
        r"|(?:number|address|opening hours|hours) (?:of|for) the (?:clinic|hospital|ward|surgery))\b"
    ),
    "legal": re.compile(
        r"\b(?:sue|suing|lawyers?|attorneys?|solicitors?|malpractice|lawsuits?|complaint about"
        r"|disability benefits?|fire me|sack me|entitled to|write a will|legal)\b"
    ),
    "local": re.compile(
        r"\b(?:near me|nearby|nearest|in my (?:area|town|city)|closest|parking|park at"
        r"|best (?:hospital|clinic|doctor|surgeon|net doctor|specialist) (?:in|near|for)"
        r"|pharmacy (?:open|near)|hotels?)\b"
    ),
}


def other_condition(text: str) -> str | None:
    """ "other_cancer" or "other_illness" where `text` names one and nothing that has to do with NETs."""
    lowered = text.lower()
    if OURS.search(lowered):
        return None
    if OTHER_CANCER.search(lowered):
        return "other_cancer"
    if BROUGHT_ON.search(lowered):
        lowered = DIABETES.sub("", lowered)
    return "other_illness" if OTHER_ILLNESS.search(lowered) else None


def errand(text: str) -> str | None:
    """ "insurance", "appointment", "legal" or "local" where that is what `text` is about; else None."""
    lowered = text.lower()
    return next((kind for kind, words in ERRANDS.items() if words.search(lowered)), None)


# Entities of the message that make a question about money one about care.
MEDICAL = frozenset(
    {"site", "extent", "treatment", "drug", "test", "symptom", "hormone", "syndrome", "tumor"}
)
# What care costs and who pays: the guides say whom to ask, and no more. A drug's page is no answer to that.
COSTS = re.compile(
    r"\b(?:costs?|costly|prices?|priced?|expensive|afford\w*|unaffordable|insur(?:ance|ances|ed|er|ers)|insurence"
    r"|uninsured|underinsured|co-?pays?|co-?payments?|deductibles?|medicare|medicaid|reimburs\w+"
    r"|financ(?:e|es|ial|ially|ing)|finacial|money|bankrupt\w*|out[- ]of[- ]pocket|discounts?|for free"
    r"|free of charge|pay(?:ing|s|ment|ments)?(?! attention)|paid|a bill|bills)\b"
)
CARE = re.compile(
    r"\b(?:treat(?:ment|ments|ed)?|therap(?:y|ies)|medic(?:ine|ines|ation|ations|al)|meds?|drugs?|shots?"
    r"|injections?|scans?|tests?|surgery|operation|hospital|doctors?|oncologists?|cancer|tumou?rs?|care|health"
    r"|trials?|stud(?:y|ies)|prescriptions?|pills?|chemo\w*|insurance (?:cover|pay)\w*)\b"
)
TRIAL = re.compile(r"\b(?:trials?|stud(?:y|ies)|placebos?)\b")
# Other insurance, and trades that have doctors and bills too.
ELSE = re.compile(
    r"\b(?:car|auto|home|house|travel insurance|(?<!dotatate )(?<!gallium )(?<!fdg )pet(?! scan)|dental|dog"
    r"|cat|flights?|phone|rent|credit card)\b"
)
NO_PRICES = "I know no prices and no insurance rules. This is what the guides say:"


def costs_page(text: str, medical: bool) -> str:
    """The id of the page for a question on what care costs or who pays; empty for any other.

    `medical` is whether `text` names a treatment, a test or the like.
    """
    lowered = text.lower()
    if not COSTS.search(lowered) or ELSE.search(lowered) or not (medical or CARE.search(lowered)):
        return ""
    return "trial-costs" if TRIAL.search(lowered) else "costs"
