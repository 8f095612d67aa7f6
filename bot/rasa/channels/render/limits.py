"""What each provider takes at most, in its own unit, with the document that says so.

The documents were read in November 2026. A provider that loosens a limit costs nothing here; one that
tightens it is met by its error in the delivery's log, and by this one table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.rasa.channels.render.units import escaped, segments, utf8, utf16

TWILIO = "https://www.twilio.com/docs/api/errors/21617"


@dataclass(frozen=True)
class Limits:
    """One channel's limits. None: the document names none, or the channel has no such thing.

    `text` is the longest text of one message and `unit` measures it; `title` is the longest label of a
    button and `title_unit` measures it; `data` is the longest hidden value of a button in bytes of UTF-8
    (providers that count characters take at least as much); `buttons` is how many a message may have.
    """

    channel: str
    text: int
    unit: Callable[[str], int]
    document: str
    buttons: int | None = None
    title: int | None = None
    title_unit: Callable[[str], int] = utf16
    data: int | None = None
    buttons_document: str = ""

    def holds(self, text: str) -> bool:
        """Whether one message may carry `text`."""
        return self.unit(text) <= self.text


LIMITS = {
    limits.channel: limits
    for limits in (
        Limits(
            "telegram",
            text=4096,  # after the markup is taken out
            unit=utf16,
            document="https://core.telegram.org/bots/api#sendmessage",
            data=64,
            buttons_document="https://core.telegram.org/bots/api#inlinekeyboardbutton",
        ),
        Limits("whatsapp", text=1600, unit=utf16, document=TWILIO),
        Limits("sms", text=1600, unit=utf16, document=TWILIO),
        Limits(
            "slack",
            text=3000,  # of one section; a message has one for all that is no source
            unit=lambda text: utf16(escaped(text)),
            document="https://docs.slack.dev/reference/block-kit/blocks/section-block",
            buttons=25,  # in one block of buttons; there may be several
            title=75,
            title_unit=lambda text: utf16(escaped(text)),
            data=2000,
            buttons_document="https://docs.slack.dev/reference/block-kit/block-elements/button-element",
        ),
        Limits(
            "messenger",
            text=2000,  # "UTF-8 and 2000 characters"; bytes are the careful reading
            unit=utf8,
            document="https://developers.facebook.com/docs/messenger-platform/reference/send-api/",
            buttons=13,
            title=20,
            data=1000,
            buttons_document=(
                "https://developers.facebook.com/docs/messenger-platform/reference/buttons/quick-replies"
            ),
        ),
    )
}

# Twilio takes 1,600 characters, but carriers refuse messages of too many segments (its error 30019), and
# each is paid for. Ten are what 1,600 letters of GSM-7 come to.
SMS_SEGMENTS = 10  # https://www.twilio.com/docs/glossary/what-sms-character-limit
SLACK_HEADER = 150  # https://docs.slack.dev/reference/block-kit/blocks/header-block
SLACK_BLOCKS = 50  # https://docs.slack.dev/reference/block-kit/blocks


def holds_sms(text: str) -> bool:
    """Whether one text message may carry `text` and most carriers will."""
    return LIMITS["sms"].holds(text) and segments(text) <= SMS_SEGMENTS


def fits_data(payload: str, most: int | None) -> bool:
    """Whether `payload` may stand behind a button."""
    return most is None or utf8(payload) <= most
