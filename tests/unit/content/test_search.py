"""Search: what people type finds its passage, and nothing that they type breaks it."""

from __future__ import annotations

import pytest

from bot.content import index, search
from bot.content.load import load_content
from bot.content.spelling import Spelling, pairs, slips_between
from bot.content.store import Store
from bot.settings import Settings, settings


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the project's own passages."""
    content = load_content(settings().path("content_dir"))
    path = tmp_path_factory.mktemp("index") / "content.db"
    index.build(path, index.served(content.passages, False), content.sources, content.glossary)
    return Store.open(path)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What does a PET scan show?", "scan"),
        ("pet scann", "scan"),
        ("is the scaner painful", "scan"),
        ("apendix out", "sample"),
        ("OPERATE!!! APPENDIX???", "sample"),
        ("how large is my growth", "sample"),
    ],
)
def test_finds_the_passage(text: str, first: str, store: Store) -> None:
    assert store.search(text, {})[0].passage.id == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        '"',
        "NEAR(",
        "a AND",
        "* OR *",
        "title:x",
        "scan NOT scan",
        "'; DROP TABLE search;--",
        "\0",
        "(((((",
        "^scan",
        "{appendix}",
        "-scan",
        "💊" * 50,
        "x" * 20_000,
        "ﬁ ß İ ı",
        "scan " * 400,
        "\ud800",
    ],
)
def test_anything_may_be_typed(text: str, store: Store) -> None:
    hits = store.search(text, {})
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert len(hits) <= 3


def test_words_that_no_passage_has_find_nothing(store: Store) -> None:
    assert store.search("how do I bake bread", {}) == []


def test_a_word_beside_the_point_lowers_the_score(store: Store) -> None:
    plain = store.search("what does a pet scan show", {})[0].score
    foreign = store.search("what does a pet scan of a used car show", {})[0].score
    assert foreign < plain


def test_the_exact_question_scores_near_one(store: Store) -> None:
    assert store.search("what does a pet scan show", {})[0].score > 0.9


def test_entities_and_topic_move_the_score(store: Store) -> None:
    def score(entities: dict[str, list[str]], topic: str | None = None) -> float:
        hits = store.search("growth", entities, topic=topic)
        return next(hit.score for hit in hits if hit.passage.id == "sample")

    assert score({"site": ["rectum"]}) < score({}) < score({"site": ["appendix"]})
    assert score({}) < score({}, topic="treatment")
    assert score({"person": ["patient"]}) == score({})


def test_what_is_denied_counts_for_no_page(store: Store) -> None:
    text = "not the rectum, the appendix"
    meant, said = store.search(text, {"site": ["appendix"]})[0], store.search(text, {})[0]
    assert meant.passage.id == "sample" and meant.score > said.score


def test_strange_is_what_no_page_says(store: Store) -> None:
    assert store.strangeness("growth") == 0.0
    assert 0.0 < store.strangeness("growth of zeppelins") < 1.0
    assert store.strangeness("zeppelins over zanzibar") == store.strangeness("") == 1.0


def test_the_limit(store: Store) -> None:
    assert len(store.search("growth", {}, limit=1)) == 1


SPELLING = Spelling(
    {"diarrhea": 9, "lanreotide": 5, "spread": 7, "carcinoid": 9, "net": 9},
    ["what", "the", "is", "and", "for", "my"],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diarhea and diarrheaa", "diarrhea and diarrhea"),
        ("waht is teh carciniod", "what is the carcinoid"),
        ("my xarcinid", "my carcinoid"),
        ("LANREOTDE?", "lanreotide?"),
        ("si it spread", "is it spread"),
        # Two letters lost leave six of a long word; another beginning is another word.
        ("dirrha", "diarrhea"),
        ("girrha", "girrha"),
        # Words that anybody uses are no slips, however near.
        ("bread for the gout", "bread for the gout"),
        ("my pet, a net", "my pet, a net"),
        # Nor is what is far from any word, or too short to tell.
        ("zanquotide qprq xq qx", "zanquotide qprq xq qx"),
        ("diarrheas", "diarrheas"),
        ("ﬁ ß 💊 24hr \ud800", "ﬁ ß 💊 24hr \ud800"),
    ],
)
def test_slips_of_the_finger_are_mended(typed: str, meant: str) -> None:
    assert SPELLING.mend(typed) == meant


