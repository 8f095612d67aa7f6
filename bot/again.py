"""Whether somebody asks again what the bot has just said that it cannot answer.

The first time a limit has its own reply and no more; who asks again may be shown what the guides say in
general (`again` in content/safety.yml). Plain Python, no state.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.concepts import concepts
from bot.safety import even_out

# How long there is left is asked in ever other words; every other limit counts as asked again only in the
# same words, because what differs by one word may be another question ("can I take …").
IN_OTHER_WORDS = {"prognosis": "LONG"}
# Messages that a limit is remembered for.
RECENT = 4


def asked_again(kind: str, text: str, earlier: Iterable[str]) -> bool:
    """Whether `text` asks what one of the `earlier` messages asked, all of them taken for the limit."""
    even = even_out(text)
    about = IN_OTHER_WORDS.get(kind)
    for message in map(even_out, earlier):
        if message == even:
            return True
        if about and all(about in concepts(words.split()) for words in (even, message)):
            return True
    return False
