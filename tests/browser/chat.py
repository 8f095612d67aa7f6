"""The page as a person has it: what there is to read, to press and to type."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

PATIENCE = 10.0
FIELD = "Your message"
NAMED = """const [within, title] = arguments;
return [...document.querySelector(within).querySelectorAll("button")].filter((each) =>
  [each.innerText.split("\\n")[0], each.ariaLabel ?? each.textContent].some((it) => it.trim() === title))"""
# What a screen reader would call it, near enough: steps that were taken say so after their name.
FOCUSED = """const at = document.activeElement.labels?.[0] ?? document.activeElement;
return at.ariaLabel ?? at.textContent.replace(" (chosen)", "").trim()"""


class Chat:
    """One tab with the page in it."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str = "/") -> None:
        self.driver.get(self.address + path)

    def until(self, true: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
        """Waits for `true` and gives its value; fails with `what` was awaited and what the page says."""
        end = time.monotonic() + patience
        while not (value := true()):
            if time.monotonic() > end:
                raise AssertionError(f"Waited for {what}. The page says:\n{self.text('body')}")
            time.sleep(0.03)
        return value

    # What there is to read

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def turns(self) -> list[tuple[str, str]]:
        """Who said what: ("You" | "Companion", everything else in the turn)."""
        return [tuple(each.text.partition("\n")[::2]) for each in self.all(".turn")]  # type: ignore[misc]

    def last(self) -> WebElement:
        return self.all(".turn")[-1]

    # What there is to do

    def press(self, title: str, within: str = "body") -> None:
        """Clicks the last button with this title."""
        # In one go: asking the driver for the name of each button takes it seconds where there are many.
        found = self.run(NAMED, within, title)
        assert found, f"There is no button {title!r}. The page says:\n{self.text('body')}"
        # The field at the bottom may lie over the button's first place on the screen.
        self.run("arguments[0].scrollIntoView({block: 'center'})", found[-1])
        found[-1].click()

    def try_again(self) -> None:
        """Presses that button, unless the page was quicker: it also tries again by itself."""
        with suppress(IndexError, StaleElementReferenceException):
            self.all(".notice__action")[-1].click()

    def send(self, text: str) -> None:
        """Types and sends, without waiting for an answer."""
        *lines, last = text.split("\n")
        keys = "".join(f"{line}{Keys.SHIFT}{Keys.ENTER}{Keys.SHIFT}" for line in lines) + last
        self.one("#words").send_keys(keys, Keys.ENTER)

    def say(self, text: str) -> WebElement:
        """Types and sends; gives the turn that answers."""
        before = len(self.all(".turn--bot"))
        self.send(text)
        self.until(lambda: len(self.all(".turn--bot")) > before, f"an answer to {text!r}")
        return self.last()

    def choose(self, title: str) -> WebElement:
        """Presses a next step; gives the turn that answers."""
        before = len(self.all(".turn--bot"))
        self.press(title)
        self.until(lambda: len(self.all(".turn--bot")) > before, f"an answer to the button {title!r}")
        return self.last()

    def keys(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    # By keyboard alone

    def reach(self, name: str, *, back: bool = False, most: int = 60) -> None:
        """Presses Tab, or Shift+Tab, until what has the focus is called `name`."""
        passed = []
        for _ in range(most):
            if back:
                webdriver.ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(
                    Keys.SHIFT
                ).perform()
            else:
                self.keys(Keys.TAB)
            passed.append(self.run(FOCUSED))
            if passed[-1] == name:
                return
        raise AssertionError(f"Tab does not lead to {name!r}, but to {passed}")

    def key_choose(self, name: str, *, back: bool = False) -> WebElement:
        """Reaches a next step and takes it with Enter; gives the turn that answers."""
        before = len(self.all(".turn--bot"))
        self.reach(name, back=back)
        self.keys(Keys.ENTER)
        self.until(lambda: len(self.all(".turn--bot")) > before, f"an answer to {name!r}")
        return self.last()

    def key_say(self, text: str) -> WebElement:
        """Reaches the field, types and sends; gives the turn that answers."""
        before = len(self.all(".turn--bot"))
        if self.run(FOCUSED) != FIELD:
            self.reach(FIELD)
        self.keys(text, Keys.ENTER)
        self.until(lambda: len(self.all(".turn--bot")) > before, f"an answer to {text!r}")
        return self.last()

    # What a browser can be

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def focus(self) -> WebElement:
        return self.driver.switch_to.active_element

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """The window, in CSS pixels; a `scale` of 2 with half the size is a zoom of 200 %."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, **features: str) -> None:
        """`prefers_color_scheme="dark"`, `forced_colors="active"`; none of them: as usual."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": named})

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return int(
            self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def complaints(self) -> list[str]:
        """What the browser's console says since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]
