"""content/glossary.yml: ids that the passages know, and no term claimed twice."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from bot.settings import ROOT

TERMS = yaml.safe_load((ROOT / "content" / "glossary.yml").read_text(encoding="utf-8"))["terms"]
KINDS = (
    "site extent treatment drug test symptom hormone syndrome grade differentiation standing person tumor "
    "word"
)
# What the flows and the passages count on; more terms may stand beside them.
FACETS = yaml.safe_load("""
site: >-
  stomach duodenum small_intestine jejunum ileum appendix colon rectum pancreas lung unknown_primary
extent: localized regional metastatic liver_metastases recurrent
treatment: >-
  surgery active_surveillance somatostatin_analogs chemotherapy targeted_therapy prrt immunotherapy
  radiation_therapy liver_directed ablation embolization liver_transplant cryosurgery debulking
  palliative_care clinical_trial hormone_therapy
drug: >-
  octreotide lanreotide everolimus sunitinib telotristat interferon capecitabine oxaliplatin
  fluorouracil carboplatin cisplatin etoposide lutetium_dotatate
test: >-
  biopsy blood_test tumor_marker chromogranin_a five_hiaa urine_test serotonin mibg ct mri pet
  dotatate_pet fdg_pet ultrasound endoscopic_ultrasound endoscopy upper_endoscopy colonoscopy
  capsule_endoscopy xray barium biomarker_testing bone_scan octreoscan
symptom: >-
  flushing diarrhea wheezing pain bleeding jaundice fatigue weight_loss nausea constipation
  low_blood_sugar high_blood_sugar heart
hormone: serotonin insulin gastrin glucagon somatostatin
syndrome: >-
  carcinoid_syndrome carcinoid_crisis carcinoid_heart men1 men2 nf1 vhl tsc zollinger_ellison
grade: g1 g2 g3 nec
differentiation: well poor
standing: tests_under_way just_told has_spread came_back
person: patient partner parent
""")


@pytest.mark.parametrize("kind", FACETS)
def test_every_facet_has_its_term(kind: str) -> None:
    assert set(FACETS[kind].split()) <= {term["id"] for term in TERMS if term["kind"] == kind}


def test_kinds_are_known_and_ids_unique_in_their_kind() -> None:
    assert {term["kind"] for term in TERMS} == set(KINDS.split())
    assert [key for key, count in Counter((t["kind"], t["id"]) for t in TERMS).items() if count > 1] == []


def test_no_wording_means_two_things_of_one_kind() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for term in TERMS:
        for wording in (term["term"], *term.get("also", ())):
            owners.setdefault((term["kind"], wording.lower().replace("-", " ")), set()).add(term["id"])
    assert {wording: ids for wording, ids in owners.items() if len(ids) > 1} == {}
    assert sum(len({term["term"], *term.get("also", ())}) for term in TERMS) > 700
