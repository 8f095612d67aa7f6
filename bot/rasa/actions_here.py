"""The actions run in this very process: what a call would send is sent, only not over HTTP.

Stands in for the action server where conversations are rehearsed (bot/rasa/rehearsal.py). The body of a
call and its answer go through JSON as they do on the wire, and errors become the answers that
actions/server.py gives.
"""

from __future__ import annotations

import pkgutil
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectionError
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from bot import quick_json
from bot.errors import StartError


class ActionsHere(EndpointConfig):
    """An action endpoint without a server. `called` and `failed` collect until somebody clears them.

    Raises StartError where an action's file cannot be loaded.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__("http://127.0.0.1/webhook")
        self.called: list[str] = []
        self.failed: list[str] = []
        self.down = False  # as if the action server did not answer
        self._executor = ActionExecutor()
        _import(package)
        self._executor.register_package(package)

    @property
    def names(self) -> list[str]:
        """Every action of the package."""
        return sorted(self._executor.actions)

    async def request(
        self, method: str = "post", subpath: str | None = None, content_type: Any = None, **kwargs: Any
    ) -> Any:
        """The answer to one call. Raises ClientResponseError as for an action server that says no."""
        if self.down:
            raise ClientConnectionError("The actions are down.")
        call = quick_json.loads(quick_json.dumps(kwargs["json"]))
        name = call["next_action"]
        self.called.append(name)
        try:
            return quick_json.loads(quick_json.dumps(await self._executor.run(call)))
        except ActionExecutionRejection as rejection:
            answer = {"error": "rejected", "action_name": rejection.action_name}
            raise ClientResponseError(400, "", quick_json.dumps(answer)) from rejection
        except ActionNotFoundException as error:
            self.failed.append(f"{name}: no class in actions/ has this name")
            raise ClientResponseError(404, "", "") from error
        except Exception as error:
            self.failed.append(f"{name}: {type(error).__name__}: {error}{_place(error)}")
            raise ClientResponseError(500, "", "") from error


def _import(package: str) -> None:
    """Loads the modules of a package before rasa-sdk does, which ends the process where one is missing."""
    try:
        folder = import_module(package).__path__
        for module in pkgutil.walk_packages(folder, f"{package}."):
            import_module(module.name)
    except SyntaxError as error:
        where = f"{Path(error.filename or package).name}:{error.lineno}"
        raise StartError(f"{where}: {error.msg}. Mend the line, then try again.") from error
    except Exception as error:
        what = f"{type(error).__name__}: {error}{_place(error)}"
        raise StartError(f"The actions cannot be loaded: {what}. Mend that, then try again.") from error


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
