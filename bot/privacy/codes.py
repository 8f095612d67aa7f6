"""Things that are written in one way only: e-mail addresses, links, network addresses, and numbers of people.

A number is taken for a person's by how it is written (a telephone, a bank account) or by the word before
it ("MRN", "NHS number"). A number of medicine stays: results, ranges, stages, isotopes, years of scans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.span import Kind, Span

EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.+-])[\w.+-]{1,64}(?: dot [\w+-]{1,64}){0,3} ?(?:\(at\)|\[at\]|\bat\b) ?[\w-]{1,63} ?(?:\(dot\)|\[dot\]|\bdot\b) ?(?:com|org|net|edu|gov|[a-z]{2})\b",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@/])@[A-Za-z_][\w.]{2,30}")
LINK = re.compile(
    r"\b(?:https?://|ftp://|www\.)[^\s<>\"“”]+"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|edu|gov|info|biz|io|me|co|us|uk|ca|de|fr|eu|app|dev|social)\b(?:/[^\s<>\"“”]*)?",
    re.IGNORECASE,
)
# The publishers that the bot names itself, and their like: no page of theirs is about one person.
PUBLIC = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.){0,5}(?:cancer\.(?:gov|org|net|ca)|nih\.gov|netrf\.org|nhs\.uk|carcinoid\.org|macmillan\.org\.uk"
    r"|cancerresearchuk\.org|mayoclinic\.org|clinicaltrials\.gov|fda\.gov|who\.int|neuroendocrinecancer\.org\.uk"
    r"|medlineplus\.gov|wikipedia\.org|google\.com|webmd\.com)\b",
    re.IGNORECASE,
)
NETWORK = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})(?![\w:])"
    r"|(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?![\w:])"
    r"|(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])",
    re.IGNORECASE,
)

# The word before a number that says whose or what it is.
OWNER = re.compile(
    r"\b(?:(?:medical|hospital|health|patient|clinic|hosp|case|chart|lab|study|subject|referral)(?: record)?s?[ -]?(?:number|no|nr|num|id|identifier|#|mrn)"
    r"|mrn|mrno|emrn|pas number|unit number|record(?:s| id)?(?: number| no| #)?|chi(?: number| no)?|nhs(?: number| no| id| #)?|nhi(?: number)?"
    r"|medicare(?: beneficiary)?(?: id| number| no| card| #)?|medicaid(?: id| number| no| #)?|(?:health |medical |private )?insurance(?: policy| member| card)?(?: id| number| no| #)?"
    r"|policy(?: id| number| no| #)?|member(?:ship)?(?: id| number| no| #)|subscriber(?: id| number| no| #)?|group (?:id|number|no|#)|health ?card(?: number| no)?|ohip|bupa|aetna|cigna|humana|blue cross"
    r"|passport(?: number| no| #)?|driv(?:er'?s?|ing|er’s) licen[cs]e(?: number| no| #)?|licen[cs]e (?:number|no|#|plate)|number plate|account(?: number| no| #)?|acct"
    r"|sort code|routing(?: number)?|iban|bic|swift|ssn|sin|nino|social(?: security| insurance)(?: number| no| #)?|national (?:insurance|id)(?: number| no| #)?|ni (?:number|no)|tax (?:id|file number)"
    r"|tfn|nif|nie|bsn|pesel|aadhaar|ein|itin|id(?: card)?(?: number| no| #)|identification(?: number)?|identity(?: card)?(?: number)?|reference(?: number| no)?|ref(?: number| no)|booking(?: number| ref\w*)?|claim (?:id|number|no|#)"
    r"|dossier(?: number)?|file (?:number|no|#)|pin(?: code| number)?|password|passcode|device (?:id|serial)|serial(?: number| no)?|vin|card(?: number| no)?)(?![^\W\d_])"
    r"(?:\s*(?:is|was|are|:|=|#|-|\(|no\.?|number|id|it'?s|card|of|for)\s*){0,3}[\s:#=.(-]*",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"[A-Z]{0,4}[ -]?\d[A-Z0-9]*(?:[ ./-]?(?=[A-Z]{0,3}\d)[A-Z0-9]+)*(?:[ -]?[A-Z](?![A-Za-z]))?|(?=\S*\d)[A-Z0-9][A-Z0-9-]{4,24}",
    re.IGNORECASE,
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}\b")
NINO = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)
MBI = re.compile(r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b", re.IGNORECASE)
MIXED = re.compile(r"(?<![\w-])[A-Z0-9-]{7,40}(?![\w-])")
TRIAL = re.compile(r"NCT\d{8}|ISRCTN\d+|EUDRACT.*", re.IGNORECASE)

# Digits in a row, as telephones, cards and other numbers of people are written.
RUN = re.compile(
    r"(?<![\w.,/])(?:\+|\(|00)?\(?\d(?:[ \t]?[-.()\u2010-\u2013\u00a0]{0,2}[ \t]?\d){5,24}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w%]|[.,/]\d)",
    re.IGNORECASE,
)
DIGITS = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
SPOKEN = re.compile(rf"\b{DIGITS}(?:[\s,-]+{DIGITS}){{6,}}\b", re.IGNORECASE)
CALLED = re.compile(
    r"\b(?:tele)?(?:phone|tel|mobile|mob|cell|fax|ph|whatsapp|pager|landline|desk|office|home|work|call (?:me|us|him|her|back)|text me|ring me|reach me"
    r"|contact|my number|number is|number's|answering at|dial)\b[^\n.]{0,30}$",
    re.IGNORECASE,
)
SHORT_RUN = re.compile(r"(?<![\w.,/])\+?\d(?:[ -]?\d){4,}(?![\w%]|[.,/]\d)")
YEARS = re.compile(r"(?:19|20)\d\d\s?[-–\u2010]\s?(?:19|20)\d\d")
DATE = re.compile(r"\d{1,4}([-./ ])\d{1,2}\1\d{1,4}(?:[ T]\d{1,2}(?:[:. ]\d{2}){0,2})?")
DECIMALS = re.compile(r"(?:^|\s)\d{1,3}\.\d{1,2}(?=\s|$)")
RANGE = re.compile(r"(\d{1,6})\s?[-–\u2010]\s?(\d{1,6})")
# What measures stand before or after a number of medicine.
MEASURE = re.compile(
    r"\b(?:ki|cga|chromogranin\w*|hiaa|serotonin|gastrin|insulin|glucagon|vip|pancreatic polypeptide|pp|nse|calcitonin|cortisol|acth|glucose|sugar"
    r"|level\w*|value\w*|result\w*|marker\w*|count\w*|platelet\w*|wbc|rbc|white cells|red cells|neutrophil\w*|h[ae]emoglobin|hb|creatinine|egfr|gfr|alt|ast|alp|ggt|bilirubin"
    r"|ferritin|b12|vitamin|tsh|psa|cea|ca ?19|suv\w*|hpf|mitos\w+|mitotic|index|rate|score|range|normal|pressure|bp|weigh\w*|dose\w*|units?|mg|mcg|ml|gbq|mci|from|between)\b[^\n?!]{0,40}$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s*(?:%|percent|per cent|ng|pg|nmol|pmol|umol|mmol|mg|mcg|µg|ug|g\b|ml|dl|l\b|u/|iu|units?|gbq|mci|mbq|cells?|mm|cm|kg|lbs?|bpm|mmhg|/|x ?10|k\b)",
    re.IGNORECASE,
)


def codes(text: str) -> Iterator[Span]:
    """Everything of this kind in `text`; places may overlap."""
    yield from _found(EMAIL, text, "email")
    yield from _found(HANDLE, text, "link")
    for found in LINK.finditer(text):
        if not PUBLIC.match(found[0]):
            yield Span(found.start(), found.start() + len(found[0].rstrip(".,;:!?)")), "link")
    if not any(char.isdigit() for char in text):
        yield from _found(SPOKEN, text, "phone")
        return
    yield from _found(SPOKEN, text, "phone")
    yield from _found(NETWORK, text, "number")
    for pattern in (IBAN, NINO, MBI):
        yield from _found(pattern, text, "number")
    for found in MIXED.finditer(text):
        digits = sum(char.isdigit() for char in found[0])
        if digits >= 5 and any(map(str.isalpha, found[0])) and not TRIAL.fullmatch(found[0]):
            yield Span(found.start(), found.end(), "number")
    yield from _owned(text)
    yield from _runs(text)


def _found(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield Span(found.start(), found.end(), kind)


def _owned(text: str) -> Iterator[Span]:
    """A number after the word that says that it is somebody's."""
    for owner in OWNER.finditer(text):
        found = OWNED.match(text, owner.end())
        if found is None:
            continue
        digits = sum(char.isdigit() for char in found[0])
        year = re.fullmatch(r"(?:19|20)\d\d", found[0].strip())
        if digits >= 4 and not year and not UNIT.match(text, found.end()):
            yield Span(found.start(), found.end(), "number")


