"""The Rasa process: one model, our channels and nothing else, in one Sanic process.

Rasa's own HTTP API is never mounted. `GET /health` answers as soon as messages can be taken.
"""

from __future__ import annotations

import argparse
import logging
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import register
from rasa.core.run import create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from rasa.model import get_latest_model
from sanic import HTTPResponse, Sanic
from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import json as json_response

from bot import guard, heap
from bot.content.lifelines import lifelines
from bot.errors import StartError
from bot.rasa import action_call, retention, sentences
from bot.rasa.channels.base import LONGEST_CALL, Answer, as_json
from bot.rasa.log import reason
from bot.settings import ROOT, settings

log = logging.getLogger(__name__)


def serve(arguments: Sequence[str] = ()) -> None:
    """Runs until SIGTERM or Ctrl-C. Raises StartError if it cannot start, and ContentError or SettingError
    without a sound content/safety.yml: there is no running without it."""
    options = _options(arguments)
    guard.check(settings())
    lifelines()
    with _socket() as sock:
        build(options.model, options.endpoints, options.credentials).run(
            sock=sock, access_log=False, motd=False
        )


def build(model: str | None, endpoints: str, credentials: str) -> Sanic:
    """The application with its channels; the model is loaded when the server starts."""
    app = Sanic("companion", configure_logging=False)
    # Each channel has its own, smaller or equal limit (bot/rasa/channels/base.py).
    app.config.REQUEST_MAX_SIZE = max(settings().request_max_bytes, LONGEST_CALL)
    app.config.WEBSOCKET_MAX_SIZE = settings().request_max_bytes
    app.config.KEEP_ALIVE_TIMEOUT = 60
    register(create_http_input_channels(None, credentials), app, route="/webhooks/")
    app.ctx.agent = None

    @app.before_server_start
    async def load(app: Sanic, loop: Any) -> None:
        app.ctx.agent = await _ready_agent(_model(model), endpoints)
        heap.settle()

    @app.after_server_start
    async def delete_what_is_old(app: Sanic, loop: Any) -> None:
        app.ctx.retention = loop.create_task(retention.keep_to_it())

    @app.after_server_stop
    async def close(app: Sanic, loop: Any) -> None:
        app.ctx.retention.cancel()
        await action_call.close()

    app.add_route(_health, "/health")
    app.error_handler.add(PayloadTooLarge, _too_large)
    app.error_handler.add(Exception, _unexpected)
    return app


async def _health(request: Request) -> HTTPResponse:
    agent = request.app.ctx.agent
    if agent is None or not agent.is_ready():
        return json_response({"status": "starting"}, 503)
    return json_response({"status": "ok", "model": agent.model_id, "file": agent.processor.model_filename})


def _too_large(request: Request, error: Exception) -> HTTPResponse:
    return as_json(Answer(413, [sentences.spoken(sentences.TOO_BIG)]), "")


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, SanicException):
        return HTTPResponse(status=error.status_code, body=str(error), content_type="text/plain")
    log.error("A request failed: %s", reason(error))
    return as_json(Answer(500, [sentences.fallback()]), "")


async def _ready_agent(model: str, endpoints: str) -> Agent:
    agent = await load_agent(model_path=model, endpoints=AvailableEndpoints.read_endpoints(endpoints))
    if not agent.is_ready():
        raise StartError(
            f"The model {Path(model).name} could not be loaded. Make a new one with `make train`."
        )
    return agent


def _model(given: str | None) -> str:
    model = given or get_latest_model(str(settings().path("model_dir")))
    if not model or not Path(model).is_file():
        raise StartError("There is no trained model. Make one with `make train`.")
    return model


def _socket() -> socket.socket:
    host, port = settings().host, settings().port
    try:
        return socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise StartError(
            f"Cannot listen on {host}:{port} ({error.strerror}). "
            "Stop what uses it, or set PORT to another number."
        ) from error


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.rasa serve", description=serve.__doc__)
    parser.add_argument("--model", help="trained model; default: the newest in MODEL_DIR")
    parser.add_argument("--endpoints", default=str(ROOT / "endpoints.yml"))
    parser.add_argument("--credentials", default=str(ROOT / "credentials.yml"))
    return parser.parse_args(arguments)
