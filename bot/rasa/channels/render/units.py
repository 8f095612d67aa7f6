"""Lengths as the providers count them.

GSM-7 and its extension table are those of 3GPP TS 23.038, 6.2.1; a character of the extension table takes
two septets. A text message of one segment holds 160 septets or 70 UTF-16 units; each segment of a longer
one 153 or 67, because six bytes say which piece it is.
"""

from __future__ import annotations

import re

GSM7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = "\f^{}\\[~]|€"
ONE_SEGMENT, OF_SEVERAL = {"gsm7": 160, "ucs2": 70}, {"gsm7": 153, "ucs2": 67}

_GSM7 = re.compile(f"[{re.escape(GSM7 + GSM7_EXTENSION)}]*")
_EXTENDED = re.compile(f"[{re.escape(GSM7_EXTENSION)}]")


def utf16(text: str) -> int:
    """UTF-16 code units: 2 for an emoji, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def is_gsm7(text: str) -> bool:
    """Whether a text message can carry `text` in 7 bits a character."""
    return _GSM7.fullmatch(text) is not None


def septets(text: str) -> int:
    """Septets of GSM-7. Raises ValueError for text that has no GSM-7 form."""
    if not is_gsm7(text):
        raise ValueError("This text has characters that GSM-7 does not have.")
    return len(text) + len(_EXTENDED.findall(text))


def segments(text: str) -> int:
    """Segments of a text message that carries `text`; an empty one is one segment too."""
    if is_gsm7(text):
        return _segments(_pieces(text, len(text) + len(_EXTENDED.findall(text)), "gsm7"), "gsm7")
    return _segments(_pieces(text, utf16(text), "ucs2"), "ucs2")


def escaped(text: str) -> str:
    """`text` with &, < and > as Slack and Telegram want them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _pieces(text: str, length: int, encoding: str) -> list[int]:
    """The sizes of the characters, where they matter: no character is cut in two between segments."""
    if length <= ONE_SEGMENT[encoding]:
        return [length]
    if encoding == "gsm7":
        return [2 if char in GSM7_EXTENSION else 1 for char in text]
    return [2 if ord(char) > 0xFFFF else 1 for char in text]


def _segments(sizes: list[int], encoding: str) -> int:
    if len(sizes) == 1:
        return 1
    count, left = 1, OF_SEVERAL[encoding]
    for size in sizes:
        if size > left:
            count, left = count + 1, OF_SEVERAL[encoding]
        left -= size
    return count
