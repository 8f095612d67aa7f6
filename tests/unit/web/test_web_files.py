from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.lifelines import FILE, load
from bot.settings import settings
from bot.web import files

LOCAL = re.compile(r'(?:href|src)="/chat/assets/(v-[0-9a-f]{16}/([^"]+))"')
IMPORT = re.compile(r'^import .* from "([^"]+)";$', re.MULTILINE)
FLAT = re.compile(r'^import "\./assets/(v-[0-9a-f]{16}/([^"]+))";$', re.MULTILINE)
SCRIPTS = sorted(files.FOLDER.glob("*/*.js"))
STYLES = sorted(files.FOLDER.glob("*/*.css"))


def named_by(file: files.File, pattern: re.Pattern[str] = LOCAL) -> dict[str, str]:
    return {name: address for address, name in pattern.findall(file.body.decode())}


@pytest.mark.parametrize("form", [files.page, files.demo, files.embed], ids=lambda each: each.__name__)
def test_every_file_that_a_form_names_is_served_for_good(form: Callable[[], files.File]) -> None:
    named = named_by(form(), FLAT if form is files.embed else LOCAL)
    assert len(named) > (1 if form is files.demo else 20)
    for address in named.values():
        file = files.asset(address)
        assert file is not None and "immutable" in file.headers["Cache-Control"]


def test_the_forms_together_load_every_script_and_style_that_there_is() -> None:
    named = {*named_by(files.page()), *named_by(files.demo()), *named_by(files.embed(), FLAT)}
    there = {path.relative_to(files.FOLDER).as_posix() for path in (*SCRIPTS, *STYLES)}
    assert there - named == {"embed/embed.css"}, "which the embedded form has within its one style"
    style = files.asset("embed.css")
    assert style is not None and b".launcher" in style.body


def test_an_address_changes_with_any_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(files.FOLDER, tmp_path / "web")
    monkeypatch.setattr(files, "FOLDER", tmp_path / "web")
    before, old = files.version(), files.page().etag
    assert files.asset(f"{before}/page/page.js").lasting  # type: ignore[union-attr]
    icon = tmp_path / "web/icon/icon.js"
    icon.write_text(icon.read_text() + "// changed\n")
    os.utime(icon, (1, 1))
    assert files.version() != before and files.page().etag != old
    stale = files.asset(f"{before}/page/page.js")
    assert stale is not None and stale.headers["Cache-Control"] == "no-cache"


def test_the_embedded_style_does_not_hang_on_the_website() -> None:
    style = files.asset("embed.css")
    assert style is not None
    rules = re.sub(r"/\*.*?\*/", "", style.body.decode(), flags=re.S)
    assert not re.search(r":root|(?<![\w-])(html|body)\b", rules)
    assert not re.search(r"\drem", "\n".join(line for line in rules.splitlines() if not line.startswith("@")))
    assert not re.search(r"@container[^{]*rem", rules), "a website's own rem must not move the breakpoints"
    assert ':host([data-colors="dark"])' in rules and ':host(:not([data-colors="light"]))' in rules


def test_all_that_the_embedded_form_loads_is_small() -> None:
    style = files.asset("embed.css")
    assert style is not None
    loaded = [files.embed(), style, *map(files.asset, named_by(files.embed(), FLAT).values())]
    total = sum(len(file.compressed()) for file in loaded if file)
    assert total <= 45 * 1024, f"{total} bytes as gzip"


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
        "v-0123456789abcdef/page/index.html",
        "v-0123456789abcdef/../settings.py",
        "v-short/page/page.js",
        "v-0123456789abcdef",
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
    assert script.headers["Cache-Control"] == "no-cache", "an address without a mark"
    assert gzip.decompress(script.compressed()) == script.body
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


def test_the_page_names_the_number_of_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = load(settings().path("content_dir") / FILE, "GB")
    monkeypatch.setattr(files, "lifelines", lambda: theirs)
    composer = files.asset(f"{files.version()}/composer/composer.js")
    assert composer is not None
    for body in (files.page().body.decode(), composer.body.decode()):
        assert "999" in body and "911" not in body and "{emergency}" not in body
