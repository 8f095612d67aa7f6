"""Letters: a story, however sad, that comes with a question which a page answers.

"I was diagnosed six weeks ago and still cry every morning. How do other people deal with it?" Whoever asks
to be told something is seldom in danger: of 249 red flags of our own sets that no rule sees 18 hold a
question, and all of those ask for danger itself ("what's the quickest way"). So such a message must be more
like a red flag than others before likeness alone takes it for one, and what is told in it of times long
past is no emergency. Works on even text (`bot.safety.even_out`), its sentences apart by " . ".
"""

from __future__ import annotations

import re

from bot.concepts import concepts

# A question with one of these words asks for danger itself, or somebody is in it.
GRAVE = re.compile(
    r"\b(?:die|dying|dead|kill (?:me|my|your|him|her|a|some|you)\w*|kills? you|suicid\w*|overdos\w*|od|lethal|fatal|deadly"
    r"|painless\w*|quick(?:est|er)?|fastest|poison\w*|hang\w*|jump\w*|drown\w*|guns?|rope|knife|blade"
    r"|end (?:it|my|his|her|things|everything)|still alive|enough (?:pills|tablets|to)"
    r"|all (?:of )?(?:my|the|his|her) (?:pills|tablets|meds|insulin|morphine)"
    r"|(?:if|when) (?:i|you) (?:took|take|inject\w*|injected|cut|swallow\w*)|(?:i|he|she) (?:cant|cannot|couldnt)"
    r"|cant (?:i|he|she)|right now|tonight|this minute|how (?:this|it) ends|worth (?:me|it)|the end for)\b"
)
# What a page can be about; and what people ask about it without naming it.
TOPIC = frozenset({"NET", "SYMPTOM", "UNWELL", "RESULT", "OPTION", "DRUG", "MED", "HAVE_IT", "DOCTOR"})
TOPICS = re.compile(
    r"\b(?:normal|usual|common|rare|inherit\w*|famil(?:ial|ies)|run in|be right|cope|other people|others (?:do|deal|manage|feel)"
    r"|thing in (?:me|my)|inside me|my body|possible|page|leaflet|groups?|carers?|advice|tips)\b"
)
LEAD = (
    r"(?:(?:and|so|but|ok|okay|hi|hello|please|hey|also|just|well|then|sorry|now|or|my|our|the|one|question"
    r"|basically|anyway|thanks|is|in|short|simple|plain|words) )*"
    r"(?:(?:can|could|would) (?:you|u|someone|anyone|anybody) (?:please |pls )?"
    r"|(?:i|we|id|wed|im|i am)(?: would| do| really| just| only|d)? "
    r"(?:want|wanted|like|need|wonder\w*|love|trying|curious|keen|hoping|asking|writing) "
    r"(?:to |about |because )*(?:(?:know|understand|ask|learn|read|find out|hear) )?(?:more )?(?:about )?"
    r"(?:if |whether )?|do you know |any idea |grateful for )?"
)
ASK = (
    r"what(?! (?:is |would be )?(?:the|a) (?:point|use|easiest|least|fastest|most|best way to (?:go|do it|leave))\b"
    r"| (?:do|should|can|must) (?:i|we) do(?! (?:about|for|to|with|if|when|after|before)\b)| (?:is )?left\b)"
    r"|whats(?! (?:the (?:point|use|easiest|most|fastest|best way to (?:go|do it|leave))|left)\b)"
    r"|which|why(?! (?:am i|bother|go on|carry on|should i|not just|live)\b)"
    r"|how(?! (?:many|much) <3>(?:pills|tablets|meds|insulin|morphine|units|mg|to|of)|"
    r" (?:long (?:do|have) (?:i|we)|high|deep|tall|fast)\b)"
    r"|when|where|who|whose|tell me|explain|describe|help me (?:understand|see|with)|give me|point me|let me know"
    r"|looking for|(?:a|is there a) page|(?:more |some )?(?:information|info|advice)|any (?:information|info|advice|tips|ideas?|suggestions)"
    r"|is|are|was|were|can|could|does|do|did|will|would|should|has|have|had|might|may|isnt|arent|doesnt|wasnt"
    r"|to (?:know|understand|learn|read) (?:what|how|why|about|if|whether|more|which)|about"
).replace("<3>", r"(?:\w+ ){0,3}?")
WHOLE = re.compile(rf"^{LEAD}(?:{ASK})\b")
INSIDE = re.compile(
    r" (?:what (?:is|are|do|does|can|else|other|causes|helps|should|was|would|happens|kind|sort)|whats"
    r"|how (?:do|does|can|is|are|did|will|common|often|long|they|it)|why (?:is|are|do|does|did|it|they)"
    r"|is (?:it|that|this|there)|was (?:it|that|this)|can (?:that|it|this|you)|could (?:that|it|this|you)"
    r"|(?:wonder\w*|curious|understand|know|(?:i|to) ask|explain|tell me|learn|read|question is|information|info)"
    r" (?:if|what|how|why|about|whether|which|when|where|more|on)|does (?:that|it|this)|do (?:they|these|people|others)|did (?:that|it)|would (?:that|it|they)"
    r"|are (?:there|these|they|those)|(?<!asking )(?<!asked )(?<!asks )which|where can|to understand|wondering|wonder if)\b.*$"
)
FEWEST = 3  # words of a question
TOLD = 5  # words of a sentence that tells a story; a shorter one may be a cry for help
REACH = 2  # sentences that a time named in one of them may reach

