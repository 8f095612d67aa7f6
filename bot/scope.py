"""Illnesses that the content store does not speak of, by name: a near miss must not get a NET answer.

"Rectal cancer" is most often not a NET, and its treatment is another one; so the name of another
cancer or disease without a word for NETs beside it is answered with an honest no.
"""

from __future__ import annotations

import re

_ORGANS = (
    "breast|prostate|lung|skin|ovarian|ovary|cervical|thyroid|colon|rectal|colorectal|bowel|stomach|gastric|"
    "pancreatic|pancreas|liver|kidney|renal|bladder|brain|bone|esophageal|oesophageal|throat|oral|mouth|"
    "testicular|endometrial|uterine|womb|vulvar|anal|gallbladder|bile duct|blood|intestinal|intestine|"
    "head and neck"
)
_CANCERS = (
    r"melanomas?|leuk(?:a?)emias?|lymphomas?|myelomas?|gliomas?|glioblastomas?|sarcomas?|osteosarcomas?|"
    r"mesotheliomas?|neuroblastomas?|retinoblastomas?|adenocarcinomas?|hepatocellular|non[- ]small[- ]cell|"
    r"basal cell|squamous cell|ductal carcinoma|thymomas?"
)
_DISEASES = (
    r"diabetes|covid(?:-?19)?|influenza|asthma|arthritis|dementia|alzheimer'?s?|parkinson'?s?|epilepsy|migraines?|"
    r"lupus|psoriasis|eczema|hiv|malaria|tuberculosis|endometriosis|fibromyalgia|glaucoma|crohn'?s?|"
    r"ulcerative colitis|c(?:o?)eliac|hepatitis|shingles|gout|osteoporosis"
)
OTHER = re.compile(
    rf"\b(?:(?:{_ORGANS})(?: cell)? (?:cancers?|carcinomas?|tumou?rs?)|cancers? of the (?:{_ORGANS})"
    rf"|{_CANCERS}|{_DISEASES})\b"
)
# A word for NETs makes it ours: "a NET of the lung", "carcinoid", "islet cell", a hormone that NETs make.
OURS = re.compile(
    r"\b(?:p?nets?|necs?|neuro-?endocrine\w*|carcinoids?|islet cell|ki-?67|somatostatin|octreotide"
    r"|lanreotide|sandostatin|somatuline|prrt|lutathera|dotatate|chromogranin|5-?hiaa)\b"
)


def other_condition(text: str) -> bool:
    """Whether `text` names another illness and nothing that has to do with NETs."""
    lowered = text.lower()
    return bool(OTHER.search(lowered)) and not OURS.search(lowered)
