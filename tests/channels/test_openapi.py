"""docs/openapi.yml is true: schemathesis sends the running server what it allows, and what not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from typing import Any

import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from people import SECRETS, World, fresh
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot import signing
from bot.settings import ROOT

pytestmark = pytest.mark.server
FILE = ROOT / "docs" / "openapi.yml"
DOCUMENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CASES = 12  # of each operation
GUIDE = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")


@SCHEMA.parametrize()
@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_server_is_as_described(case: Any, world: World) -> None:
    headers = {}
    if case.operation.path.startswith("/webhooks/callback"):
        headers["Authorization"] = f"Bearer {SECRETS['CALLBACK_TOKEN']}"
    case.call_and_validate(base_url=world.bot.url, headers=headers, checks=CHECKS)


def test_no_route_for_programs_is_missing(world: World) -> None:
    for path, operations in DOCUMENT["paths"].items():
        for method in operations:
            answer = requests.request(method, world.bot.url + path, json={}, timeout=10)
            assert str(answer.status_code) in operations[method]["responses"], (path, answer.status_code)


def test_what_is_posted_to_programs_is_as_described(world: World) -> None:
    answer = DOCUMENT["paths"]["/webhooks/callback/webhook"]["post"]["callbacks"]["answer"]
    ((_, operation),) = answer.items()
    schema = {
        **operation["post"]["requestBody"]["content"]["application/json"]["schema"],
        "components": DOCUMENT["components"],
    }
    sender = f"someone {fresh()}"
    headers = {"Authorization": f"Bearer {SECRETS['CALLBACK_TOKEN']}"}
    for text in ("hello", "what is a biopsy?", "i cant breathe"):
        body = {"sender": sender, "message": text}
        address = f"{world.bot.url}/webhooks/callback/webhook"
        assert requests.post(address, json=body, headers=headers, timeout=10).status_code == 202
    world.settle()
    got = [each.body for each in world.standin.accepted("program") if each.body["recipient_id"] == sender]
    assert len(got) >= 3
    for body in got:
        Draft202012Validator(schema).validate(body)


def examples(language: str) -> list[str]:
    """The examples of the guide that are written in `language`."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def placed(example: str, world: World) -> str:
    """The example with the addresses and secrets of the tests in place of those that stand in it."""
    example = example.replace("http://127.0.0.1:5005", world.bot.url)
    for name, value in SECRETS.items():
        example = example.replace(f"${name}", value).replace(f'os.environ["{name}"]', repr(value))
    return example


def test_the_examples_in_curl_run(world: World) -> None:
    found = examples("sh")
    assert len(found) >= 2
    for example in found:
        done = subprocess.run(
            ["bash", "-euc", placed(example, world)], capture_output=True, text=True, timeout=20
        )
        assert done.returncode == 0, (example, done.stderr)
        answer = json.loads(done.stdout)
        assert answer[0]["text"] if isinstance(answer, list) else answer.get("id") or answer.get("status")


def test_the_examples_in_python_run(world: World) -> None:
    found = examples("python")
    assert len(found) >= 2
    for example in found:
        done = subprocess.run(
            [sys.executable, "-c", placed(example, world)],
            capture_output=True,
            text=True,
            timeout=20,
            cwd="/",
        )
        assert done.returncode == 0, (example, done.stderr)
        assert done.stdout.strip(), example


def test_the_guides_way_to_check_a_signature_is_ours() -> None:
    (example,) = [each for each in examples("python") if "def is_ours" in each]
    found: dict[str, Any] = {}
    exec(example, found)
    body = b'{"a": 1}'
    header = signing.signed("secret-of-the-tests", body, time.time())
    assert found["is_ours"](header, body, "secret-of-the-tests")
    assert not found["is_ours"](header, body + b" ", "secret-of-the-tests")
    assert not found["is_ours"](signing.signed("secret-of-the-tests", body, 1), body, "secret-of-the-tests")
