"""The page's files, and the headers under which a browser may use them.

Every answer carries the same strict policy: nothing from another origin, no script or style in the
markup, no strings turned into markup. Scripts and styles have the content's mark in their address
(`/chat/assets/v-1f2e…/message/message.js`), so a browser may keep them for good; nothing is built.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path

from bot.content.lifelines import lifelines
from bot.content.model import Source
from bot.content.sources import load_sources
from bot.settings import settings

FRAMES = settings().frame_origins.replace(",", " ") or "'none'"
FOLDER = Path(__file__).resolve().parent
ASSETS = "/chat/assets/"
PAGE, DEMO = "page/index.html", "demo/index.html"
EMBED_STYLE = "embed.css"
# What one form alone needs; all other folders are components that both are made of.
ONLY_PAGE, ONLY_EMBED, ONLY_DEMO = ("page", "about"), ("embed",), ("demo",)

# Only such names are looked for at all, so no path can lead out of the folder.
ASSET = re.compile(r"(?:(v-[0-9a-f]{16})/)?((?:[a-z0-9-]+/)+[a-z0-9-]+(\.js|\.css|\.svg)|embed\.css)")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
ROOT = re.compile(r":root((?:\[[^\]]*\]|:not\([^)]*\))*)")
REM = re.compile(r"(?<![\w.-])(-?[\d.]+)rem\b")

SAFETY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors {FRAMES}; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Scripts and styles are the same for everyone, so any website may load them.
SHARED = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True)
class File:
    """One file as it goes out. `etag` changes with the content; `headers` include type and caching."""

    body: bytes
    media_type: str
    lasting: bool = False
    shared: bool = False
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        # Weak: the compressed form has the same one.
        object.__setattr__(self, "etag", f'W/"{hashlib.sha256(self.body).hexdigest()[:20]}"')

    @property
    def headers(self) -> dict[str, str]:
        caching = "public, max-age=31536000, immutable" if self.lasting else "no-cache"
        own = {"ETag": self.etag, "Cache-Control": caching, "Vary": "Accept-Encoding"}
        return {**SAFETY, **(SHARED if self.shared else {}), **own}

    def compressed(self) -> bytes:
        """The body as gzip."""
        return _gzip(self.body)


def page() -> File:
    """The page itself; a browser asks every time whether it is still the same."""
    mark = version()
    names = [each for each in _components() if each.parent.name not in (*ONLY_EMBED, *ONLY_DEMO)]
    first = [FOLDER / "page/theme.css", FOLDER / "base/base.css", FOLDER / "page/page.css"]
    last = [FOLDER / "page/print.css"]
    others = (each for each in names if each.suffix == ".css" and each not in (*first, *last))
    styles = [*first, *others, *last]
    lines = [f'<link rel="stylesheet" href="{_address(each)}">' for each in styles]
    lines.append(f'<script type="module" src="{ASSETS}page/page.js"></script>')
    scripts = (each for each in names if each.suffix == ".js" and each.name != "page.js")
    lines += [f'<link rel="modulepreload" href="{_address(each)}">' for each in scripts]
    return _html(PAGE, mark, "\n    ".join(lines), _guides())


def demo() -> File:
    """An invented website with the embedded form in it."""
    return _html(DEMO, version(), "")


def embed() -> File:
    """The one script of a website that embeds the chat: it names all others, so that they load at once."""
    scripts = [each for each in _components() if each.suffix == ".js"]
    names = [each for each in scripts if each.parent.name not in (*ONLY_PAGE, *ONLY_DEMO)]
    lines = [f'import "./assets/{version()}/{_name(each)}";' for each in names]
    return File("\n".join([*lines, ""]).encode(), TYPES[".js"], shared=True)


def asset(path: str) -> File | None:
    """The style, script or drawing at `path` (`message/message.css`), or None if there is none.

    With the mark of what is there now before it, it may be kept for good; with another one, which a
    page loaded before a new release names, or without, not.
    """
    named = ASSET.fullmatch(path)
    if named is None:
        return None
    mark, name, suffix = named.groups()
    lasting = mark is not None and mark == version()
    if name == EMBED_STYLE:
        return File(_embed_style().encode(), TYPES[".css"], lasting, shared=True)
    file = FOLDER / name
    if not file.is_file():
        return None
    return File(_filled(file), TYPES[suffix], lasting, shared=True)


def version() -> str:
    """The mark of all scripts and styles together: it changes when one of them does."""
    return _version(tuple((str(each), each.stat().st_mtime_ns) for each in _components()))


@lru_cache(maxsize=4)
def _version(state: tuple[tuple[str, int], ...]) -> str:
    contents = b"\0".join(name.encode() + b"\0" + _filled(Path(name)) for name, _ in state)
    return f"v-{hashlib.sha256(contents).hexdigest()[:16]}"


def _filled(file: Path) -> bytes:
    """What `file` holds, with whom to call in an emergency in this region where it says {emergency}."""
    return file.read_bytes().replace(b"{emergency}", lifelines().region.emergency.encode())


@lru_cache(maxsize=256)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def _html(path: str, mark: str, assets: str, guides: str = "") -> File:
    html = _filled(FOLDER / path).decode().replace("<!-- assets -->", assets)
    html = html.replace("<!-- guides -->", guides)
    return File(html.replace(ASSETS, f"{ASSETS}{mark}/").encode(), TYPES[".html"])


def _guides() -> str:
    """The source documents as list items, with their addresses where they have one."""
    file = settings().path("content_dir") / "sources.yml"
    return _guides_in(file, file.stat().st_mtime_ns) if file.is_file() else ""


@lru_cache(maxsize=4)
def _guides_in(file: Path, changed: int) -> str:
    sources, _ = load_sources(file)
    return "\n          ".join(
        f"<li>{escape(each.publisher)}: {_titled(each)}</li>" for each in sources.values()
    )


def _titled(source: Source) -> str:
    if not source.url:
        return escape(source.title)
    return f'<a href="{escape(source.url)}" rel="noopener noreferrer">{escape(source.title)}</a>'


def _embed_style() -> str:
    """All styles of the embedded form: its own root, and its own unit in place of the website's `rem`."""
    kept = (each for each in _components() if each.suffix == ".css")
    names = [each for each in kept if each.parent.name not in (*ONLY_PAGE, *ONLY_DEMO, *ONLY_EMBED)]
    first = [FOLDER / "page/theme.css", FOLDER / "embed/embed.css"]
    return "".join(map(_for_shadow, [*first[:1], *names, *first[1:]]))


def _for_shadow(file: Path) -> str:
    css = ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", file.read_text("utf-8"))
    lines = css.splitlines(keepends=True)
    # A query has no say in a variable; there a rem stays what it is.
    return "".join(
        each if each.startswith("@") else REM.sub(r"calc(\1 * var(--unit))", each) for each in lines
    )


def _components() -> Iterable[Path]:
    return sorted(each for each in FOLDER.glob("*/*") if each.suffix in (".js", ".css", ".svg"))


def _name(file: Path) -> str:
    return file.relative_to(FOLDER).as_posix()


def _address(file: Path) -> str:
    return ASSETS + _name(file)
