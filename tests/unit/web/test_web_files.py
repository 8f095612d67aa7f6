from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.web import files

LOCAL = re.compile(r'(?:href|src)="(/chat/assets/([^"]+))"')
IMPORT = re.compile(r'^import .* from "([^"]+)";$', re.MULTILINE)
SCRIPTS = sorted(files.FOLDER.glob("*/*.js"))


def test_every_file_that_the_page_names_is_served() -> None:
    named = [path for _, path in LOCAL.findall(files.page().body.decode())]
    assert len(named) > 20
    assert [path for path in named if files.asset(path) is None] == []


def test_the_page_loads_every_script_and_style_that_there_is() -> None:
    named = {path for _, path in LOCAL.findall(files.page().body.decode())}
    there = {path.relative_to(files.FOLDER).as_posix() for path in files.FOLDER.glob("*/*.*s*")}
    assert {path for path in there if path.endswith((".js", ".css"))} <= named


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_every_import_leads_to_a_script(script: Path) -> None:
    for target in IMPORT.findall(script.read_text()):
        assert (script.parent / target).resolve() in SCRIPTS


@pytest.mark.parametrize(
    "path",
    [
        "",
        "page",
        "page/",
        "page/index.html",
        "message/fixtures.json",
        "files.py",
        "../settings.py",
        "page/../../settings.py",
        "page/../page/page.js",
        "/etc/passwd",
        "page/page.js\x00.js",
        "page/page.js/",
        "page\\page.js",
        "page/nothing.js",
        ".env",
        "%2e%2e/settings.js",
    ],
)
def test_nothing_but_scripts_styles_and_drawings_is_an_asset(path: str) -> None:
    assert files.asset(path) is None


def test_types_and_validators() -> None:
    script, style, drawing = (files.asset(f"page/{name}") for name in ("page.js", "page.css", "mark.svg"))
    assert script and style and drawing
    assert [each.media_type.partition(";")[0] for each in (script, style, drawing)] == [
        "text/javascript",
        "text/css",
        "image/svg+xml",
    ]
    assert len({script.etag, style.etag, drawing.etag}) == 3
    assert script.headers["Cache-Control"] == "public, max-age=60"
    assert files.page().headers["Cache-Control"] == "no-cache"


def test_the_policy_lets_nothing_in_from_elsewhere_and_no_inline_code() -> None:
    policy = files.page().headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    html = files.page().body.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", html)


def test_no_script_can_turn_text_into_markup() -> None:
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "cookie",
    )
    found = [(path.name, word) for path in SCRIPTS for word in forbidden if word in path.read_text()]
    assert found == []


def test_one_script_alone_touches_what_outlives_the_tab() -> None:
    assert [path.name for path in SCRIPTS if "localStorage" in path.read_text()] == ["memory.js"]
