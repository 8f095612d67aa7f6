"""All that keeps conversation tests from being played, in one run: what is wrong with their own files, and
with those that they lean on: domain.yml, data/, actions/ and the story tests beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.tools.lint import played, rules
from bot.tools.lint.marked import Finding
from bot.tools.lint.project import Project
from bot.tools.play.names import Names
from bot.tools.play.reading import Reader, read_all

FOLDER = Path("tests/conversation")
FLOOR = "floor.yml"
APART = frozenset({FLOOR})  # YAML in that folder that is no conversation


def files_in(folder: Path) -> list[Path]:
    """The files of conversation tests below `folder`."""
    inside = (path for path in folder.rglob("*.y*ml") if path.suffix in (".yml", ".yaml"))
    return sorted(path for path in inside if path.name not in APART)


def read(paths: Iterable[Path], root: Path, content: Path) -> Reader:
    """The cases in `paths`, with the faults of the files that decide what would be played among the findings.

    A name is held against the dialogue only where all of that can be read: one broken file would put the
    blame on every test that leans on it.
    """
    project = Project.at(root)
    reader = read_all(paths, root, Names.of(project, content))
    reader.findings += [
        *project.dialogue.findings,
        *project.code.findings,
        *rules.checkpoints(project),
        *played.unreadable(project),
    ]
    return reader


def conversations(project: Project) -> Iterator[Finding]:
    """For `stories lint`: every conversation test can be read, and what it names is there."""
    paths = files_in(project.root / FOLDER)
    yield from read_all(paths, project.root, Names.of(project, project.root / "content")).findings
