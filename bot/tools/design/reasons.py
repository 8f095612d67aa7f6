"""Why a message leads where it does: the intent, the rule that fires, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.flow import Message
from bot.kinds import SAFETY
from bot.safety import signal
from bot.tools.play.decided import Script

FALLBACK = "nlu_fallback"


def about_intent(message: Message) -> str:
    """Why this intent counts and not the classifier's best guess; empty where they are the same."""
    seen = signal(message.text)
    if seen is not None:
        return f"a rule of bot/safety.py sees it: {seen.kind}, {seen.rule}; that goes before every guess"
    if message.intent == FALLBACK:
        return f"no guess is sure enough; the best is {message.guess}"
    if message.guess.startswith(SAFETY) and message.guess != message.intent:
        return f"{message.guess} was the best guess, but no rule confirms it and it is not sure enough"
    return ""


def fitting(intent: str, form: str | None, scripts: Iterable[Script]) -> list[Script]:
    """The rules that answer `intent` while `form` runs (None: no form)."""
    return [script for script in _rules(scripts) if intent in _wants(script) and _open(script, form)]


def not_the_others(
    intent: str, form: str | None, ranking: Sequence[tuple[str, float]], scripts: Sequence[Script]
) -> Iterator[tuple[Script, str]]:
    """The nearest rules that do not fire, each with the reason."""
    for script in _rules(scripts):
        if intent in _wants(script) and not _open(script, form):
            yield script, f"it holds only while {script.flow} runs"
    told: set[str] = set()
    for name, confidence in ranking:
        for script in fitting(name, form, scripts):
            if name != intent and intent not in _wants(script) and script.name not in told:
                told.add(script.name)
                yield script, f"it needs {name}, which got {confidence:.0%}"


def does(script: Script, intent: str) -> list[str]:
    """The actions of a rule that follow on `intent`."""
    for place, move in enumerate(script.moves):
        if move.kind == "intent" and intent in move.names:
            after = script.moves[place + 1 :]
            stop = next((at for at, each in enumerate(after) if each.kind == "intent"), len(after))
            return [name for each in after[:stop] if each.kind == "action" for name in each.names]
    return []


def _rules(scripts: Iterable[Script]) -> Iterator[Script]:
    return (script for script in scripts if not script.story and script.moves)


def _wants(script: Script) -> tuple[str, ...]:
    return script.moves[0].names if script.moves[0].kind == "intent" else ()


def _open(script: Script, form: str | None) -> bool:
    return script.flow is None or script.flow == form
