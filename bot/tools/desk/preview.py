"""Write a static site that shows every passage as people see it, beside what it rests on.

It needs no server: open .cache/preview/index.html. An interrupted run leaves the last site as it was.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from bot.content.terms import Terms
from bot.errors import ContentError
from bot.settings import ROOT, settings
from bot.tools.desk.folder import shown
from bot.tools.desk.pages import index_page, passage_page
from bot.tools.desk.shelf import Shelf, shelf
from bot.tools.desk.support import Support
from bot.tools.progress import Step

ASSETS = ("preview.css", "preview.js")
OURS = "preview.css"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `content preview`."""
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of the source documents")
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder (default: .cache/preview)")


def run(arguments: argparse.Namespace) -> int:
    """Writes the site and says where it is. Raises ContentError."""
    to = arguments.to or ROOT / ".cache" / "preview"
    sources_dir = arguments.sources or settings().path("sources_dir")
    with Step("Writing the preview"):
        shown_all = shelf(settings().path("content_dir"), sources_dir, date.today())
        write(shown_all, to)
    at_hand = "" if shown_all.texts else " The source documents are not at hand: their texts are left out."
    print(f"Passages: {len(shown_all.cards)}. Open {shown(to / 'index.html')} in a browser.{at_hand}")
    return 0


def write(shown_all: Shelf, to: Path) -> None:
    """The whole site in `to`, in place of the last one. Raises ContentError if `to` holds something else."""
    if to.exists() and not (to.is_dir() and (_is_ours(to) or not any(to.iterdir()))):
        raise ContentError(
            f"{shown(to)} holds something that is not a preview. Choose another folder with --to."
        )
    new = None
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix=f".{to.name}.", dir=to.parent))
        _fill(shown_all, new)
        new.chmod(0o755)
        old = new.with_name(f"{new.name}.old")
        if to.exists():
            to.rename(old)
        new.rename(to)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise ContentError(
            f"{shown(to)} cannot be written: {error.strerror}. Check the folder's rights."
        ) from error
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)


def _fill(shown_all: Shelf, folder: Path) -> None:
    support = Support(Terms(shown_all.content.glossary))
    cards = shown_all.cards
    for before, card, after in zip((None, *cards), cards, (*cards[1:], None), strict=False):
        path = folder / card.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(passage_page(card, shown_all, support, before, after), encoding="utf-8")
    (folder / "index.html").write_text(index_page(shown_all), encoding="utf-8")
    for name in ASSETS:
        shutil.copyfile(Path(__file__).with_name(name), folder / name)


def _is_ours(folder: Path) -> bool:
    return (folder / OURS).is_file() and (folder / "index.html").is_file()
