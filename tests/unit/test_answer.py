"""From a message to what is said: sure, perhaps, no; several questions; ones that lean on the last page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import answer, context
from bot.answer import Found, Query, answers, asides, find
from bot.content import index
from bot.content.load import load_content
from bot.content.model import Hit
from bot.content.store import Store
from bot.guides import guides
from bot.questions import WHOLE, questions
from bot.settings import settings


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the project's own passages."""
    content = load_content(settings().path("content_dir"))
    path = tmp_path_factory.mktemp("index") / "content.db"
    index.build(path, index.served(content.passages, False), content.sources, content.glossary)
    return Store.open(path)


CHEMO = {"treatment": ["chemotherapy"]}


def ids(found: list[Found]) -> list[str]:
    return [each.passage.id for each in found if each.passage is not None]


def test_sure_perhaps_and_no(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query("what does the scan show", belief=1.0)
    monkeypatch.setattr(answer, "certainty", lambda signs: settings().answer_certainty / 100)
    assert find(store, guides(), query).passage is not None
    monkeypatch.setattr(answer, "NEAR", 0.0)
    monkeypatch.setattr(answer, "certainty", lambda signs: settings().offer_certainty / 100)
    offered = find(store, guides(), query)
    assert offered.passage is None and 2 <= len(offered.choices) <= 3
    monkeypatch.setattr(answer, "certainty", lambda signs: settings().offer_certainty / 100 - 0.01)
    assert find(store, guides(), query) == Found()


@pytest.mark.parametrize(("scores", "shown"), [((0.6, 0.2), True), ((0.2, 0.05), True), ((0.6, 0.4), False)])
def test_the_only_page_in_question_is_shown_as_there_is_nothing_to_choose_from(
    scores: tuple[float, float], shown: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [page for page in map(store.passage, ("biopsy", "prrt")) if page is not None]
    hits = [Hit(page, score) for page, score in zip(pages, scores, strict=True)]
    monkeypatch.setattr(Store, "search", lambda *_, **__: hits)
    monkeypatch.setattr(answer, "certainty", lambda signs: settings().offer_certainty / 100)
    assert (find(store, guides(), Query("whatever")).passage is not None) == shown


@pytest.mark.parametrize(
    ("scores", "offered"), [((0.28, 0.27), True), ((0.28, 0.2), False), ((0.6, 0.59), False), ((0.2,), False)]
)
def test_of_two_pages_found_badly_and_about_as_well_both_are_offered(
    scores: tuple[float, ...], offered: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [page for page in map(store.passage, ("biopsy", "prrt")) if page is not None]
    hits = [Hit(page, score) for page, score in zip(pages, scores, strict=False)]
    monkeypatch.setattr(Store, "search", lambda *_, **__: hits)
    monkeypatch.setattr(answer, "certainty", lambda signs: 0.9)
    found = find(store, guides(), Query("whatever"))
    assert found == (Found(choices=tuple(pages)) if offered else Found(passage=pages[0]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what is a biopsy? and does it hurt?", ["what is a biopsy?", "and does it hurt?"]),
        ("what is PRRT and what is TACE", ["what is PRRT", "what is TACE"]),
        ("I am on my own. How do I cope?", ["How do I cope?"]),
        ("what helps with flushing and diarrhea", ["what helps with flushing and diarrhea"]),
        ("What? When? Why?", []),
        ("", []),
        ("a? " * 500, []),
    ],
)
def test_a_message_is_taken_apart(text: str, parts: list[str]) -> None:
    assert questions(text) == parts


def test_two_questions_are_answered_in_their_order(store: Store) -> None:
    one = "what is carcinoid crisis? and what is the ki-67 index?"
    other = "what is the ki-67 index? and what is carcinoid crisis?"
    first = ids(answers(store, guides(), Query(one)))
    assert first == ["carcinoid-crisis", "ki-67-index"]
    assert ids(answers(store, guides(), Query(other))) == first[::-1]


def test_a_second_question_about_the_first_is_no_second_page(store: Store) -> None:
    assert ids(answers(store, guides(), Query("what is a biopsy? does it hurt?"))) == ["biopsy"]


@pytest.mark.parametrize(
    ("last", "text", "entities", "right"),
    [
        ("treatment-appendix", "and for the rectum?", {"site": ["rectum"]}, "treatment-rectum"),
        ("treatment-rectum", "and the symptoms?", {}, "symptoms-rectum"),
        ("symptoms-colon", "how is it treated", {}, "treatment-colon"),
        ("biopsy", "is it painful", {}, "biopsy"),
        ("mri-scan", "how long does that take", {}, "mri-scan"),
        ("prrt", "what about side effects", {}, "prrt-side-effects"),
        ("octreotide", "and lanreotide?", {"drug": ["lanreotide"]}, "lanreotide"),
        ("carcinoid-syndrome", "is there a treatment for it", {}, "carcinoid-syndrome-treatment"),
        ("chemotherapy", "what drugs?", {}, "chemotherapy-drugs"),
        ("embolization", "how about the one with chemo", CHEMO, "chemoembolization"),
        ("chemotherapy-side-effects", "and of PRRT?", {"treatment": ["prrt"]}, "prrt-side-effects"),
        ("carcinoid-syndrome", "is there a pill for it", {}, "carcinoid-syndrome-treatment"),
        ("treatment-surgery", "what should I ask", {}, "questions-about-surgery"),
        ("octreotide", "and what should I ask them?", {}, "questions-about-medicine"),
    ],
)
def test_a_question_leans_on_the_last_page(
    last: str, text: str, entities: dict[str, list[str]], right: str, store: Store
) -> None:
    query = Query(text, entities, belief=0.8, last=store.passage(last))
    assert ids(answers(store, guides(), query)) == [right]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can I quit", True),
        ("and why do I need it", True),
        ("why do you ask", False),
        ("can you stop now", False),
        ("why?", False),
        ("stop it please", False),
        ("let me stop", False),
    ],
)
def test_an_order_that_asks_may_be_about_the_page(text: str, asks: bool) -> None:
    assert context.asks_on(text) is asks


@pytest.mark.parametrize("text", ["and the weather?", "how long is the flight to rome", "is it a zebra"])
def test_what_is_off_topic_does_not_lean(text: str, store: Store) -> None:
    assert answers(store, guides(), Query(text, belief=0.2, last=store.passage("prrt"))) == [Found()]


def test_the_last_page_is_not_said_again_to_what_does_not_ask_about_it(store: Store) -> None:
    query = Query("where can we find a specialist", belief=0.6, last=store.passage("survival-statistics"))
    assert "survival-statistics" not in ids(answers(store, guides(), query))


def test_without_a_last_page_there_is_nothing_to_lean_on(store: Store) -> None:
    assert ids(answers(store, guides(), Query("is it painful", belief=0.2))) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("are there support groups", "support-groups"),
        ("how do I cope with my feelings", "coping-feelings"),
        ("what about sex and having children", "sex-fertility-work"),
        ("it is hard for me to get to care", "barriers-to-care"),
        ("can side effects come years later", "late-effects"),
        ("what are the side effects", "prrt-side-effects"),
        ("side effects?", "prrt-side-effects"),
    ],
)
def test_a_whole_question_does_not_lean_on_the_page_before_it(store: Store, text: str, wanted: str) -> None:
    assert ids([find(store, guides(), Query(text, belief=1.0, last=store.passage("prrt")))]) == [wanted]


