"""SMS and WhatsApp through Twilio: `POST /webhooks/twilio/webhook` takes both, told apart by the sender.

Twilio signs the address that it calls, so PUBLIC_URL must be the one that it has on file. An SMS that says
STOP, HELP or START is the carriers' business: after STOP nothing goes to that number until START. Where
Twilio answers these itself (OptOutType), the companion only takes note.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from sanic.request import Request

from bot.content.lifelines import lifelines
from bot.rasa import sentences
from bot.rasa.channels import signatures
from bot.rasa.channels.base import Message
from bot.rasa.channels.delivery import Heard, Sending
from bot.rasa.channels.inbox import inbox
from bot.rasa.channels.provider import TEXT, Incoming, Provider, api
from bot.settings import settings

WHATSAPP = "whatsapp:"
# The words that carriers ask for (CTIA, Short Code Monitoring Handbook), and Twilio's own list.
STOP = {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
START = {"start", "unstop"}
HELP = {"help", "info"}
STOP_WORD, LEAVE_WORDS = '"stop"', '"leave this"'
KINDS = {"image": "picture", "video": "picture", "audio": "voice"}


class Twilio(Provider):
    """One account, with a number for SMS, one for WhatsApp, or both."""

    acknowledgement: ClassVar = ("<Response></Response>", "text/xml")

    @classmethod
    def name(cls) -> str:
        return "twilio"

    def rendering(self, place: dict[str, str]) -> str:
        return "whatsapp" if place["to"].startswith(WHATSAPP) else "sms"

    def genuine(self, request: Request) -> bool:
        url = f"{settings().public_url.rstrip('/')}{request.path}"
        if request.query_string:
            url += f"?{request.query_string}"
        given = request.headers.get("x-twilio-signature")
        return signatures.twilio(given, settings().twilio_token, url, request.body)

    def read(self, request: Request) -> Iterable[Incoming]:
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        sender = form["From"]
        if not _own_number(sender) or form.get("To") != _own_number(sender):
            return  # a number of the account that is not the companion's
        place = {"to": sender, "opt": form.get("OptOutType", "")}
        if inbox().is_stopped(self.conversation(sender)):
            place["stopped"] = "yes"
        yield Incoming(form["MessageSid"], sender, place, form.get("Body", ""), _kind(form))

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        account = settings().twilio_account
        login = base64.b64encode(f"{account}:{settings().twilio_token}".encode()).decode()
        return Sending(
            f"{api('https://api.twilio.com')}/2010-04-01/Accounts/{account}/Messages.json",
            {"Authorization": f"Basic {login}"},
            form={"To": place["to"], "From": _own_number(place["to"]), **body},
        )

    def judge(self, heard: Heard) -> Heard:
        if 200 <= heard.status < 300 and not heard.body.get("sid"):
            return Heard(502, heard.body, why="no answer of Twilio's")
        if code := heard.body.get("code"):
            return replace(heard, why=f"status {heard.status}, Twilio's error {str(code)[:10]}")
        return heard

    def is_silenced(self, conversation: str, place: dict[str, str]) -> bool:
        return "last" not in place and inbox().is_stopped(conversation)

    def taken(self, incoming: Incoming) -> None:
        """STOP holds from the moment it is there: what is under way to that number ends with its part."""
        if self.rendering(incoming.place) == "sms" and _is_stop(incoming):
            inbox().stop(self.conversation(incoming.person), True)

    async def messages(
        self, agent: Any, incoming: Incoming, conversation: str, key: str, again: bool = False
    ) -> Sequence[Message]:
        """As every channel, but for what carriers ask of SMS."""
        given = (agent, incoming, conversation, key, again)
        if self.rendering(incoming.place) == "sms":
            said = _for_carriers(incoming, conversation)
            if said is not None:
                return said
            return [_for_sms(each) for each in await super().messages(*given)]
        return await super().messages(*given)


def _for_carriers(incoming: Incoming, conversation: str) -> list[Message] | None:
    """What is said to STOP, START and HELP, and to whoever has said STOP; None for every other message."""
    word, opt = _word(incoming), incoming.place.get("opt", "")
    if _is_stop(incoming):
        known = "stopped" in incoming.place
        inbox().stop(conversation, True)
        # The one message that may still go there says so.
        incoming.place["last"] = "yes"
        return [] if opt or known else [sentences.spoken(sentences.STOPPED)]
    if opt == "START" or word in START:
        stopped = inbox().is_stopped(conversation)
        inbox().stop(conversation, False)
        if not stopped and not opt:
            return None  # somebody's first word
        return [] if opt else [sentences.spoken(sentences.STARTED)]
    if inbox().is_stopped(conversation):
        return []
    if opt == "HELP":
        return []
    if word in HELP:
        contact = f"To reach a person: {settings().contact}. " if settings().contact else ""
        emergency = lifelines().region.emergency
        return [sentences.spoken(sentences.SMS_HELP.format(contact=contact, emergency=emergency))]
    return None


def _word(incoming: Incoming) -> str:
    return incoming.text.strip().strip(".!\"'").lower()


def _is_stop(incoming: Incoming) -> bool:
    return incoming.place.get("opt") == "STOP" or _word(incoming) in STOP


def _for_sms(message: Message) -> Message:
    """The message with another word to leave a flow by: whoever texts "stop" gets no more messages."""
    if message.get("custom", {}).get("passages") or STOP_WORD not in message.get("text", ""):
        return message
    return {**message, "text": message["text"].replace(STOP_WORD, LEAVE_WORDS)}


def _own_number(other: str) -> str:
    """The companion's number on the channel of `other`; empty where that is not open."""
    if not other.startswith(WHATSAPP):
        return settings().sms_number
    return WHATSAPP + settings().whatsapp_number if settings().whatsapp_number else ""


def _kind(form: dict[str, str]) -> str:
    if form.get("Latitude"):
        return "location"
    if form.get("NumMedia", "0") == "0":
        return TEXT
    media = form.get("MediaContentType0", "")
    return "contact" if "vcard" in media else KINDS.get(media.partition("/")[0], "file")