def _runs(text: str) -> Iterator[Span]:
    for found in RUN.finditer(text):
        written, before = found[0], text[: found.start()]
        digits = sum(char.isdigit() for char in written)
        called = CALLED.search(before)
        if digits < 7 and not called:
            continue
        if not called and _is_measured(written, before, text, found.end()):
            continue
        kind: Kind = "phone" if digits <= 11 or written.startswith("+") else "number"
        yield Span(found.start(), found.end(), kind)
    for found in SHORT_RUN.finditer(text):
        if CALLED.search(text[: found.start()]) and not DATE.fullmatch(found[0]):
            yield Span(found.start(), found.end(), "phone")


def _is_measured(written: str, before: str, text: str, end: int) -> bool:
    """Whether digits in a row are dates or results rather than somebody's number."""
    bare = written.strip("() ")
    if DATE.fullmatch(bare) or YEARS.fullmatch(bare) or DECIMALS.search(bare):
        return True
    if bare.startswith("+"):
        return False
    limits = RANGE.fullmatch(bare)
    if limits and int(limits[1]) < int(limits[2]) and not re.fullmatch(r"\d{3}-\d{4}", bare):
        return True
    if UNIT.match(text, end):
        return True
    grouped = re.fullmatch(r"\d{3}[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{2}-\d{4}|\d{9,}", bare)
    return MEASURE.search(before) is not None and not grouped
