"""The companion's own model and actions in this process, for the designer's tools."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import StartError
from bot.tools.play import company


@pytest.fixture(scope="session")
def rehearsal() -> Any:
    try:
        return company.load()
    except StartError as error:
        pytest.fail(str(error))
