"""What people write who want to talk with a person, and who want the bot again. Nothing else is one."""

from __future__ import annotations

import re

WHO = (
    r"(?:(?:a|an|any|some|the|my|your|one of (?:the|your)) )?(?:(?:real|actual|live|human|trained|medical|proper) )*"
    r"(?:person|human|human being|people|somebody|someone|anybody|anyone|nurse|doctor|agent|operator|adviser|advisor"
    r"|specialist|staff|team|care team|member of (?:the )?(?:staff|team)|individual)(?: real| human| there| else)?"
)
TALK = r"(?:talk|speak|chat|write|connect|get through|be put through|be connected|have a (?:chat|word))"
POLITE = r"(?:please|now|instead|pls|directly|today|rather than (?:a|this) (?:bot|machine|computer)|not (?:a|this|the) (?:bot|machine|robot))"
LEAD = r"(?:(?:hi|hello|hey|ok|okay|so|but|please|then|well|and|thanks) )*"
WISH = re.compile(
    rf"{LEAD}(?:(?:can|could|may|might|how (?:can|do)) (?:i|we) (?:please |just |maybe )*{TALK} (?:to|with) {WHO}"
    rf"|(?:i|we) (?:really |just |would )*(?:want|need|like|wanna|prefer|wish)(?: to)? {TALK} (?:to|with) {WHO}"
    rf"|id (?:really |rather |much )*(?:like to |prefer to |love to )?{TALK} (?:to|with) {WHO}"
    rf"|(?:i )?(?:want to |need to |wanna )?{TALK} (?:to|with) {WHO}"
    rf"|(?:can|could) (?:you |someone )?(?:please )?(?:connect|transfer|put|hand) me (?:over |through )?(?:to|with) {WHO}"
    rf"|(?:please )?(?:connect|transfer|put|hand) me (?:over |through )?(?:to|with) {WHO}"
    rf"|(?:get|give|find) me {WHO}|(?:i )?(?:want|need|would like) a (?:real |live )*(?:human|person)"
    rf"|(?:is|are) there {WHO} (?:i|we) can {TALK} (?:to|with)"
    rf"|(?:real |live )*(?:human|person|agent|operator) please)(?: {POLITE})*"
)
BACK = re.compile(
    rf"{LEAD}(?:i want to |id like to |let me |can i )?(?:go |talk )?back to (?:the |my )?(?:net )?(?:bot|companion)(?: {POLITE})*"
)


def is_wanted(text: str) -> bool:
    """Whether `text` asks for a person, and for nothing else."""
    return WISH.fullmatch(_bare(text)) is not None


def is_back(text: str) -> bool:
    """Whether somebody whom the team was told of wants the bot again."""
    return BACK.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    plain = re.sub(r"['’‘`]", "", text[:200].lower())
    return " ".join(re.sub(r"[^a-z ]", " ", plain).split())
