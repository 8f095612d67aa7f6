"""The page's files, and the headers under which a browser may use them.

Every answer carries the same strict policy: nothing from another origin, no script or style in the
markup, no strings turned into markup.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import settings

FRAMES = settings().frame_origins.replace(",", " ") or "'none'"
FOLDER = Path(__file__).resolve().parent
PAGE = "page/index.html"

# Only such names are looked for at all, so no path can lead out of the folder.
ASSET = re.compile(r"(?:[a-z0-9-]+/)+[a-z0-9-]+(\.js|\.css|\.svg)")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}

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


@dataclass(frozen=True)
class File:
    """One file as it goes out. `etag` changes with the content; `headers` include type and caching."""

    body: bytes
    media_type: str
    max_age: int
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')

    @property
    def headers(self) -> dict[str, str]:
        # Short, so that a new release never meets an old half of itself for long.
        caching = f"public, max-age={self.max_age}" if self.max_age else "no-cache"
        return {**SAFETY, "ETag": self.etag, "Cache-Control": caching}


def page() -> File:
    """The page itself; a browser asks every time whether it is still the same."""
    return File((FOLDER / PAGE).read_bytes(), TYPES[".html"], max_age=0)


def asset(path: str) -> File | None:
    """The style, script or drawing at `path` (`message/message.css`), or None if there is none."""
    named = ASSET.fullmatch(path)
    file = FOLDER / path
    if named is None or not file.is_file():
        return None
    return File(file.read_bytes(), TYPES[named[1]], max_age=60)