BESIDE = {
    "special diet": 3,
    "diet after": 1,
    "did you": 9,
    "liver mets": 5,
    "wishes for": 1,
    "for the": 9,
    "how does": 4,
    "need chemo": 1,
    "flushing": 9,
}
TOGETHER = Spelling(
    {"diet": 5, "liver": 9, "mets": 5, "chemo": 5, "wishes": 2, "flushing": 9, "special": 3, "need": 2},
    ["after", "did", "you", "for", "the", "how", "does", "or", "end"],
    together=lambda pair: BESIDE.get(pair, 0),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # What stands beside it tells one near word from the other.
        ("a special dit after", "a special diet after"),
        ("dit you", "did you"),
        ("ow does", "how does"),
        # Two slips in a short word, where it goes with its neighbor.
        ("need chheno", "need chemo"),
        ("chheno", "chheno"),
        # A letter on the wrong side of the space.
        ("ilve rmets", "liver mets"),
        ("wishe sfor the end", "wishes for the end"),
        ("ilve, rmets", "ive, mets"),
        # English words that the store does not have are no slips, unless a neighbor says so.
        ("flashing lights", "flashing lights"),
        ("a special did after", "a special did after"),
        ("Income of Rome", "Income of Rome"),
    ],
)
def test_neighbors_tell_what_a_word_was_meant_to_be(typed: str, meant: str) -> None:
    assert TOGETHER.mend(typed) == meant


def test_pairs_are_counted_as_they_are_asked_for() -> None:
    assert pairs(["What's a Gallium-68 scan?", "gallium 68 scan"]) == {
        "whats a": 1,
        "a gallium": 1,
        "gallium 68": 2,
        "68 scan": 2,
    }


def test_a_misspelled_illness_is_told_by_the_word_beside_it(real: Store) -> None:
    assert real.mended("brest cnacer") == "breast cancer"
    assert real.mended("skim cancer and bran cancer") == "skin cancer and brain cancer"
    assert real.mended("treatment for ilve rmets") == "treatment for liver mets"
    assert real.mended("isde affects of lanreotide") == "side effects of lanreotide"


@pytest.mark.parametrize("typed", ["side affects", "Side-affect", "side affeccts", "sideeffects"])
def test_side_affects_are_side_effects(typed: str) -> None:
    meant = Spelling({"side": 9, "effect": 9, "effects": 9}, []).mend(f"lanreotide {typed}")
    assert meant == "lanreotide side effect" + "s" * typed.endswith("s")


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("net", "net", 0),
        ("net", "nte", 1),
        ("net", "et", 1),
        ("net", "nets", 1),
        ("met", "nte", 2),
        ("", "net", 3),
    ],
)
def test_slips_are_counted(word: str, other: str, slips: int) -> None:
    assert slips_between(word, other) == slips_between(other, word) == slips


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("what is prrt", {"prrt"}),
        ("tell me about sandostatin", {"octreotide", "somatostatin-analogs"}),
        ("can i eat cheese or drink wine with carcinoid syndrome", {"carcinoid-syndrome-triggers"}),
        ("what does ki67 mean", {"ki-67-index", "grade-table"}),
        ("treatment for a tumour in the appendix", {"treatment-appendix"}),
        ("is my family at risk, is it inherited", {"hereditary-syndromes", "risk-factors"}),
        ("why do i have to collect pee for 24 hours", {"five-hiaa-urine-test"}),
    ],
)
def test_real_questions_find_real_passages(text: str, first: set[str], real: Store) -> None:
    assert first & {hit.passage.id for hit in real.search(text, {}) if hit.score >= 0.5}


@pytest.mark.parametrize(
    "text",
    ["how do I bake bread", "who won the football last night", "what are the treatments for breast cancer"],
)
def test_what_is_not_ours_stays_below_the_threshold(text: str, real: Store) -> None:
    assert not [hit for hit in real.search(text, {}) if hit.score >= 0.5]


