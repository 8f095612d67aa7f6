"""Rebuild the index whenever a file of the content folder changes, until Ctrl-C.

A broken edit keeps the last good index and says file, line and remedy. One passage that was saved is
checked and put into the index alone; anything else means checking and building the whole.
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.content import index
from bot.content.load import Content, Document, load_content, load_document
from bot.content.prove import Ground, read_ground
from bot.content.terms import Terms
from bot.errors import CompanionError, PassageError
from bot.settings import Settings, settings
from bot.tools.content import checked
from bot.tools.desk.folder import findings, line_of
from bot.tools.desk.patch import patch

EVERY = 0.5  # seconds between two looks at the folder
SETTLED = 0.1  # seconds without a change after which a save counts as finished
SHOWN = 10  # findings that are told at once
ENDINGS = (".md", ".yml", ".yaml", ".json")
Stamp = tuple[int, int, int]
Tell = Callable[[str], None]


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """Watches until Ctrl-C."""
    watcher = Watcher.of(settings(), tell=lambda line: print(line, flush=True))
    watcher.start()
    print("Watching the content. Ctrl-C stops it.", flush=True)
    try:
        while watcher.alive:
            time.sleep(EVERY)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    finally:
        watcher.stop()
    return 1


class Watcher:
    """Keeps the index at `path` as the content folder is, from a thread of its own; `tell` hears of it."""

    def __init__(
        self,
        folder: Path,
        path: Path,
        sources_dir: Path | None,
        clinical_only: bool = False,
        tell: Tell = print,
    ) -> None:
        self.folder, self.path, self.sources_dir = folder, path, sources_dir
        self.clinical_only, self.tell = clinical_only, tell
        self._content: Content | None = None
        self._ground: Ground | None = None
        self._bad: set[Path] = set()
        self._seen = snapshot(folder)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="content watcher", daemon=True)

    @classmethod
    def of(cls, chosen: Settings, tell: Tell = print) -> Watcher:
        """A watcher of what the settings name."""
        folder, path, sources_dir = (chosen.path(name) for name in ("content_dir", "index", "sources_dir"))
        return cls(folder, path, sources_dir, chosen.content_require_clinical_review, tell)

    @property
    def alive(self) -> bool:
        """Whether it is watching."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begins to watch; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it, after the change that it may be at work on."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._guarded(self.begin)
        while not self._stop.wait(EVERY):
            changed = self._changed()
            if changed:
                self._guarded(lambda changed=changed: self.update(changed))  # type: ignore[misc]

    def _guarded(self, work: Callable[[], None]) -> None:
        # A thread that dies of one bad moment would leave every later edit unseen.
        try:
            work()
        except (CompanionError, OSError) as error:
            self._content = None
            self.tell(str(error))

    def begin(self) -> None:
        """Reads the content, so that the first change is quick; builds where the index is not of today."""
        mark = index.fingerprint(self.folder, self.clinical_only)
        if not index.is_current(self.path, mark):
            self.update([])
            return
        self._keep(load_content(self.folder))

    def _changed(self) -> list[Path]:
        """The files that are not as they were, once they have been left alone for a moment."""
        now = snapshot(self.folder)
        while now != self._seen and not self._stop.wait(SETTLED):
            before, now = now, snapshot(self.folder)
            if now == before:
                break
        changed = [path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)]
        self._seen = now
        return sorted(changed)

    def update(self, changed: Sequence[Path]) -> None:
        """Brings the index up to date after `changed`. Raises ContentError where it cannot be written."""
        start = time.monotonic()
        # The mark comes first: what is saved from here on has another one, and is built next time.
        mark = index.fingerprint(self.folder, self.clinical_only)
        if index.is_current(self.path, mark) and not self._bad:
            return
        if not self._one(changed, mark):
            self._whole(mark)
        if not self._bad:
            names = ", ".join(path.name for path in changed[:3]) + (" …" if len(changed) > 3 else "")
            self.tell(f"{names or 'The content'}: the bot has it now ({time.monotonic() - start:.2f} s).")

    def _one(self, changed: Sequence[Path], mark: str) -> bool:
        """Whether one passage alone was saved, new or known, and has been dealt with."""
        content, ground = self._content, self._ground
        if content is None or ground is None or len(changed) != 1 or not self._bad <= set(changed):
            return False
        file = changed[0]
        if file.suffix != ".md" or not file.is_file():
            return False
        new = load_document(file, self.folder)
        found = findings(content, [new], ground)
        if found:
            self._report(found)
            return True
        if new.passage is None or not _keeps_ids(content.documents, new):
            return False
        served = bool(index.served([new.passage], self.clinical_only))
        if not patch(self.path, new.passage, served, ground.terms, mark):
            return False
        others = [each for each in content.documents if each.file != file]
        content.documents[:] = sorted([*others, new], key=lambda each: each.file)
        self._bad = set()
        return True

    def _whole(self, mark: str) -> None:
        content, report = checked(self.folder, self.sources_dir)
        if report.findings:
            # The index is now of another content than the one just read, so no single passage fits in.
            self._content = None
            self._report(report.findings)
            return
        passages = index.served(content.passages, self.clinical_only)
        index.build(self.path, passages, content.sources, content.glossary, mark)
        self._bad = set()
        self._keep(content)

    def _keep(self, content: Content) -> None:
        """Keeps the content and what proves it for the next passage that is saved."""
        self._content = content
        self._ground = read_ground(content, Terms(content.glossary), self.folder, self.sources_dir)
        # The first check loads what measures and reads; better now than at the first edit.
        findings(content, content.documents[:1], self._ground)

    def _report(self, found: Sequence[PassageError]) -> None:
        self._bad = {finding.file for finding in found}
        lines = [line_of(finding) for finding in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"And {len(found) - SHOWN} more: `content check` names them all.")
        self.tell("\n".join([*lines, "The last good index goes on serving."]))


def _keeps_ids(documents: Sequence[Document], new: Document) -> bool:
    """Whether no id goes away or stands twice: others may lead to it."""
    old = next((each.id for each in documents if each.file == new.file), new.id)
    return old == new.id and all(each.id != new.id for each in documents if each.file != new.file)


def snapshot(folder: Path) -> dict[Path, Stamp]:
    """Each content file with its time, size and inode; files of editors' own, as .name.swp, are left out."""
    return {Path(entry.path): _stamp(entry.stat()) for entry in _files(folder)}


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith((".", "~"))]
    except OSError:
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.name.endswith(ENDINGS) and entry.is_file():
            yield entry


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
