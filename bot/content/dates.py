"""The years that a passage gives for its sources: "Cancer.Net (2022) says ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.content.model import Claim, Source

YEAR = re.compile(r"\b20\d\d\b")
LISTED = re.compile(r"\b(20\d\d), (?:and )?(20\d\d)\b")
NO_DATE = re.compile(r"\(no date\)")
PARTS = re.compile(r", | \(|\)")


def names(source: Source) -> frozenset[str]:
    """What a passage may call the source: its publisher, a part or short form of it, or its citation."""
    parts = [*PARTS.split(source.publisher), source.citation.rpartition(",")[0]]
    return frozenset(part.removeprefix("A ").strip() for part in parts if part.strip())


def years(claim: Claim, sources: Mapping[str, Source]) -> set[str]:
    """The years of the cited section and of its document; none for a source that is not registered."""
    source = sources.get(claim.source)
    if source is None:
        return set()
    section = source.section(claim.section)
    return {date[:4] for date in (source.reviewed, section.reviewed if section else None) if date}


def year(claim: Claim, sources: Mapping[str, Source]) -> str | None:
    """The year of the cited section: its own, or else that of its document."""
    source = sources[claim.source]
    section = source.section(claim.section)
    date = section.reviewed if section and section.reviewed else source.reviewed
    return date[:4] if date else None


def without_years(text: str, cited: Iterable[Claim], sources: Mapping[str, Source]) -> str:
    """The text without the years of the cited sources: they are no facts of medicine."""
    dates = set().union(*(years(claim, sources) for claim in cited))
    return YEAR.sub(lambda found: "·" if found.group() in dates else found.group(), text)


def without_sources(text: str, cited: Iterable[Claim], sources: Mapping[str, Source]) -> str:
    """The text without the names of sources and the years of the cited ones."""
    text = without_years(NO_DATE.sub("", text), cited, sources)
    for name in sorted(set().union(*map(names, sources.values())), key=len, reverse=True):
        text = text.replace(name, "·")
    return text


def wrong_years(text: str, cited: Iterable[Claim], sources: Mapping[str, Source]) -> list[str]:
    """The years in the text that are not those of the source named before them; of any cited one for none.

    A year is that of the cited section where it has one of its own.
    """
    cited = list(cited)
    wrong = []
    for found in YEAR.finditer(text):
        named = _named(text[: found.start()], sources)
        asked = [claim for claim in cited if not named or claim.source in named]
        if found.group() not in {year(claim, sources) for claim in asked}:
            wrong.append(found.group())
    said = YEAR.findall(text)
    unsaid = {year(claim, sources) for claim in cited} - {*said, None}
    # Each source has its year: one said twice, and another's not at all, has taken its place.
    wrong += [each for each in dict.fromkeys(said) if said.count(each) > 1 and unsaid]
    wrong += [found.group() for found in LISTED.finditer(text) if found[1] == found[2]]
    return wrong


def _named(before: str, sources: Mapping[str, Source]) -> set[str]:
    """The sources that the last name in `before` can mean."""
    places = [(before.rfind(name), source.id) for source in sources.values() for name in names(source)]
    last = max((at for at, _ in places), default=-1)
    return {id for at, id in places if at == last} if last >= 0 else set()
