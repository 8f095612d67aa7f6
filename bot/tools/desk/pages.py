"""The preview's pages: an index with search and filters, and one page a passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.content.model import STATUSES, TOPICS, Claim
from bot.reply import Reply
from bot.tools.desk.folder import line_of, shown
from bot.tools.desk.html import Html, join, tag
from bot.tools.desk.shelf import Card, Shelf
from bot.tools.desk.support import Span, Support

NOTE = "This preview may hold texts of the sources. It is for reviewers; do not publish it."
GRADES = (
    ("easy", "up to 4", 4.0),
    ("plain", "4 to 5", 5.0),
    ("fair", "5 to 6", 6.0),
    ("hard", "above 6", 99.0),
)
AGES = (("stale", "past review"), ("fresh", "within review"))
LABELS = {"in_review": "in review"}


def index_page(shelf: Shelf) -> str:
    """All passages, to be searched and filtered; complete without the script, too."""
    trouble = _findings("These files cannot be shown", shelf.unreadable)
    items = tag("ul", *map(_item, shelf.cards), class_="list", id="list")
    nothing = tag("p", "Nothing fits. Clear a filter, or search for less.", id="nothing", hidden=True)
    head = join(tag("h1", "Passages"), tag("p", NOTE, class_="note"))
    return _page("Passages", head, trouble, _filters(shelf), items, nothing, root="")


def passage_page(card: Card, shelf: Shelf, support: Support, before: Card | None, after: Card | None) -> str:
    """One passage as people see it, beside its sentences and what they rest on."""
    seen = tag(
        "section",
        tag("h2", "As the person sees it", id="seen"),
        _message(card.reply, shelf),
        join(tag("h3", "After “Tell me more”"), _message(card.more, shelf)) if card.more else "",
        aria_labelledby="seen",
        class_="seen",
    )
    proof = tag(
        "section",
        tag("h2", "What it rests on", id="rests"),
        *_sentences(card, shelf, support),
        aria_labelledby="rests",
        class_="rests",
    )
    trouble = _findings("The check has findings", card.findings)
    body = join(
        _heading(card), trouble, tag("div", seen, proof, class_="beside"), _whole(card, shelf, support)
    )
    return _page(card.passage.title, _nav(before, after), body, _nav(before, after), root="../")


def _page(title: str, *body: str, root: str) -> str:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{title} – preview"),
        tag("link", rel="stylesheet", href=f"{root}preview.css"),
        tag("script", src=f"{root}preview.js", defer=True),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", tag("main", *body)), lang="en")


def _filters(shelf: Shelf) -> Html:
    cards = shelf.cards
    statuses = [(each, LABELS.get(each, each)) for each in STATUSES]
    grades = [(key, label) for key, label, _ in GRADES]
    selects = [
        _select("topic", "Topic", [(each, each) for each in TOPICS], [card.passage.topic for card in cards]),
        _select("status", "Status", statuses, [card.passage.status for card in cards]),
        _select("age", "Age of the sources", AGES, map(_age, cards)),
        _select("grade", "Reading grade", grades, map(_level, cards)),
        _select("review", "Review", [("needed", "needed"), ("done", "not needed")], map(_review, cards)),
    ]
    search = tag("input", type="search", id="search", name="search", autocomplete="off", spellcheck="false")
    field = tag(
        "p", tag("label", "Search titles, texts and questions", for_="search"), search, class_="search"
    )
    count = tag("p", f"{len(cards)} passages", id="count", role="status")
    clear = tag("button", "Clear", type="reset")
    return tag(
        "form", field, tag("div", *selects, clear, class_="filters"), count, id="filters", role="search"
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]], has: Iterable[str]) -> Html:
    found = list(has)
    entries = [tag("option", "all", value="")]
    entries += [
        tag("option", f"{text} ({found.count(key)})", value=key) for key, text in options if key in found
    ]
    return tag("p", tag("label", label, for_=name), tag("select", *entries, id=name, name=name))


def _item(card: Card) -> Html:
    passage = card.passage
    words = " ".join((passage.id, passage.title, passage.short, passage.more, *passage.asks)).lower()
    facts = [passage.topic, _grade(card), f"{len(passage.short.split())} words"]
    marks = [tag("span", LABELS.get(passage.status, passage.status), class_=f"mark {passage.status}")]
    marks += [tag("span", "past review", class_="mark stale")] if card.stale else []
    marks += [tag("span", "needs review", class_="mark needs")] if card.needs else []
    marks += [tag("span", f"findings: {len(card.findings)}", class_="mark wrong")] if card.findings else []
    return tag(
        "li",
        tag("a", passage.title, href=card.path),
        tag("p", " · ".join(facts), " ", *_spaced(marks)),
        data_topic=passage.topic,
        data_status=passage.status,
        data_age=_age(card),
        data_grade=_level(card),
        data_review=_review(card),
        data_words=words,
    )


def _heading(card: Card) -> Html:
    passage = card.passage
    facts = {
        "Status": LABELS.get(passage.status, passage.status),
        "Needs review": card.needs or "no",
        "Reading": f"{_grade(card).removeprefix('reading ')}, {len(passage.short.split())} words",
        "Sources": "past review" if card.stale else "within review",
        "Version": f"{passage.version}, {passage.hash}",
        "File": shown(card.file),
    }
    rows = [tag("div", tag("dt", key), tag("dd", value)) for key, value in facts.items()]
    steps = [tag("li", f"{each.date}: {each.status}, by {each.by} ({each.role})") for each in passage.review]
    asks = [tag("li", ask) for ask in passage.asks]
    questions = [tag("li", each) for each in passage.questions]
    return join(
        tag("h1", passage.title),
        tag("dl", *rows, class_="facts"),
        tag(
            "details",
            tag("summary", f"Asked as ({len(asks)}), questions for the team, reviews"),
            tag("h2", "Asked as"), tag("ul", *asks),
            tag("h2", "Questions for the team"), tag("ul", *questions),
            tag("h2", "Reviews"), tag("ol", *steps),
        ),
    )  # fmt: skip


def _message(reply: Reply, shelf: Shelf) -> Html:
    """The reply's lines, one for one, and its buttons; a button that leads to a passage is a link here."""
    title, *lines = reply.text.split("\n")
    said = [tag("p", tag("strong", title))]
    for line in lines:
        kind = "source" if line.startswith("Source: ") else "age" if line == reply.custom["age"] else None
        said.append(tag("p", line, class_="care" if line == reply.custom["care_team"] else kind))
    paths = {card.passage.title: card.path for card in shelf.cards}
    buttons = [_button(button.title, button.payload, paths) for button in reply.buttons]
    return join(tag("div", *said, class_="message"), tag("p", *_spaced(buttons), class_="buttons"))


