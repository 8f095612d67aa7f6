"""Near misses: questions that sound like a limit, and that a page answers.

"Can we still have children after treatment?" has the words of one who asks what is safe in pregnancy; "did I do
something to get this?" those of one who asks for a diagnosis. A pattern sets aside the kind that it stands
under and no other: whoever asks for a dose in the same message still gets the reply for that. Patterns on text
as `bot.safety.even_out` gives it.
"""

from __future__ import annotations

import re

from bot import verdicts
from bot.patterns import compile_rules

PARTS = {
    **verdicts.PARTS,
    "KIDS": r"(?:a |any |more |our |own |\w+ )?(?:kids?|child(?:ren)?|baby|babies|family)",
    "CARE": r"treat\w*|chemo\w*|prrt|surgery|operation|all this|it|this|a net|nets|carcinoid|medicines?|shots|diagnosis",
}
FOUND = compile_rules(
    r"""
pregnancy:
  (?:affect|affects|harm|harms|stop|stops|mean for|do to|effect on|about) (?:\w+ ){0,2}?(?:fertility|having <KIDS>|(?:my|our|his|her) chances? of <KIDS>)
  (?:<CARE>) (?:\w+ ){0,3}?(?:fertility|fertile|infertile|sterile|having (?:<KIDS>))\b
  (?:after|following|once|before) (?:\w+ ){0,3}?(?:<CARE>)\b(?: \w+){0,8}? (?:have|having|possible to have|start|starting) (?:<KIDS>)\b
  (?:have|having|start|starting|want) (?:<KIDS>) (?:after|following|once|one day|later)\b
children:
  (?:kids|children|sons?|daughters?|boys|girls)\b(?: \w+){0,8}? (?:inherit\w*|genes?|genetic\w*|hereditary|run in|pass\w* (?:it|this) (?:on|down)|be tested|get tested)\b
  (?:inherit\w*|genes?|genetic\w*|hereditary|pass\w* (?:it|this) (?:on|down))\b(?: \w+){0,8}? (?:kids|children|sons?|daughters?)\b
results:
  (?:data|information|info|what) (?:do|does|have|are|did) you (?:keep|kept|have|store|stored|hold|save|saved|know)\b(?! (?:got|of) my)
  (?:no primary|unknown primary|cant find (?:the|a) primary|primary (?:unknown|not found))\b(?: \w+){0,3}? now what\b
  cop(?:y|ies) of (?:\w+ ){0,3}?(?:reports?|scans?|results?|letters?|records?|notes)\b
  (?:are|is) (?:these|those|they|it|that) (?:all |both |really )?(?:the )?same\b
  what (?:that|this|the|a) (?:measurement|count|number|percentage|figure|index)s? (?:is|was|means|stands for|measures|counts)\b
  (?:scans?|cts?|x ?rays?|pets?)\b(?: \S+){0,14}? radiation\b
  radiation\b(?: \S+){0,8}? (?:scans?|cts?|x ?rays?)\b
  \b(?:g ?[123]|grade (?:1|2|3|one|two|three)|(?:high|low|intermediate) grade|(?:well|poorly) differentiated|mets|metastatic|nonfunctional|non functional|functional|nec)\b(?: \w+){0,6}? (?:what is (?:that|it|this)|whats (?:that|it|this)|what (?:that|it|this|they) (?:is|means?)|what does (?:that|it|this) mean|what do they mean(?: by (?:that|it|this))?)(?: then| please| exactly| actually| anyway)?$
  (?:is|are) (?:that|this|it|these|they) (?:a )?new cancers?\b
diagnosis:
  (?:what|which) (?:\w+ )?(?:tests?|scans?|bloods?|blood tests?) (?:do|does|would|are|is|will) (?:\w+ ){1,5}?(?:if|when) (?:they|doctors|someone|the doctor|you) (?:think|suspect)
  (?:does|do|would|is|are) (?:an? |the )?(?:nets?|carcinoids?|neuroendocrine tumou?rs?) (?:count|class\w*|qualify|actually|really|even|always)\b
  (?:so )?(?:is|are) (?:it|they|a carcinoid|a net|nets|carcinoids|these) (?:a )?(?:cancer|cancerous|malignant|tumou?rs?) or (?:not|just a tumou?r|a tumou?r|benign|cancer)\b(?!.*\b(?:mine|my (?:lump|spot|scan))\b)
  (?:says?|say|said) (?:tumou?r|cancer|benign|malignant)\b(?: \w+){0,8}? (?:says?|said) (?:tumou?r|cancer|benign|malignant)\b
  (?:data|information|info|what) (?:do|does|have|are|did) you (?:keep|kept|store|stored|hold|save|saved|know) (?:\w+ )?about me\b
  (?:says?|said|told|tells|think|thinks)(?: \w+){0,3}? (?:have|has|had|got|its|is|be) (?:\w+ ){1,4}?(?:whats|what is) (?:that|it|this)(?: then)?$
  what syndrome is (?:that|this) (?:in|called|with|for)\b
  (?:pheo\w*|paragangliomas?|insulinomas?|gastrinomas?|vipomas?|glucagonomas?)(?: \w+){0,6}? is (?:that|it|this) (?:an?|considered|one|also|really) \w+(?: too| as well)?$
  (?:scans?|cts?|x ?rays?|pets?)\b(?: \S+){0,14}? radiation\b
  radiation\b(?: \S+){0,8}? (?:scans?|cts?|x ?rays?)\b
  did (?:i|he|she|we|my \w+) (?:do|cause|bring|eat|drink) (?:\w+ ){0,5}?(?:get|cause|give|wrong|on myself|this)\b
  (?:something|anything) (?:\w+ )?(?:in (?:our|the|my) genes?|we inherited|genetic|hereditary)\b
  (?:genes?|genetic|hereditary|inherited) (?:thing|like|such as|problem|syndrome)\b
  is (?!(?:my|his|her|our) )(?:\w+ ){1,3}?(?:normal|common|usual|typical|expected) (?:with|in|for|after) (?:this|these|a|an|carcinoid\w*|nets?|people)\b
  how (?:rare|common|unusual) (?:is|are)\b
  (?:am i|is (?:he|she)) (?:\w+ )?(?:a )?(?:cancer )?survivor\b
  (?:is|are) (?:this|that|it|these|they) (?:considered|classed|counted|classified|thought of)\b
  ^(?!.*\b(?:<SYMPTOM>|lumps?|spots?|scans?|blood|<MARK>)\b).*\b(?:is|are) (?:this|that|it|these|they) (?:linked|related|connected|tied) to\b
prognosis:
  side effects? (?:\w+ ){0,3}?(?:show up|appear|start|come|come on|come back|happen|begin|last|go away|go)\b
  (?:check ?ups?|follow ups?|appointments?|scans?|blood tests)\b(?: \w+){0,10}? how (?:many years|long|often|many)\b
  how (?:many years|long|often) (?:\w+ ){0,6}?(?:check ?ups?|follow ?ups?|scanned|scans)\b
  (?:am i|is (?:he|she)) (?:\w+ )?(?:a )?(?:cancer )?survivor\b
second_opinion:
  (?:offend\w*|rude|upset|hurt|mind|allowed|how|where|insult\w*) (?:\w+ ){0,8}?(?:second|another) opinion\b
  is (?:a )?(?:carcinoids?|nets?|this|it) (?:actually|really|even|truly|technically|always|a kind of|counted as|considered)? ?(?:a )?cancer\b
anger:
  why did (?:i|he|she|we|my \w+) (?:get|have|develop) (?:this|it|a net|one|cancer|carcinoid)\b
stopping:
  (?:stay|keep) (?:away|apart|a distance) from (?:\w+ ){0,3}?(?:grand\w+|kids|children|babies|people|others|family|pets?|wife|husband|partner)\b
  (?:can|may|could|allowed to|right to|okay to|ok to) (?:\w+ )?(?:say no to|refuse|turn down|decline|have no|not have) (?:any |all )?(?:treatments?|therapy)(?: at all| altogether)?$
dosing:
  (?:dietary|diet|food|eating) (?:instructions?|rules?|advice|restrictions?|guidelines?)\b
  (?:handed|gave|given|give|got|get|gets|prescribed|put|on) (?:\w+ ){1,8}?(?:whats|what is|what are|what do|what does) (?:it|that|this|they|those|these|\w+) (?:for|do|used for)(?: exactly| please| then)?$
  why (?:do|does|would|did|must|should) (?:\w+ )?(?:have to |need to |must |always |get to )?(?:take|drink|swallow|have)\b
  (?:ok|okay|alright|fine|allowed|possible|can (?:i|he|she|you|we|people)|still|safe to) (?:to )?(?:drink|have) (?:\w+ ){0,2}?(?:wine|alcohol|beer|a drink)\b(?: \w+)? (?:after|following|once) (?:\w+ )?(?:treatment|surgery|chemo|the op\w*|prrt|radiation|therapy)
  (?:begins?|began|starts?|started|starting|beginning|having|getting|gets|on|put on|given|going on) (?:\w+ ){0,2}?\w+ (?:with|and|plus) \w+(?: \w+){0,12}? (?:what|which|any) side effects\b
  (?:ct|cat|mri|pet|scan|ultrasound|biopsy|endoscopy|colonoscopy|scope|test)\b(?: \w+){0,10}? (?:can|could|may|do|should|am|is|are) (?:\w+ )?(?:allowed to |still )?(?:i |you |he |she |we )?(?:eat|drink|fast|starve)\b
  (?:drink|have|eat) (?:\w+ ){0,3}?(?:wine|alcohol|beer|spirits|cheese|chocolate|coffee|spicy \w+)\b(?: \w+){0,3}? (?:with|if|when|and) (?:\w+ ){0,3}?carcinoid(?: syndrome)?$
""",
    PARTS,
)
# What makes one of them a question about one body after all.
UNLESS = {
    "pregnancy": re.compile(
        r"\b(?:pregnan\w*|breast ?feed\w*|trying for|weeks|safe|conceiv\w*|expecting|lanreotide|octreotide|everolimus|lutathera)\b"
    ),
    "children": re.compile(
        r"\b\d+ ?(?:month|year|yr)s? old\b|\b(?:aged?|is) \d+\b|\bdiagnosed\b|\bsymptoms?\b"
    ),
    "dosing": re.compile(
        r"\b(?:how (?:much|many|often)|mg|mcg|milligrams?|micrograms?|ml|dos(?:e|es|age|ing)|double|doubling|extra"
        r"|missed|overdose|too (?:much|many)|can i take|safe to take)\b"
    ),
    "results": re.compile(
        r"\b(?:is|are) (?:it|that|this|mine|they) (?:\w+ )?(?:bad|good|serious|dangerous|worse|too (?:high|low))\b"
    ),
    "diagnosis": re.compile(
        r"\b(?:(?:do|does|could|might) (?:i|he|she|my \w+) (?:\w+ )?have|have i got|has (?:he|she) got)\b(?! to\b)"
    ),
    "prognosis": re.compile(
        r"\b(?:live|left|die|dies|dying|survive|survival|prognosis|chances?|odds|expectancy)\b"
    ),
    "anger": re.compile(r"\b(?:why me|hate|angry|furious|unfair|not fair|fuck\w*|damn|sick of)\b"),
}


def is_one(kind: str, even: str) -> bool:
    """Whether an even text that was taken for the limit `kind` asks what a page answers."""
    found = FOUND.get(kind)
    unless = UNLESS.get(kind)
    return bool(found and found.search(even) and not (unless and unless.search(even)))
