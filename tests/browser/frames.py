"""As much of WebSocket (RFC 6455) as the scripted server needs: short text frames, and the end."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, BinaryIO

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def accept(key: str) -> str:
    """What the server answers to a browser's Sec-WebSocket-Key."""
    return base64.b64encode(hashlib.sha1(key.encode() + MAGIC).digest()).decode()


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The next JSON object, or None at the end."""
    while len(head := stream.read(2)) == 2:
        kind, size = head[0] & 15, head[1] & 127
        if size == 126:
            size = int.from_bytes(stream.read(2), "big")
        mask, body = stream.read(4), stream.read(size)
        if kind == TEXT:
            plain = bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
            value: dict[str, Any] = json.loads(plain)
            return value
        if kind == CLOSE:
            return None
    return None


def write(stream: BinaryIO, value: object) -> None:
    """Sends one JSON value."""
    body = json.dumps(value).encode()
    size = len(body)
    head = bytes([size]) if size < 126 else bytes([126]) + size.to_bytes(2, "big")
    if size > 0xFFFF:
        head = bytes([127]) + size.to_bytes(8, "big")
    stream.write(bytes([128 | TEXT]) + head + body)
    stream.flush()