def _button(title: str, payload: str, paths: Mapping[str, str]) -> Html:
    leads = payload.startswith("/show_passage") and title in paths
    return tag("a", title, href=f"../{paths[title]}") if leads else tag("span", title)


def _sentences(card: Card, shelf: Shelf, support: Support) -> list[Html]:
    claims = {claim.id: claim for claim in card.passage.claims}
    parts, shown_more = [], False
    for sentence in card.passage.sentences:
        if sentence.part == "more" and not shown_more:
            shown_more = True
            parts.append(tag("h3", "Tell me more"))
        cited = [claims[id] for id in sentence.claims if id in claims]
        proofs = [_proof(claim, sentence.text, shelf, support) for claim in cited]
        none = tag("p", "No claim: it must state no fact.", class_="note") if not cited else ""
        parts.append(tag("article", tag("p", sentence.text, class_="said"), none, *proofs))
    return parts


def _proof(claim: Claim, sentence: str, shelf: Shelf, support: Support) -> Html:
    text = shelf.texts.get((claim.source, claim.section))
    where = tag("a", f"{claim.source}: {claim.section}", href=f"#section-{claim.id}")
    if text is None:
        return tag(
            "div", tag("p", where), tag("p", "The source is not at hand.", class_="note"), class_="proof"
        )
    closest = support.closest(support.wanted([sentence]), text)
    quotes = [tag("blockquote", *_marked(spans)) for spans in closest]
    silent = tag("p", "No sentence of it comes close: read the whole section.", class_="note wrong")
    return tag("div", tag("p", where), *(quotes or [silent]), class_="proof")


def _whole(card: Card, shelf: Shelf, support: Support) -> Html:
    """Each cited section, whole, with the words of all sentences that cite it marked."""
    parts = []
    for claim in card.passage.claims:
        text = shelf.texts.get((claim.source, claim.section))
        heading = tag("h3", f"{claim.source}: {claim.section}", id=f"section-{claim.id}", tabindex=-1)
        if text is None:
            parts.append(join(heading, tag("p", "The source is not at hand.", class_="note")))
            continue
        citing = [each.text for each in card.passage.sentences if claim.id in each.claims]
        wanted = support.wanted(citing)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        paragraphs = [tag("p", *_marked(support.spans(wanted, line))) for line in lines]
        parts.append(join(heading, tag("div", *paragraphs, class_="source-text")))
    about = tag(
        "p", "Dark: numbers and terms that the sentences state. Light: other words they share.", class_="note"
    )
    return tag("section", tag("h2", "The cited sections", id="cited"), about, *parts, aria_labelledby="cited")


def _marked(spans: Iterable[Span]) -> list[str]:
    return [tag("mark", span.text, class_=span.kind) if span.kind else span.text for span in spans]


def _findings(title: str, found: Sequence[object]) -> Html | str:
    lines = [tag("li", line_of(finding)) for finding in found]  # type: ignore[arg-type]
    return tag("section", tag("h2", title), tag("ul", *lines), class_="trouble") if lines else ""


def _nav(before: Card | None, after: Card | None) -> Html:
    links = [tag("a", "All passages", href="../index.html")]
    links += (
        [tag("a", f"←\u00a0{before.passage.title}", href=f"../{before.path}", rel="prev")] if before else []
    )
    links += [tag("a", f"{after.passage.title}\u00a0→", href=f"../{after.path}", rel="next")] if after else []
    return tag("nav", *_spaced(links), aria_label="Passages")


def _spaced(parts: Iterable[Html]) -> list[str]:
    return [piece for part in parts for piece in (part, " ")][:-1]


def _age(card: Card) -> str:
    return "stale" if card.stale else "fresh"


def _review(card: Card) -> str:
    return "needed" if card.needs else "done"


def _grade(card: Card) -> str:
    return "reading grade not measured" if card.grade is None else f"reading grade {card.grade:.1f}"


def _level(card: Card) -> str:
    if card.grade is None:
        return ""
    return next(key for key, _, most in GRADES if card.grade <= most)
