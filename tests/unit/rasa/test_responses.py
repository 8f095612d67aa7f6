"""bot/rasa/responses.py: answers from `responses:` never repeat what a person typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from talk import tracker_of, turn

from bot.content.lifelines import lifelines
from bot.errors import ContentError
from bot.rasa import server
from bot.rasa.responses import Responses


def made(domain: Domain) -> Responses:
    config = EndpointConfig(type="bot.rasa.responses.Responses")
    return NaturalLanguageGenerator.create(config, domain)


async def test_free_text_is_left_out_and_known_values_are_filled_in(domain: Domain) -> None:
    tracker = tracker_of(domain, turn(note="<b>mine</b>", site="colon", count=3.0))
    said = await made(domain).generate("utter_echo", tracker, "rest")
    assert said == {"text": "You wrote . Site colon, count 3.0."}


async def test_a_value_that_the_domain_does_not_list_is_left_out(domain: Domain) -> None:
    tracker = tracker_of(domain, turn(site="<script>"))
    assert "script" not in str(await made(domain).generate("utter_echo", tracker, "rest"))


async def test_what_an_action_passes_is_filled_in(domain: Domain) -> None:
    said = await made(domain).generate(
        "utter_value", tracker_of(domain, turn()), "rest", drug="octreotide", text=None
    )
    assert said["text"] == "From the action: octreotide {unknown}"
    assert said["buttons"] == [{"title": "More", "payload": '/ask{"site":"colon"}'}]


async def test_an_unknown_name_is_no_answer(domain: Domain) -> None:
    assert await made(domain).generate("utter_nothing", tracker_of(domain, turn()), "rest") is None


async def test_an_answer_can_be_changed_without_changing_the_next(domain: Domain) -> None:
    generator: Any = made(domain)
    first = await generator.generate("utter_greet", tracker_of(domain, turn()), "rest")
    first["text"] = "changed"
    assert (await generator.generate("utter_greet", tracker_of(domain, turn()), "rest"))["text"] == "Hello"


async def test_what_is_said_in_danger_comes_from_the_safety_file(domain: Domain) -> None:
    generator: Any = made(domain)
    said = await generator.generate("utter_safety_emergency", tracker_of(domain, turn()), "rest")
    assert said["text"].startswith("Call 911") and said["custom"] == {"kind": "safety_emergency"}
    said["text"] = "changed"
    again = await generator.generate("utter_safety_emergency", tracker_of(domain, turn()), "rest")
    assert again["text"].startswith("Call 911")


def test_a_broken_safety_file_stops_the_server(tmp_path: Path, set_to: Any) -> None:
    lifelines.cache_clear()
    (tmp_path / "safety.yml").write_text("regions: [")
    set_to(CONTENT_DIR=tmp_path)
    with pytest.raises(ContentError, match=r"safety\.yml:\d+: .+The YAML is broken"):
        server.serve()
    lifelines.cache_clear()


async def test_who_writes_in_another_language_reads_first_in_it_whom_to_call(domain: Domain) -> None:
    generator: Any = made(domain)
    generator.responses["utter_other_language"] = [
        {"text": "English only.", "custom": {"kind": "out_of_scope"}}
    ]

    async def say(name: str, language: str | None) -> Any:
        events = turn()
        if language:
            events[1].parse_data["language"] = language
        return await generator.generate(name, tracker_of(domain, events), "rest")

    plain = await say("utter_other_language", "es")
    assert plain["text"].splitlines()[-1] == "English only." and "911" in plain["text"]
    assert plain["custom"] == {"kind": "out_of_scope", "lang": "es", "dir": "ltr", "lines": 3}
    urgent = await say("utter_safety_crisis", "he")
    assert "988" in urgent["text"].splitlines()[0] and urgent["custom"]["dir"] == "rtl"
    assert urgent["text"].splitlines()[-1].startswith("In the US, call or text 988")
    assert urgent["custom"]["kind"] == "safety_crisis" and urgent["buttons"]
    # Of a language that we do not know, the whole reply is in English.
    unknown, english = await say("utter_safety_crisis", "und"), await say("utter_safety_crisis", None)
    assert unknown["text"] == english["text"] and "lang" not in english["custom"]
    assert (await say("utter_greet", "es"))["text"] == "Hello"