# Times long past: what follows is told of then, for a sentence or two.
THEN = re.compile(
    r"\b(?:(?:years?|months?|decades?|ages) ago|(?:a|two|three|four|five|six|ten|\d+) (?:years?|months?|decades?)"
    r" (?:on|later|before|earlier|since)|last (?:year|summer|winter|spring|autumn|fall|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|christmas|easter)|in (?:19|20)\d\d|back then|at the time"
    r"|(?:back )?in the (?:seventies|eighties|nineties)|that (?:year|summer|winter|spring|autumn|night|day|week)"
    r"|when (?:i|he|she|we|they|my \w+|our \w+|the \w+) (?:was|were|had|first|lost|got|died)|long (?:ago|before|time ago)"
    r"|used to|before (?:my|the|his|her|they|we|i|she|he) (?:diagnosis|surgery|operation|found|knew|had|was|got|were)"
    r"|died|passed away|passed on|funeral|buried|since then|growing up|as a (?:child|boy|girl|teenager|student)"
    r"|in (?:my|his|her) (?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|youth)|my late \w+"
    r"|the (?:year|summer|winter|christmas|day|night|week|month) (?:after|before|that|i|we|he|she|my)|once|eventually"
    r"|one (?:day|night|evening|morning|summer|winter|spring|christmas)|(?:my|his|her) first (?:time|chemo|biopsy|cycle"
    r"|shot|injection|attack|operation|treatment)|(?:the|my|his|her) first (?:time|chemo|biopsy|cycle|injection)"
    r"|was first ill|last (?:months|weeks|days) (?:were|was)|thought (?:i|he|she|it|we) (?:was|were|had))\b"
)
# How it ended: what came before it is over.
OVER = re.compile(
    r"\b(?:(?:days|weeks|months|years|tests) later|turned out|turns out|(?:it|that) was (?:not|only|just|(?:\w+ )?(?:years|months) ago"
    r"|the (?:tumou?r|carcinoid|net))|(?:it|that) was (?:in|back in|the (?:year|summer|winter|spring|autumn))|thats how (?:we|they|it)"
    r"|(?:is|am|im|hes|shes|been|all) (?:fine|well|ok|okay|better|good|stronger|right) (?:now|since|again)"
    r"|(?:fine|well|better|stronger|over it) now|recovered|came (?:through|out of it)|laugh about it"
    r"|has had (?:surgery|the operation|it out))\b"
)
PAST = re.compile(
    r"\b(?:was|were|had|did|didnt|couldnt|wasnt|werent|went|told|said|fell|lost|found|came|took|gave|got|kept|woke|felt"
    r"|thought|heard|left|made|saw|began|knew|brought|put|rang|sat|stood|bled|could|would|never"
    r"|(?!confused|tired|scared|worried|blurred|slurred|bloated|blocked|agitated|need|bleed|exhausted)[a-z]{3,}ed)\b"
)
PRESENT = re.compile(
    r"\b(?:im|i am|is|are|am|hes|shes|theyre|its|has|have|ive|keeps?|cant|cannot|dont|doesnt|wont|isnt|arent|want|wants"
    r"|wanna|going to|gonna|will|feels?|needs?|says|wish|hope|think|today|tonight|now|yesterday"
    r"|this (?:morning|afternoon|evening|week|minute)|just|still|again|lately|at the moment"
    r"|(?:hours?|minutes?|mins?|days?) ago|last night|since (?:this|last night|yesterday|an hour|monday|sunday))\b"
)


def asks(even: str) -> bool:
    """Whether one of the sentences asks to be told something that is no danger."""
    return any(_asks(sentence) for sentence in even.split(" . "))


def bygone(even: str) -> set[str]:
    """The sentences of a letter that tell of times long past; none where nothing is asked.

    A sentence is one when its verbs are in the past and it, or one shortly before it, names such a time, or one
    shortly after it says how it ended.
    """
    sentences = even.split(" . ")
    if len(sentences) < 2 or not (THEN.search(even) or OVER.search(even)) or not asks(even):
        return set()
    then = [bool(THEN.search(sentence)) for sentence in sentences]
    over = [bool(OVER.search(sentence)) for sentence in sentences]
    return {
        sentence
        for at, sentence in enumerate(sentences)
        if (any(then[max(0, at - REACH) : at + 1]) or any(over[at : at + REACH + 1]))
        and len(sentence.split()) >= TOLD
        and PAST.search(sentence)
        and not PRESENT.search(sentence)
    }


def _asks(sentence: str) -> bool:
    whole = WHOLE.match(sentence)
    inside = None if whole else INSIDE.search(sentence)
    question = sentence if whole else inside[0] if inside else ""
    words = question.split()
    if len(words) < FEWEST or GRAVE.search(question):
        return False
    return bool(whole) or bool(TOPICS.search(question)) or not TOPIC.isdisjoint(concepts(words))
