"""What must hold for entities: marked in phrases, found by the gazetteer, read by an action."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from bot.content.terms import EXPLAINED_ONLY
from bot.tools.lint.marked import Finding, Word, composed
from bot.tools.lint.project import Project, missing, unused


def entities(project: Project) -> Iterator[Finding]:
    """Every entity that can be found is in the domain, and every one in the domain is found and read."""
    dialogue, code = project.dialogue, project.code
    kinds = {*_gazetteer(project), *code.names}
    for used in _first_of_each(dialogue.annotated):
        if used not in dialogue.entities:
            yield missing(used, "entity", "entities")
    for kind in _gazetteer(project):
        if kind not in dialogue.entities:
            yield missing(kind, "entity", "entities")
    found = {*dialogue.annotated, *kinds, *dialogue.sent}
    read = {*code.names, *dialogue.slots, *dialogue.mapped_entities}
    for entity in dialogue.entities:
        if entity not in read:
            yield unused(entity, "entity", "an action or a slot reads it")
        elif entity not in found:
            yield entity.finding(
                f"Nothing finds the entity {entity}.",
                "No training phrase marks it, no button sends it, and the glossary has no term of this kind.",
                "Mark it in data/, or remove it.",
            )


def _gazetteer(project: Project) -> list[Word]:
    """The kinds of terms in content/glossary.yml, which the gazetteer finds by that name, in their places."""
    path = project.root / "content" / "glossary.yml"
    try:
        node = composed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []  # `make content` says what is wrong with it
    kinds: dict[str, Word] = {}
    for term in _values(node, "terms"):
        for kind in _values(term, "kind"):
            if isinstance(kind.value, str) and kind.value != EXPLAINED_ONLY:
                kinds.setdefault(
                    kind.value, Word(kind.value, "content/glossary.yml", kind.start_mark.line + 1)
                )
    return list(kinds.values())


def _values(node: yaml.Node | None, name: str) -> list[yaml.Node]:
    """What stands under the key `name`: the items of a list, or the one value."""
    if not isinstance(node, yaml.MappingNode):
        return []
    for key, value in node.value:
        if key.value == name:
            return list(value.value) if isinstance(value, yaml.SequenceNode) else [value]
    return []


def _first_of_each(words: list[Word]) -> list[Word]:
    first: dict[str, Word] = {}
    for word in words:
        first.setdefault(word, word)
    return list(first.values())
