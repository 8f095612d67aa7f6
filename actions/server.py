"""The action server: Rasa asks it over loopback, with a token, and nobody else gets an answer.

Every Action in this package is registered. A body is read only up to a limit and never decompressed;
an error says that there was one, to Rasa and to the log, and nothing of the conversation.
"""

from __future__ import annotations

import hmac
import logging
import socket
import traceback
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import HTTPResponse, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request

from bot import heap, quick_json
from bot.errors import StartError
from bot.settings import settings

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
LARGEST_CALL = 1 << 20
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def serve(package: str = "actions") -> None:
    """Runs until SIGTERM or Ctrl-C. Raises StartError without a token or when the port is taken."""
    logging.basicConfig(level=settings().log_level, format=LINE, datefmt="%H:%M:%S")
    if not settings().action_token:
        raise StartError("ACTION_TOKEN is empty. Set the same secret for Rasa and the action server.")
    executor = ActionExecutor()
    executor.register_package(package)
    heap.settle()
    with _socket() as sock:
        build(executor, settings().action_token).run(sock=sock, access_log=False, motd=False)


def build(executor: ActionExecutor, token: str) -> Sanic:
    """The application: `POST /webhook` runs an action, `GET /health` says how many there are."""
    app = Sanic("actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_CALL
    app.config.KEEP_ALIVE_TIMEOUT = 300
    expected = f"Bearer {token}".encode()

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return _json({"status": "ok", "actions": len(executor.actions)})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, expected):
            return _json({"error": "This server answers only Rasa."}, 401)
        return await _run(executor, request.body)

    app.error_handler.add(Exception, _unexpected)
    return app


async def _run(executor: ActionExecutor, body: bytes) -> HTTPResponse:
    name = ""
    try:
        call = quick_json.loads(body)
        name = call["next_action"]
        return _json(await executor.run(call))
    except ActionExecutionRejection as rejection:
        return _json({"error": "rejected", "action_name": rejection.action_name}, 400)
    except ActionNotFoundException:
        log.error("There is no action %r", name)
        return _json({"error": "unknown action", "action_name": name}, 404)
    except Exception as error:
        log.error("The action %r failed: %s", name, _reason(error))
        return _json({"error": "The action failed; its log says where."}, 500)


def _unexpected(_: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, SanicException):
        return _json({"error": type(error).__name__}, error.status_code)
    log.error("A request failed: %s", _reason(error))
    return _json({"error": "The request failed."}, 500)


def _reason(error: BaseException) -> str:
    """The error's type and place; its message may quote the conversation."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


def _json(body: Any, status: int = 200) -> HTTPResponse:
    return HTTPResponse(quick_json.dumps(body), status, content_type="application/json")


def _socket() -> socket.socket:
    port = settings().action_port
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise StartError(
            f"Cannot listen on {HOST}:{port} ({error.strerror}). "
            "Stop what uses it, or set ACTION_PORT to another number."
        ) from error
