"""One reply as each provider wants it: `bodies(channel, messages)`, and what was chosen (choices.py).

Pure: no Rasa, no network. `messages` are what a turn said, as bot/rasa/channels/base.py has them:
{"text", "buttons"?: [{"title", "payload"}], "custom"?}.

| channel     | text                         | options                                                   |
|-------------|------------------------------|-----------------------------------------------------------|
| `telegram`  | HTML, the title bold         | an inline keyboard                                        |
| `whatsapp`  | plain, the title bold        | a numbered list                                           |
| `sms`       | plain, GSM-7 where it can be | a numbered list                                           |
| `slack`     | blocks, and plain as well    | buttons                                                   |
| `messenger` | plain                        | quick replies under the turn's last message               |

A text over the provider's limit (limits.py) is split at sentences (split.py); sources, age and the
care-team line stay whole in the last part; an emergency or a crisis comes first and is not split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.rasa.channels.render import messenger, slack, telegram, twilio
from bot.rasa.channels.render.menu import Message
from bot.rasa.channels.render.said import Said, turn

Body = dict[str, Any]

RENDERERS: Mapping[str, Callable[[Sequence[Said]], list[Body]]] = {
    "telegram": telegram.bodies,
    "whatsapp": twilio.whatsapp,
    "sms": twilio.sms,
    "slack": slack.bodies,
    "messenger": messenger.bodies,
}


def bodies(channel: str, messages: Sequence[Message]) -> list[Body]:
    """The provider's request bodies for one whole turn, in the order to send them.

    Without recipient and credentials. Raises ValueError for a channel that has no renderer.
    """
    if channel not in RENDERERS:
        raise ValueError(f"There is no renderer for {channel!r}, only for {', '.join(RENDERERS)}.")
    return RENDERERS[channel](turn(messages))
