"""Postal addresses: streets, flats, boxes, codes, and the words and numbers that stand with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.span import Span, joined
from bot.privacy.tokens import Token, tokens
from bot.privacy.words import Words

CAP = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
STREET = r"(?:street|str|avenue|ave|av|road|rd|lane|ln|boulevard|blvd|parkway|pkwy|highway|hwy|freeway|crescent|cres|terrace|mews|esplanade|turnpike|alley|causeway)"
LOOSE = r"(?:st|drive|dr|court|way|place|pl|close|square|sq|row|gardens|grove|hill|walk|circle|cir|trail|loop|rise|view|park|quay|point|path|green|union|bypass|forges?|cliffs?|flats?|fort|club|ridge|springs?|crossing|landing|manor|estates?|village|plaza|pike|run|heights|meadows?|orchard|vale|valley|station|mall|isle|junction|mill|shore|summit|trace|track|wells|fields?|ferry|ford|falls|dam|creek|bridge|brook|bend|bay)"
BETWEEN = r"(?!minutes?\b|mins?\b|hours?\b|hrs?\b|days?\b|weeks?\b|months?\b|years?\b|miles?\b|km\b|mg\b|mcg\b|ml\b|cm\b|mm\b|of\b|in\b|on\b|to\b|for\b|by\b|with\b|from\b|or\b|and\b|is\b|times?\b|percent\b|cycles?\b|doses?\b|tumou?rs?\b|the\b|a\b|at\b)"
NATIVE = r"(?:rue|via|viale|avenida|av\.?|avenue|calle|ul\.|ulica|piazza|plaza|plac|place|corso|strada|strasse|straße|allee|allée|boulevard|chemin|chaussée|camino|carrer|carretera|praça|praca|largo|travessa|rua|jalan|kampung|ulitsa|náměstí|trg|os\.|al\.|paseo|quai|impasse|route|vicolo|largo|laan|plein)"
SUFFIX = r"(?:stra(?:ss|ß)e|str\.|gasse|weg|platz|ufer|damm|gatan?|gade|vej|vegen|veg|veien|vägen|stien?|katu|kuja|polku|straat|kade|plein|dreef|steenweg|utca|stræti|allé|alle|laan|krogen|markt|tee|tänav|gata)"
ENDED = rf"[^\W\d_]*{SUFFIX}"
STREETS = re.compile(
    rf"(?i:\b\d{{1,6}}[a-z]?(?:[/-]\d+)?,?\s+(?:(?:north|south|east|west|[nsew]\.?)\s+)?(?:{BETWEEN}[^\W_][\w'’.-]*\s+){{1,4}}?{STREET}\b\.?)"
    rf"|(?i:\b\d{{1,6}}[a-z]?,?)\s+(?:{CAP}\s+){{1,3}}(?i:{LOOSE})\b\.?(?:\s+(?i:north|south|east|west)\b)?"
    rf"|(?i:\b{NATIVE})\s+(?:(?i:de|da|do|dos|das|del|della|delle|di|du|des|la|le|les|las|los|el|al)\s+){{0,2}}(?:{CAP}\s+){{0,4}}{CAP},?\s+(?:n[°º.]?\s*)?\d{{1,5}}[a-z]?\b"
    rf"|(?i:\b\d{{1,5}}[a-z]?,?\s+{NATIVE}\s+(?:(?:de|da|do|dos|das|del|della|delle|di|du|des|la|le|les|las|los|el|al)\s+){{0,2}})(?:[^\W\d_]+\s+){{0,3}}[^\W\d_]+"
    rf"|(?i:\b(?:rue|rua|avenida|via|calle|ul\.|chaussée)\s+(?:(?:de|da|do|du|des|la|le|del|della)\s+){{0,2}}(?:[^\W\d_]+\s+){{1,4}}\d{{1,5}})"
    rf"|\b(?:{CAP}\s+)?(?i:{ENDED})\s+\d{{1,5}}[a-zA-Z]?\b"
    rf"|\b\d{{1,5}},?\s+(?:{CAP}\s+)?(?i:{ENDED})\b(?:\s+\d{{1,4}}\b)?"
    rf"|\b(?:{CAP}\s+){{1,3}}(?i:street|avenue|road|lane|boulevard)\b"
    rf"|(?i:\b(?:the )?corner of\s+)(?:[^\W_]+[.\s]+){{1,6}}?and\s+(?:[^\W_]+\s*){{1,3}}"
)
# No street without one of these; to look for them first is quicker.
HINT = re.compile(rf"\b(?:corner of\b|{NATIVE}\b|{STREET}\b|{LOOSE}\b)|{SUFFIX}\b", re.IGNORECASE)
UNITS = re.compile(
    r"(?i:\b(?:apt|apartment|suite|ste|flat|lot|bldg|building|p\.? ?o\.? ?box|box|psc|cmr|unit)\b\.?,?\s*#?\s?\d{1,6}[a-z]?\b)"
    r"(?i:,?\s*box\s+\d+)?|\b(?i:[afd]po)\s+(?i:a[aep])\s+\d{5}"
)
WEAK_UNIT = re.compile(r"(?i:unit|lot|box|building|flat)\b")
POSTCODES = re.compile(
    r"\b(?:zip(?: ?code)?|post ?code|postal code|plz|cap|eircode)(?:\s+(?:is|was))?\s*[:=#]?\s*[A-Z0-9][A-Z0-9 -]{2,8}(?<=[A-Z0-9])\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b|\b\d{5}-\d{4}\b",
    re.IGNORECASE,
)
STATE = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),?\s+\d{5}\b"
)
STAGE = re.compile(r"[yrcp]*t[0-4xis]+[a-d]? ?n[0-3x][a-d]? ?m[01x][a-d]?", re.IGNORECASE)
# "I live at …": up to the end of the sentence, if a number is in it.
HOME = re.compile(
    r"\b(?:live|lives|living|stay|staying|reside[sd]?|residing|moved|based|located|meet me|taxi|deliver\w*|mail(?:ed)?|ship\w*|send(?: it| this)?|come)\s+(?:at|on|to)\s+"
    r"|\b(?:(?:home|postal|mailing|billing|street|current|new|old|my|his|her|our|the) )*address(?:es)?(?: (?:of|linked|for)[^.\n:]{0,40}?(?:is|to))?(?:\s+(?:is|was|changed to)|\s*[:=?]|, here they are:?)\s*(?:it'?s|it is)?\s*",
    re.IGNORECASE,
)
FILLER = frozenset(
    "nan apt apartment suite ste unit box floor flat room psc apo fpo dpo aa ae ap po no nr street str st road rd avenue ave lane drive dr court".split()
)
COUNTRIES = frozenset(
    """usa us uk england scotland wales ireland kingdom united states america canada australia new zealand france germany italy spain
    portugal netherlands holland belgium switzerland austria sweden norway denmark finland iceland poland czech republic slovakia
    slovenia croatia hungary romania bulgaria greece cyprus turkey estonia latvia lithuania malta luxembourg india japan brazil
    mexico argentina chile south north east west upper lower saint st""".split()
)
REACH = 8
STOP = frozenset(
    "is was are were be my i im it its me we he she they you please call and or but for with by to at since after before great has have had in on".split()
)
UNITS_OF_MEASURE = frozenset(
    "mg mcg ml cm mm ng pg percent grade stage cycle cycles dose doses year years month months week weeks day days".split()
)
NUMBER_BEFORE = re.compile(r"(?<![\w.,%/])(\d{1,6}[a-z]?[\s,>?#-]{1,8}((?:[^\W\d_][\w.'’-]*[\s,]+){0,4}))$")
CODE_AFTER = re.compile(
    r"(?:[ ,\n>?()-]|[.](?=[ ,]))*((?:[^\W\d_][\w.'’()-]*[\s,>?]+){0,7})\d{4,6}\b(?!\s?(?:%|mg|ng|pg|mm|cm|ml|[.,]\d))"
)
GLUE = re.compile(r"[\s,.>?/#·|-]{0,8}")


def addresses(text: str, words: Words) -> Iterator[Span]:
    """Addresses in `text`, with the flat, the town and the code that stand beside a street."""
    cores = list(_cores(text))
    if not cores:
        return
    found = tokens(text)
    for start, end in cores:
        yield _grown(text, found, start, end, words)


def _cores(text: str) -> Iterator[tuple[int, int]]:
    if HINT.search(text):
        for found in STREETS.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(". "))
    for found in UNITS.finditer(text):
        if not WEAK_UNIT.match(found[0]) or _is_placed(text, found):
            yield found.start(), found.end()
    for found in POSTCODES.finditer(text):
        if STAGE.fullmatch(found[0]) is None and any(char.isdigit() for char in found[0]):
            yield found.start(), found.end()
    for found in STATE.finditer(text):
        yield found.start(), found.end()
    for cue in HOME.finditer(text):
        rest = re.match(r"[^!;]{1,120}?(?=[.!?;](?:\s|$)|\n\s*\n|$)", text[cue.end() :])
        if rest and (
            number := re.search(
                r"\d{1,6}[a-z]?\b(?!\s?(?:%|mg|mm|cm|years?|weeks?|months?|days?|hours?))", rest[0]
            )
        ):
            place = cue.end() + number.start()
            yield place, place + len(number[0])


def _is_placed(text: str, found: re.Match[str]) -> bool:
    """Whether "unit 4" stands where a flat or a box does rather than in a sentence."""
    around = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 6]
    return "," in around[0] + around[1] or "\n" in around[0] + around[1] or "box" in found[0].lower()


def _grown(text: str, found: list[Token], start: int, end: int, words: Words) -> Span:
    before = [each for each in found if each.end <= start][::-1]
    after = [each for each in found if each.start >= end]
    for token in before[:REACH]:
        if GLUE.fullmatch(text[token.end : start]) is None or not _belongs(text, token, words):
            break
        start = token.start
    for token in after[:REACH]:
        if GLUE.fullmatch(text[end : token.start]) is None or not _belongs(text, token, words):
            break
        end = token.end
    return Span(start, end, "address")


def widened(text: str, spans: list[Span], words: Words) -> list[Span]:
    """`spans` with each address made to reach over the names, countries and codes that go on from it."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if (
            last
            and last.kind == "address"
            and span.kind in ("address", "name")
            and GLUE.fullmatch(text[last.end : span.start])
        ):
            done[-1] = Span(last.start, span.end, "address")
        else:
            done.append(span)
        if done[-1].kind == "address":
            done[-1] = _reaching(text, done[-1], words)
    return joined(done)


