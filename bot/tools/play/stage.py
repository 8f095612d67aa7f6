"""Plays a conversation test on a rehearsal (bot/rasa/rehearsal.py) and says where it went another way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.rasa.heard import Heard
from bot.tools.play.case import Case, Check
from bot.tools.play.checks import EXPECTATIONS, Turn, failing, passing, unwanted

if TYPE_CHECKING:
    from bot.rasa.rehearsal import Rehearsal, Talk

Decided = Callable[[Heard], tuple[str, ...]]
CARE_TEAM = "Talk with your care team:"
ENGINE_FAILED = "something went wrong here"


@dataclass(frozen=True)
class Failure:
    """What step `step` (from 0) did not do. `passing` are values of the same expectation that would pass,
    `unwanted` what came and must not."""

    step: int
    what: str
    check: Check | None = None
    passing: tuple[Any, ...] = ()
    unwanted: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Played:
    """A test that was played: its turns as far as they came, and what failed. `seconds` it took."""

    case: Case
    turns: tuple[Heard, ...] = ()
    failures: tuple[Failure, ...] = ()
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.failures


@dataclass
class _Play:
    turns: list[Heard] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


async def play(case: Case, rehearsal: Rehearsal, decided: Decided = lambda heard: ()) -> Played:
    """Plays `case` in a new conversation. A button that nobody offered ends it; all else goes on."""
    begun, so_far = time.perf_counter(), _Play()
    with rehearsal.without(case.without):
        await _go(case, await rehearsal.talk(case.slots), decided, so_far)
    seconds = time.perf_counter() - begun
    return Played(case, tuple(so_far.turns), tuple(so_far.failures), seconds)


async def _go(case: Case, talk: Talk, decided: Decided, so_far: _Play) -> None:
    for place, step in enumerate(case.steps):
        if step.pressed is not None and talk.payload(step.pressed) is None:
            offered = [title for heard in talk.turns[-1:] for title in heard.offers]
            what = f"no button [{step.pressed}] was offered; offered: {', '.join(offered) or 'none'}"
            so_far.failures.append(Failure(place, what))
            return
        heard = await (talk.press(step.pressed) if step.pressed is not None else talk.say(step.user))
        so_far.turns.append(heard)
        so_far.failures += judged(place, step.checks, Turn(heard, decided(heard)))


def judged(place: int, checks: Iterable[Check], turn: Turn) -> Iterator[Failure]:
    """What the turn at step `place` did not do: of `checks`, and of what every turn must do."""
    checks = list(checks)
    for check in failing(checks, turn):
        about = EXPECTATIONS[check.name].about
        came = tuple(unwanted(check, turn))
        yield Failure(place, f"{check} ({about})", check, tuple(passing(check, turn)), came)
    for what in broken_promises(turn.heard, any(check.wanted == "fallback" for check in checks)):
        yield Failure(place, what)


def broken_promises(heard: Heard, may_fail: bool = False) -> Iterator[str]:
    """What no turn may do, whatever a test expects of it; `may_fail`: the fallback is what is expected."""
    for where in heard.failed:
        yield f"an action broke: {where}"
    if not heard.messages:
        yield "silence"
    texts = [message.get("text") for message in heard.messages]
    if len(set(texts)) < len(texts):
        yield "the same thing was said more than once in a turn"
    if ENGINE_FAILED in heard.text and not may_fail:
        yield "the engine's own fallback sentence came"
    for message in heard.messages:
        yield from _of_message(message)


def _of_message(message: dict[str, Any]) -> Iterator[str]:
    text, custom = message.get("text") or "", message.get("custom") or {}
    if "\n\n" in text:
        yield "a blank line inside a message, at which some channels split it"
    passages = custom.get("passages") or ()
    if not passages:
        return
    lines = text.splitlines()
    for source in (source for passage in passages for source in passage["sources"]):
        named = (line for line in lines if line.startswith("Source: ") and source["title"] in line)
        if not any("review" in line for line in named):
            yield f"the source {source['title']!r} is not named with its date"
    if not any(line.startswith(CARE_TEAM) for line in lines):
        yield "a passage without the line that sends people to their care team"