@pytest.mark.parametrize(
    ("text", "last", "own"),
    [
        ("does it hurt when they take a sample", "grade-table", "biopsy"),
        ("my mum has no energy, is it the tumour", "carcinoid-syndrome", "symptoms-general"),
    ],
)
def test_a_pointing_word_may_point_inside_its_own_question(
    store: Store, text: str, last: str, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(text, belief=0.9, last=store.passage(last), aims=({own: 0.6},))
    for sure, wanted in ((0.95, own), (0.5, last)):
        monkeypatch.setattr(answer, "certainty", lambda signs, sure=sure: sure)
        assert ids([find(store, guides(), query)]) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("can it run in the family", "hereditary-syndromes"),
        ("does it run in families", "poorly-differentiated"),
        ("and can it run in families", "poorly-differentiated"),
    ],
)
def test_a_question_of_six_words_that_finds_its_page_well_is_a_whole_one(
    text: str, wanted: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "certainty", lambda signs: 0.95)
    own = ({"hereditary-syndromes": 0.98},)
    last = store.passage("poorly-differentiated")
    page = store.passage("poorly-differentiated")
    assert page is not None
    monkeypatch.setattr(context, "resolved", lambda *_: Hit(page, 0.7))
    assert ids([find(store, guides(), Query(text, last=last, aims=own))]) == [wanted]


