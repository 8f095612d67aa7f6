"""`stories graph` in a real browser: drawn whole, shaded by what the tests reach, and clicked through."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By

from bot.settings import ROOT
from bot.tools.design import covered, graph
from bot.tools.design.covered import Covered

pytestmark = pytest.mark.browser

MISSED = "utter_ask_treatment_form_extent"
# Of each text the part that stands out of its box, in pixels.
OUT = """
  const out = [];
  for (const box of document.querySelectorAll("svg g")) {
    const edge = box.querySelector("rect").getBoundingClientRect();
    for (const text of box.querySelectorAll("text")) {
      const mine = text.getBoundingClientRect();
      const beside = mine.left < edge.left || mine.right > edge.right;
      if (beside || mine.top < edge.top || mine.bottom > edge.bottom) out.push(text.textContent);
    }
  }
  return out;
"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages of the project as it is, with one question that no test has asked."""
    known = Covered({"responses": {MISSED: [], "utter_ask_treatment_form_site": ["Somebody asks"]}})
    monkeypatch.setattr(covered, "load", lambda root: known)
    return graph.write(tmp_path / "graph", ROOT)


def pixel(image: Image.Image, driver: webdriver.Chrome, id: str) -> tuple[int, ...]:
    """The colour just inside the upper left corner of a box, on the screenshot."""
    box: dict[str, Any] = driver.execute_script(
        "const b = document.getElementById(arguments[0]).querySelector('rect').getBoundingClientRect();"
        "return {x: b.x, y: b.y, ratio: devicePixelRatio}",
        id,
    )
    colour = image.getpixel((int((box["x"] + 20) * box["ratio"]), int((box["y"] + 6) * box["ratio"])))
    assert isinstance(colour, tuple)
    return colour


def test_the_flows_are_drawn_and_lead_on(chromium: webdriver.Chrome, pages: Path) -> None:
    chromium.set_window_size(1400, 2000)
    chromium.get(pages.as_uri())
    chromium.find_element(By.LINK_TEXT, "treatment").click()
    assert chromium.find_element(By.TAG_NAME, "h1").text == "The treatment flow"
    assert chromium.execute_script(OUT) == []
    image = Image.open(io.BytesIO(chromium.get_screenshot_as_png())).convert("RGB")
    reached, missed, ground = (
        pixel(image, chromium, f"box-{id}") for id in ("question-site", "question-extent", "start")
    )
    assert len({reached, missed, ground}) == 3, (reached, missed, ground)

    chromium.find_element(By.CSS_SELECTOR, "#box-question-extent .title").click()
    shown = chromium.find_element(By.CSS_SELECTOR, ":target")
    assert shown.get_attribute("id") == "question-extent" and "No test plays it." in shown.text
    for width in (1400, 768, 400):
        chromium.set_window_size(width, 900)
        wide, seen = chromium.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= seen, width
    assert not [each for each in chromium.get_log("browser") if each["level"] == "SEVERE"]
