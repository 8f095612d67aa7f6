"""The meanings in the glossary: proved like a passage, readable, and found by their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_sample import checked, lines_of

from bot.content import reading
from bot.content.fingerprints import (
    FILE,
    Fingerprint,
    denials_of,
    glossary_hash,
    names_digest,
    read_documents,
    save,
)
from bot.content.glossary import as_passage, load_glossary, meanings
from bot.content.load import load_content
from bot.content.lookup import Meanings
from bot.content.model import Term
from bot.content.store import Store
from bot.content.terms import Terms
from bot.settings import ROOT

REAL = load_glossary(ROOT / "content" / "glossary.yml")[0]
FROM = '[{source: clinic-2024, section: "Medicine (updated)"}]'
# What an editor may write wrong, and what the finding says.
BROKEN = [
    ('means: "It calms the gut."', ".from: The key is missing. List the sections"),
    (f"from: {FROM}", ".means: The key is missing. Write what it means"),
    (f'means: "It is given every 3 weeks.", from: {FROM}', "“3 weeks” does not stand in clinic-2024"),
    (f'means: "A drug like everolimus.", from: {FROM}', "'everolimus' does not stand in clinic-2024"),
    (f'means: "A drug for the rectum.", from: {FROM}', "'rectum' does not stand in clinic-2024"),
    (
        'means: "It calms the gut.", from: [{source: clinic-2025, section: "Surgery"}]',
        "clinic-2025 is not in sources.yml. Did you mean clinic-2024?",
    ),
    (
        'means: "It calms the gut.", from: [{source: clinic-2024, section: "Medicine"}]',
        "clinic-2024 has no section 'Medicine'. Did you mean Medicine (updated)?",
    ),
    (f'means: "It calms the gut", from: {FROM}', "It does not end with a period."),
    (f'means: "It <b>calms</b> the gut.", from: {FROM}', "'<b' would be shown as it is."),
    (f'means: "{"It calms the gut. " * 11}", from: {FROM}', "has 44 words, and at most 40 are allowed."),
    ("page: nowhere", "There is no passage nowhere."),
    ("page: scam", "There is no passage scam. Did you mean scan?"),
    (f'means: "It calms the gut.", loose: [gut drug], from: {FROM}', "'gut drug' is not in also."),
    (
        f'means: "Pharmacological tranquilization of gastrointestinal activity.", from: {FROM}',
        "and at most 6.0 is allowed.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "says"), BROKEN, ids=[says[:50] for _, says in BROKEN])
def test_a_bad_meaning_is_named_with_its_line(keys: str, says: str, folder: Path, documents: Path) -> None:
    if "at most 6" in says and not reading.available():
        pytest.skip("textstat is not installed")
    path = folder / "glossary.yml"
    lines = path.read_text().splitlines()
    first = next(at for at, line in enumerate(lines) if "id: octreotide" in line)
    lines[first : first + 3] = [
        "  - {id: octreotide, kind: drug, term: octreotide, also: [Sandostatin],",
        f"     {keys}}}",
    ]
    path.write_text("\n".join(lines) + "\n")
    found = lines_of(checked(folder, documents), path)
    assert any(says in line for line in found), found
    assert all(int(line.split(":")[0]) in (first + 1, first + 2) for line in found if says in line)


def test_without_the_documents_the_fingerprint_proves_the_meanings(folder: Path, documents: Path) -> None:
    content = load_content(folder)
    sections, _ = read_documents(content.sources, Terms(content.glossary), documents, folder, {})
    said = denials_of([*content.passages, *meanings(content.glossary)])
    save(folder / FILE, Fingerprint(sections, said, glossary_hash(content.glossary)))
    path = folder / "glossary.yml"
    assert lines_of(checked(folder, None), path) == []
    path.write_text(path.read_text().replace("every 4 weeks", "every 6 weeks"))
    assert any("“6 weeks” does not stand" in line for line in lines_of(checked(folder, None), path))


def test_a_changed_meaning_is_no_reason_to_train_anew(folder: Path) -> None:
    path = folder / "glossary.yml"
    before = names_digest(path)
    path.write_text(path.read_text().replace("calms the gut", "calms the whole gut"))
    assert names_digest(path) == before
    path.write_text(path.read_text().replace("[Sandostatin]", "[Sandostatine]"))
    assert names_digest(path) != before


def test_words_are_explained_but_not_searched_for(folder: Path, store: Store) -> None:
    glossary = load_content(folder).glossary
    assert Terms(glossary).find("the stage") == []
    assert [match.term.id for match in Terms(glossary, explained=True).find("the stage")] == ["stage"]
    assert store.meanings.get("word:stage") and store.meanings.get("drug:everolimus") is None


def test_the_glossary_explains_what_a_patient_meets() -> None:
    """At least 180, which is what was asked for; none of them by leaving the sources (see test above)."""
    assert len(meanings(REAL)) >= 180


def test_what_is_not_counted_in_the_grade_can_be_looked_up() -> None:
    if not reading.available():
        pytest.skip("textstat is not installed")
    shown = [Term("x", "drug", "tranquilizolam", page="x"), Term("y", "drug", "immunosuppressolam")]
    sentence = as_passage(Term("z", "word", "z", means="Take tranquilizolam and immunosuppressolam now."))
    counted = reading.measure(sentence.sentences, Terms(shown)).flesch_kincaid
    both = [shown[0], Term("y", "drug", "immunosuppressolam", means="It calms.")]
    assert reading.measure(sentence.sentences, Terms(both)).flesch_kincaid < counted


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("metastatic", "extent:metastatic"),
        ("Metastases", "extent:metastatic"),
        ("stage IV", "extent:metastatic"),
        ("NED", "word:ned"),
        ("no evidence of disease", "word:ned"),
        ("ki67", "word:ki67"),
        ("Ki-67", "word:ki67"),
        ("5HIAA", "test:five_hiaa"),
        ("somatostatin analogue", "treatment:somatostatin_analogs"),
        ("margins", "word:margin"),
        ("oesophagus", "site:esophagus"),
        ("hypoglycaemia", "symptom:low_blood_sugar"),
        ("remmission", "word:remission"),
        ("debulkng", "treatment:debulking"),
        ("chromagranine A", "test:chromogranin_a"),
        ("hyperglycemia", "symptom:high_blood_sugar"),
        # Looser names find the same pages, but do not mean just this.
        ("ileostomy", None),
        ("sigmoidoscopy", None),
        ("stage 1", None),
        ("locally advanced", None),
        # The sources do not say what these are, and so neither do we.
        ("insulinoma", None),
        ("CAPTEM", None),
        ("ambiguous", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_spelled(words: str, name: str | None) -> None:
    found = Meanings(REAL).named(words)
    assert (found.name if found else None) == name


def test_a_misspelled_word_is_not_guessed_where_it_must_be_exact() -> None:
    assert Meanings(REAL).named("remmission", exact=True) is None


def test_the_words_in_a_text_come_once_each_in_their_order() -> None:
    found = Meanings(REAL).within(
        "Debulking may ease symptoms. Debulking leaves no clear margin, but a PET scan shows it."
    )
    assert [match.term.id for match in found] == ["debulking", "symptom", "margin", "pet"]