def test_each_passage_is_found_by_its_own_questions(real: Store) -> None:
    asked = [(passage.id, ask) for passage in real.passages() for ask in passage.asks]
    missed = [each for each in asked if each[0] not in {hit.passage.id for hit in real.search(each[1], {})}]
    assert len(missed) <= len(asked) * 0.03, missed


def test_a_large_store_reads_fewer_candidates(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.search("what does a pet scan show", {})
    monkeypatch.setattr(search, "LARGE", 1)
    monkeypatch.setattr(search, "FEWER", 1)
    monkeypatch.setattr(search, "MOST_RANKED", 1)
    assert store.search("what does a pet scan show", {}) == whole[:1]


def test_a_large_store_scores_what_it_reads_the_same(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each passage it takes up only the words that are asked for."""
    asked = [ask for passage in real.passages() for ask in passage.asks[:1]]
    asked += [
        "how likely is it to come back, and why",
        "treatment of a grade 2 tumor of the lung",
        "side effects",
    ]
    monkeypatch.setattr(search, "CANDIDATES", 500)
    monkeypatch.setattr(search, "FEWER", 500)
    small = [real.search(text, {}) for text in asked]
    monkeypatch.setattr(search, "LARGE", 1)
    assert [real.search(text, {}) for text in asked] == small


def test_a_page_asked_in_these_words_needs_no_share_of_its_own(real: Store) -> None:
    """A page that is newer than the training: the page finder knows only its elder neighbour."""
    asked = "what happens after the tests"
    assert asked in real.passage("after-the-tests").asks
    neighbour = {"follow-up": 1.0}
    assert real.search(asked, {}, aims=neighbour)[0].passage.id == "after-the-tests"
    assert real.search("what comes after all the tests", {}, aims=neighbour)[0].passage.id == "follow-up"


def test_pages_that_are_all_worth_nothing_stay_so(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "COVERED", 0.0)
    monkeypatch.setattr(search, "ASKED", 0.0)
    assert all(hit.score == 0 for hit in real.search("what is a biopsy", {}, near={"biopsy": None}))


def test_what_lies_near_in_meaning_comes_first_with_the_score_that_the_search_gives(real: Store) -> None:
    asked = "they want to take a bit of my liver to look at it"
    plain = real.search(asked, {}, limit=40)
    assert plain[0].passage.id != "biopsy"
    hits = real.search(asked, {}, limit=40, near={"biopsy": 0.95, "liver-surgery": 0.1})
    assert hits[0].passage.id == "biopsy" and hits[0].score == plain[0].score
    # A page that the search has not found at all may lie near.
    far = real.search(asked, {}, limit=40, near={"grief": 0.9})
    assert "grief" in [hit.passage.id for hit in far] and "grief" not in [hit.passage.id for hit in plain]
    assert all(0 <= hit.score <= 1 for hit in (*hits, *far))


def test_where_nothing_is_found_nothing_is_near(store: Store) -> None:
    assert store.search("how do I bake bread", {}, near={"scan": 0.9, "no such page": 0.9}) == []


def test_a_page_newer_than_the_training_is_as_near_as_its_own_score(real: Store) -> None:
    asked = "what comes after all the tests"
    plain = real.search(asked, {})
    first = plain[0].passage.id
    others = {"grief": 0.2, "hospice": 0.2}
    assert real.search(asked, {}, near={**others, first: None})[0] == plain[0]
    # One that is asked in these very words is surely meant, one that was learned and is not near is not.
    asked = "what happens after the tests"
    near = {"follow-up": 1.0}
    assert real.search(asked, {}, near={**near, "after-the-tests": None})[0].passage.id == "after-the-tests"
    assert real.search(asked, {}, near={**near, "after-the-tests": 0.0})[0].passage.id == "follow-up"


def test_near_0_leaves_the_search_as_it_is(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "they want to take a bit of my liver to look at it"
    monkeypatch.setattr(search, "settings", lambda: Settings(near=0))
    assert real.search(asked, {}, near={"biopsy": 0.95}) == real.search(asked, {})
