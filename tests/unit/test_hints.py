"""A crisis told in hints, by rules alone: each wording beside its harmless twin."""

from __future__ import annotations

import pytest

from bot.hints import HINTS
from bot.safety import even_out, signal

# One pair or more for every rule; the twin says the nearest harmless thing with the same words.
TWINS = {
    "not_to_wake": [
        ("hoping i dont wake up", "hope i dont wake the kids when i get up"),
        ("every day i am sorry i woke up", "sorry i woke up late and missed the call"),
        ("asking the lord to take me", "my faith in the lord will take me to the clinic"),
        ("i just want to sleep and not wake", "i sleep well and wake at ten"),
    ],
    "a_weight": [
        ("they would be better off with me gone", "would they be better off with a later slot"),
        ("i am worth more dead", "my car is worth more than i paid"),
        ("you will be rid of me, out of your way for good", "am i in the way of the trolley"),
    ],
    "last_words": [
        ("by the time you read this i am far away", "by the time you read this page it may be old"),
        ("i dont want my girl to be the one to find me", "can the nurse find me a bed"),
        ("lord forgive me for what i am about to do", "forgive me for what i typed, wrong page"),
        ("signing off for good", "signing off now, dinner is ready"),
    ],
    "not_held_back": [
        ("nobody needs me here", "nobody needs to come with me"),
        ("i cannot face another night", "i cannot face another night of hospital food"),
        ("i am frightened of what i might do", "i am not sure what i might do about work"),
        ("take the pills away from me tonight", "take the pills away from the toddler"),
        ("a voice tells me to jump", "the voice tells me to breathe in and hold"),
    ],
    "ways": [
        ("i keep googling how to tie a noose", "i keep googling how to tie a tie"),
        ("i might do something stupid", "i might have said something stupid"),
        ("i hope the anaesthetic goes wrong", "i hope the anaesthetic wears off quickly"),
        ("nobody is making me stay", "nobody is making me stay overnight"),
        ("the railway keeps calling me", "my friend from the railway keeps calling me"),
        ("i will not be at my scan or anywhere", "i will not be at my scan on monday"),
        ("feel like a ghost. lets make it official", "i feel like a ghost after chemo"),
        ("dad asked which of his pills is the strongest", "which of these pills is strongest for pain"),
        ("i cant see next year with me in it", "i cant see the page with the list in it"),
    ],
    "means": [
        ("his gun is gone", "his glue gun is gone"),
        ("she is hoarding her tablets", "where can i keep her tablets"),
        ("my daughter has cuts all over her arms", "my daughter has scars on her arms from surgery"),
        ("he looks at the train tracks a lot", "he looks at the train tracks being repaired"),
        ("would i survive a fall from there", "would i survive without cheese"),
        ("i took the lot an hour ago", "i took the lot to charity"),
    ],
}


def test_every_rule_is_tried() -> None:
    assert set(TWINS) == set(HINTS)


@pytest.mark.parametrize(
    ("rule", "hint", "twin"), [(rule, *pair) for rule, pairs in TWINS.items() for pair in pairs]
)
def test_a_hint_is_seen_and_its_twin_is_not(rule: str, hint: str, twin: str) -> None:
    assert HINTS[rule].search(even_out(hint))
    seen = signal(hint), signal(twin)
    assert seen[0] is not None and seen[0].kind == "crisis"
    assert seen[1] is None or seen[1].kind not in ("crisis", "emergency")


@pytest.mark.parametrize(
    ("danger", "none"),
    [
        ("we were watching tv and he collapsed", "a film where a man collapses"),
        ("my chest hurts and i am out of breath", "out of breath laughing"),
        ("is this an emergency, he cant breathe", "is it an emergency if i lose my card"),
        ("dad collapsed by the car", "my car collapsed in a heap of rust"),
        ("he is unconscious", "i was unconscious during the operation"),
    ],
)
def test_films_prices_laughs_and_things_are_no_emergency(danger: str, none: str) -> None:
    seen = signal(danger), signal(none)
    assert seen[0] is not None and seen[0].kind == "emergency"
    assert seen[1] is None
