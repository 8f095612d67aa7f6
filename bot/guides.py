"""Which passages come next in the guided flows, read from `content/guides.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import ContentError
from bot.settings import settings

SITE_TESTS = "site-tests"
UNSURE = "unsure"


@dataclass(frozen=True)
class Guides:
    """The parsed file; every list holds passage ids in an order of explaining, not of merit."""

    data: Mapping[str, Any]

    def diagnosis(self, standing: str | None, site: str | None) -> list[str]:
        """The path of the diagnosis flow, with the tests of the site in their place."""
        paths = self.data["diagnosis"]
        tests = self.data["site_tests"].get(site or "", [])
        path: list[str] = []
        for step in paths.get(standing or UNSURE, paths[UNSURE]):
            path += tests if step == SITE_TESTS else [step]
        return list(dict.fromkeys(path))

    def grade(self, differentiation: str | None) -> list[str]:
        """What follows the grade table."""
        paths = self.data["grade"]
        return list(paths.get(differentiation or UNSURE, paths[UNSURE]))

    def treatment_pages(
        self, site: str | None, extent: str | None, hormone_symptoms: str | None
    ) -> list[str]:
        """The pages for one case, the one that fits best first; never empty."""
        treatment = self.data["treatment"]
        by_site = treatment["site"].get(site or "")
        by_extent = treatment["extent"].get(extent or "")
        spread = extent in ("metastatic", "liver_metastases", "recurrent")
        pages = [by_extent, by_site] if spread else [by_site, by_extent]
        if hormone_symptoms == "yes":
            pages.append(treatment["hormone_symptoms"])
        return [page for page in pages if page] or [treatment["neither"]]

    def for_case(self, passage_id: str, site: str | None, extent: str | None) -> str:
        """The page for the case where `passage_id` is the one on treatment as such; else itself."""
        general: str = self.data["treatment"]["neither"]
        return self.treatment_pages(site, extent, None)[0] if passage_id == general else passage_id

    def treatment_options(self, extent: str | None) -> list[str]:
        """The options that the sources list for how far the tumor has spread."""
        options = self.data["treatment"]["options"]
        return list(options.get(extent or UNSURE, options[UNSURE]))

    def side_effects(self, passage_id: str) -> str | None:
        """The page on the side effects of the treatment that `passage_id` is about."""
        found: str | None = self.data["treatment"]["side_effects"].get(passage_id)
        return found

    def is_side_effects(self, passage_id: str) -> bool:
        """Whether `passage_id` is the page on the side effects of a treatment."""
        return passage_id in self.data["treatment"]["side_effects"].values()

    def ids(self) -> Iterator[str]:
        """Every passage id that the file names."""
        yield from (value for value in _strings(self.data) if value != SITE_TESTS)


def load(path: Path) -> Guides:
    """The guides in the file at `path`. Raises ContentError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        guides = Guides(data)
        guides.diagnosis(None, None), guides.grade(None), guides.treatment_pages(None, None, None)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ContentError(
            f"{path} cannot be read as guides: {error}. Mend the file, then try again."
        ) from error
    return guides


def guides() -> Guides:
    """The guides of the content folder, read anew when the file changes."""
    path = settings().path("content_dir") / "guides.yml"
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise ContentError(f"{path} is missing. Restore it from version control.") from error
    return _cached(path, changed)


@lru_cache(maxsize=2)
def _cached(path: Path, changed: int) -> Guides:
    return load(path)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    else:
        yield value