def _reaching(text: str, span: Span, words: Words) -> Span:
    """The address with the house number before it and the town and code behind it, however they are written."""
    start, end = span.start, span.end
    if (before := NUMBER_BEFORE.search(text, 0, start)) and _is_plain(before[2] or "", words):
        start = before.start(1)
    if (after := CODE_AFTER.match(text, end)) and _is_plain(after[1], words):
        end = after.end()
    return Span(start, end, "address")


def _is_plain(between: str, words: Words) -> bool:
    """Whether what stands between is neither medicine nor the words of which sentences are made."""
    low = [word for word in re.findall(r"[^\W\d_]+", between.lower()) if word not in COUNTRIES]
    return not any(word in STOP or word in words.medical or word in UNITS_OF_MEASURE for word in low)


def _belongs(text: str, token: Token, words: Words) -> bool:
    low = token.text.lower()
    if token.is_number:
        return (
            len(token.text) <= 6
            and re.match(r"\s?(?:%|mg|mm|cm|ml|years?|weeks?|months?|days?|y/o|[.,]\d)", text[token.end :])
            is None
        )
    if low in FILLER or low in COUNTRIES:
        return token.text[0].isupper() or low in FILLER or len(low) > 5
    if not token.text.isascii() and not words.is_medical(token.text):
        return True
    if words.is_medical(token.text):
        return False
    if token.text.isupper():
        return len(token.text) > 1
    if not token.is_capital:
        return False
    return (
        words.is_name(token.text)
        or not words.is_known(token.text)
        or not token.first
        or _is_label(text, token)
    )


def _is_label(text: str, token: Token) -> bool:
    """Whether the token's line is a few words with capitals, as the lines of an address are."""
    start, end = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    line = tokens(text[start : end if end >= 0 else len(text)])
    return "\n" in text and len(line) <= 5 and all(each.is_number or each.text[0].isupper() for each in line)
