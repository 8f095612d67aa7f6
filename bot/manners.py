"""Words for what the bot will not join in: being someone else, insults, sexual talk. Patterns on even text."""

from __future__ import annotations

from bot.patterns import compile_rules

PARTS = {
    "DROP": r"ignor\w*|forget|disregard|override|bypass|drop|break|set aside|stop following|delete",
    "ORDERS": r"instructions?|rules?|guidelines?|prompts?|restrictions?|limits|filters?|programming|directions|policies|commands?|training|learned",
    "SOMEONE": (
        r"(?:a |an |my |the |another )?(?:\w+ )?(?:doctors?|dr|oncologists?|physicians?|surgeons?|nurses?|pharmacists?|therapists?|ai|al|dan|model|"
        r"chatbot|bot|human|person|pirate|hacker|terminal|character|expert|girlfriend|boyfriend|wife|husband|mother|mum|mom|dad|father|free generator)"
    ),
    "CURSE": r"idiots?|bitch\w*|bastards?|cunts?|morons?|assholes?|arseholes?|wankers?|twats?|dickheads?|pricks?|motherfuck\w*|retards?|scum|whores?|sluts?",
}

ROLE = compile_rules(
    r"""
orders:
  (?:<DROP>) <4>(?:previous|prior|above|earlier|your|all|any|every|safety) <4>(?:<ORDERS>|above)\b(?! (?:for|of) (?:the )?(?:scan|diet|test|medicine|nurse|doctor)\b)
  forget everything (?:you|above|before)\b
  (?:system|initial|hidden|secret) (?:prompt|instructions?)\b
  (?:developer|dan|jailbreak|god|unfiltered|debug) mode\b
  do anything now\b
  jailbr[eo]\w*
  (?:stay|stop being) in character\b
  (?:no|without|free from|free of) (?:any )?(?:restrictions|filters|rules|censorship|limits)\b (?:\w+ ){0,2}?(?:answer|respond|say|now|$)

be_someone:
  (?:pretend|imagine|act|behave|roleplay|role play|simulat\w*|immerse yourself) (?:\w+ ){0,5}?(?:as|like|to be|that you are|youre|you are|role of|you were) (?:if you (?:are|were) )?(?:<SOMEONE>)\b
  (?:roleplay|role play)\b
  (?:you are|youre) (?:now |going to |about to )+(?:act|pretend|be|play|become|immerse|dan|my doctor|a doctor|an? \w+ with no)\b
  ^you are now (?:a|an|my|dan)\b
  from now on (?:you|answer|respond|speak|talk|act)\b
  (?:talk|speak|answer|write|respond|reply) (?:only )?(?:like|as) (?:a |an )?(?:pirate|dan|yoda|rapper|shakespeare|robot|cowboy)\b
""",
    PARTS,
)

ABUSE = compile_rules(
    r"""
insult:
  (?:fuck|screw|damn) (?:you|u|off|ya|yourself|this bot|your)\b
  (?:you|youre|ur|u|you are|dumb|stupid|fucking|bloody|useless) (?:are |a |an |such |total |complete |fucking |bloody |stupid |dumb |absolute )*(?:<CURSE>)\b
  ^(?:<CURSE>)$
  (?:piece of|eat|full of) (?:shit|crap)\b
  go to hell\b
  shut (?:the fuck )?up\b
  (?:ill|i will|im going to|im gonna|i am going to) (?:kill|hurt|smash|beat|find|burn|break|stab|shoot) (?:you|your|u)\b
""",
    PARTS,
)

SEXUAL = compile_rules(
    r"""
sexual:
  (?:nudes?|nude (?:pics?|pictures?|photos?)|boobs|tits|pussy|blow ?job|dick pic\w*|porn\w*|erotic\w*|sexting|sext)\b
  (?:have sex|make out|hook up|get naked|sleep) with (?:me|you)\b
  (?:talk|be|get) (?:dirty|naughty|kinky) (?:to|for|with) me\b
  (?:im|i am|are you|so) (?:so |really )?(?:horny|turned on)\b
  what are you wearing\b
  (?:suck|lick) my (?:dick|cock|pussy|balls)\b
""",
    PARTS,
)

COMPILED = {"role": ROLE, "abuse": ABUSE, "sexual": SEXUAL}