def test_each_question_of_several_is_near_to_pages_of_its_own(store: Store) -> None:
    text = "Will the operation hurt? What does the scan show?"
    near = ({"prrt": 1.0}, {"surgery-side-effects": 1.0}, {"mri-scan": 1.0})
    assert ids(answers(store, guides(), Query(text, near=near))) == ["surgery-side-effects", "mri-scan"]
    other = ({"prrt": 1.0}, {"laparoscopic-surgery": 1.0}, {"bone-scan": 1.0})
    assert ids(answers(store, guides(), Query(text, near=other))) == ["laparoscopic-surgery", "bone-scan"]


def test_of_several_questions_only_those_that_a_limit_leaves_open_are_answered(store: Store) -> None:
    query = Query("Is that bad? What does the scan show? What is a biopsy?")
    near = ({}, {"prrt": 1.0}, {"mri-scan": 1.0}, {"biopsy": 1.0})
    asked = replace(query, near=near)
    assert ids(asides(store, guides(), asked, (2, 3))) == ["mri-scan", "biopsy"]
    assert ids(asides(store, guides(), asked, (3,))) == ["biopsy"]


def test_a_question_that_a_limit_leaves_open_and_no_page_answers_gets_no_second_no(store: Store) -> None:
    query = Query("Is that bad? What is for lunch today?", belief=0.1)
    assert asides(store, guides(), query, (2,)) == []


@pytest.mark.parametrize(
    ("aims", "near", "shown"),
    [
        # A page that a part came to by a few words alone is no answer to it: the whole is asked then.
        ({"hospice": 0.39}, {"hospice": 0.89}, ["prrt"]),
        ({"hospice": 0.4}, {}, ["prrt", "hospice"]),
        ({"hospice": 0.0}, {"hospice": 0.9}, ["prrt", "hospice"]),
        # One that is newer than the training has no share, and counts where it is all but named.
        ({}, {"hospice": None}, ["prrt", "hospice"]),
    ],
)
def test_a_question_among_others_shows_a_page_that_it_surely_asks_for(
    aims: dict[str, float],
    near: dict[str, float | None],
    shown: list[str],
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prrt, hospice = store.passage("prrt"), store.passage("hospice")
    assert prrt and hospice
    monkeypatch.setattr(Store, "search", lambda *_, **__: [Hit(prrt, 0.9), Hit(hospice, 0.35)])

    def found(store: Store, guides: object, query: Query) -> Found:
        return Found(hospice if query.text.startswith("Do people") else prrt, score=0.8)

    monkeypatch.setattr(answer, "find", found)
    text = "What goes on that day? Do people stay in hospital?"
    query = Query(text, aims=({}, {"prrt": 0.9}, aims), near=({}, {}, near))
    assert ids(answers(store, guides(), query)) == shown


def test_what_the_whole_message_finds_as_well_is_shown_beside(store: Store) -> None:
    text = "What is a biopsy? What does an MRI show?"
    query = Query(text, aims=({}, {"hospice": 0.1}, {"hospice": 0.1}))
    assert ids(answers(store, guides(), query)) == ["biopsy", "mri-scan"]


def test_a_limit_that_may_be_a_question_shows_the_page_that_it_all_but_names(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = store.passage("biopsy")
    query = Query("is a biopsy", last=store.passage("mri-scan"))
    asked: list[Query] = []

    def found(score: float) -> None:
        monkeypatch.setattr(
            answer, "find", lambda *told: asked.append(told[2]) or Found(page, score=score, sure=0.95)
        )

    found(0.7)
    assert ids(asides(store, guides(), query, (WHOLE,))) == ["biopsy"]
    found(0.69)
    assert asides(store, guides(), query, (WHOLE,)) == []
    assert ids(asides(store, guides(), replace(query, topic="diagnosis"), (WHOLE,))) == ["biopsy"]
    # What it leans on was shown before, and is no answer.
    assert all(each.last is None for each in asked)


def test_the_whole_message_is_near_to_pages_too(store: Store) -> None:
    text = "they want to take a bit of my liver to look at it"
    assert find(store, guides(), Query(text, near=({"biopsy": 0.95},))).passage == store.passage("biopsy")
    assert find(store, guides(), Query(text)).passage != store.passage("biopsy")
