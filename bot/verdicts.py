"""Wordings that ask the bot for a verdict on one person: an illness, a result, an outlook, a choice.

Beside `bot.limits`, whose rules look for the words of an illness; these look for the way in which a verdict is
asked. Patterns on text as `bot.safety` evens it out. What is asked in general ("what does a high CgA mean", "how
is a NET diagnosed", "how do doctors choose") is information and must not match.
"""

from __future__ import annotations

import re

from bot import limits
from bot.patterns import compile_rules

PARTS = {
    **limits.PARTS,
    "SO": r"^(?:(?:and|so|but|ok|okay|hi|hello|please|hey|well|then|sorry|doctor|honestly|now|just|um) ){0,3}",
    "YOURS": r"my \w+|mum|mom|mam|dad|mummy|daddy|nan|gran|grandma|grandpa|grandad|hubby",
    "IM": r"i|we|he|she|<YOURS>",
    "SYMPTOM": (
        r"flush\w*|diarrh\w+|the runs|loose (?:stools?|motions|bowels)|wheez\w*|weight loss|(?:lost|losing) (?:\w+ )?(?:weight"
        r"|stone|kilos?|pounds|lbs|kg)|bloat\w*|cramp\w*|pains?|ache\w*|aching|lumps?|bump|cough\w*|sweat\w*|palpitations|itch\w*"
        r"|itchy|jaundice|yellow (?:eyes|skin)|(?:eyes|skin) (?:are |is |went |gone )?yellow|low (?:blood )?sugars?|hypos?|faint\w*"
        r"|dizz\w+|rash\w*|ulcers?|fatigue|tired\w*|reflux|nausea|vomit\w*|swelling|red face|face (?:goes|gets|is|turns) (?:\w+ )?red"
        r"|scarlet|racing heart|heart (?:races|racing)|hot flashes|stomach ?aches?|indigestion|floats|greasy"
    ),
    "FEW": r"(?:(?!(?:my|his|her|the|our|your|their) )\w+ ){0,2}?",
    "BAD": (
        r"cancer\w*|tumou?rs?|malignan\w+|nets?|pnets?|neuroendocrine(?: \w+)?|carcinoids?(?: \w+)?|insulinoma|gastrinoma|vipoma"
        r"|pheo\w*|something (?:serious|sinister|nasty|bad|worse)|serious|zollinger \w+"
    ),
    "GOOD_OR_BAD": (
        r"bad|good|high|low|normal|abnormal|ok|okay|fine|dangerous|serious|worrying|concerning|scary|elevated|aggressive|terrible"
        r"|alarming|severe|great|raised|worrisome|awful|horrible|big|large|small|bad news|good news|a (?:good|bad) (?:sign|result"
        r"|thing|number|score)|a lot|too much|a worry|a problem|anything to worry about|something to (?:worry|panic|lose sleep) about"
        r"|lucky|trouble|worth worrying about|cause for (?:concern|alarm|worry)"
    ),
    "FIGURE": r"\d+(?:\.\d+)?(?: (?:percent|per cent|cm|mm|ng|mg|ml|nmol|umol|units?|g|l|h|24 h|24h|hr|hrs|pmol|mitoses))*",
    "MARK": (
        r"<LAB>|ki ?67(?: index)?|suv(?: ?max)?|mitotic (?:rate|count|index)|mitoses|alt|alp|ggt|ast|bilirubin|afp|cea|ca ?19 ?9"
        r"|tumou?r markers?|markers?|calcitonin|pth|prolactin|glucose"
    ),
    "WORRY": r"worr\w+|panic\w*|scared|afraid|concerned|alarmed|frightened|frighten|lose sleep|freak\w*|happy|relieved|pleased",
    "TREAT": (
        r"surgery|operat\w+|operation|the op|an op|op|whipple|resection|prrt|lutathera|lutetium|chemo\w*|captem|folfox|capecitabine"
        r"|xeloda|temozolomide|everolimus|afinitor|sunitinib|sutent|cabozantinib|cabometyx|octreotide|lanreotide|sandostatin"
        r"|somatuline|injections|shots|pills|tablets|radiation|radiotherapy|sirt|y ?90|tace|tae|emboli[sz]ation|ablation"
        r"|(?:liver )?transplant|watch and wait|watchful waiting|active surveillance|immunotherapy|interferon|treatments?|therapy|rfa"
        r"|debulking|targeted (?:therapy|drugs?)|hormone therapy"
    ),
    # What somebody hopes to live to see.
    "MILESTONE": (
        r"(?:wedding|graduat\w+|birthday|christmas\w*|summers?|spring|winter|anniversary|retire\w*|grand ?child\w*|grand ?kids?"
        r"|grand ?(?:son|daughter)s?|school|aisle|prom|new year|old age|next year|easter|thanksgiving|olympics|world cup|pension"
        r"|jubilee|born|grow(?:ing|n)? (?:up|old)|marr\w+|finish school|start school|go to (?:college|university|school)|turn \d+"
        r"|become)"
    ),
}

ILLNESS = compile_rules(
    r"""
what_have_i:
  (?:what|whatever) (?:have|has) (?:<IM>) got\b(?! to\b| left\b| on\b)
  (?:tell me|say|guess|work out|figure out|idea) (?:me )?(?:what|whats) (?:it is )?(?:that )?(?:ive|hes|shes|i|he|she|<YOURS>) (?:\w+ )?(?:got|have|has|suffering from)\b(?! to\b| left\b)
  what (?:would|do) you (?:say|think|reckon|guess) <2>(?:i|he|she|<YOURS>) (?:have|has|got|suffers?)\b(?! to\b)
  (?:whats|what is|give me|tell me|hear|want|need|like|me have) (?:your|a|an|his|her) (?:\w+ )?diagnosis\b(?! of\b)
  (?:best|educated|honest) guess (?:at |as to |about |on )?(?:what|whats|at my|on my)\b
  (?:whats|what is|what the hell is|anything|something) (?:\w+ )?(?:up|wrong|the matter|amiss|going on|happening) (?:with|in|inside|to) (?:me|him|her|us|my (?:\w+ )?(?:<KIN>|body|belly|stomach|tummy|gut|insides|bowels?|health)|mum|mom|dad|nan|gran|hubby)\b
  (?:name|identify|guess) my (?:illness|disease|condition|disorder|problem)\b
  (?:what|which) (?:illness|disease|disorder|condition) (?:would |could |might |does |do |is )?(?:fits?|match\w*|gives me|is this|am i|do i|have i|is it that i)\b
  what am i (?:suffering|sick|ill) (?:from|with)\b
  (?:make (?:a|my)|give me (?:a|the|my)) diagnosis\b
have_i:
  <SO>(?:have|has) (?:<IM>) (?:really |actually |maybe )?got (?:it|one|this|that|the same(?: thing)?|the (?:\w+ )?gene|what \w+ had)\b(?! (?:to|in writing|removed|out|on)\b)
  <SO>(?:do|does|could|might) (?:<IM>) (?:really |actually |maybe |also |then )?have (?:it|one|the (?:\w+ )?gene|the same thing|what \w+ had)(?: too| or not| as well| then| do you think| or what| yes or no| now)*$
  (?:you (?:tell me|think|reckon)|tell me|just say|yes or no) (?:that |if |whether )?(?:have i|do i|i have|ive|i) <1>(?:got |have )?(?:it|one|this)(?: or not| or no|$)
  (?:have|has) (?:<IM>) (?:inherited|caught|picked up|developed) (?:it|this|that|one|the (?:\w+ )?gene|(?:<NET>))\b
  (?:am|is) (?:<IM>) (?:now |also |maybe )?(?:a carcinoid patient|a net patient|having (?:a |an )?(?:\w+ )?(?:carcinoid|net|insulinoma|hypo)\w*)\b
  (?:could|might|may|is|are) (?:<IM>) (?:\w+ )?(?:be )?having (?:a |an )?(?:carcinoid|insulinoma|net)\b
  (?:a tumou?r|cancer|something|a net|one|a growth) (?:\w+ )?(?:hiding|hidden|growing|lurking|sitting|inside|somewhere) (?:in|inside|somewhere in) (?:me|my|him|her)\b
  (?:could|have|did|might) (?:they|the doctors?|my doctors?|the hospital|everyone) (?:have )?miss(?:ed)? (?:a |an |my |the |some )?(?:<BAD>)\b
  (?:should|must|do|ought) (?:i|we) (?:be |need to |have to )?(?:think\w*|worry|worried|fear|suspect\w*|concerned|looking at) (?:that |about |of )?(?:it |its |this |this is |it could be |it might be )?(?:cancer|a tumou?r|a net|carcinoid)$
  ^(?:\w+ ){0,30}?(?:cancer|a tumou?r|a net|carcinoid|an insulinoma) or (?:not cancer|not a net|not a tumou?r|is it something else|is it nothing)\b
is_it:
  <SO>(?:do|does|would|could) (?:these|those|this|all (?:of )?(?:this|that)|that) (?:\w+ ){0,2}?(?:sound|look|seem|add up|point|fit|smell|feel|match) <4>(?:<BAD>)\b
  (?:could|might|may|can|would) (?:all |both )?(?:of )?(?:this|that|these|it|they) (?:\w+ ){0,3}?(?:add up to|point to|be down to|mean|be|come from) (?:i have |ive got |he has |she has )?(?:a |an )?(?:<FEW>)(?:<BAD>)$
  (?:is|was) (?:what|the thing|whatever) (?:i|he|she|<YOURS>) (?:have|has|had|got|am having) (?:a |an )?(?:<BAD>)\b
  <SO>(?:does|would|do) (?:this|that|it|these|which) (?:\w+ )?(?:make|makes|mean|means) (?:it|its|me|this|that its|i have|ive got|i am|im|hes|shes) (?:a |an )?(?:<BAD>)\b
  (?:how likely|what are the chances|whats the chance|what is the chance|chances?|possible|possibility|likelihood|odds|likely|probability) (?:is it |it is )?(?:that |of )?(?:it|its|this|this is|the \w+|my \w+|i|i have|he has|she has|ive got) (?:\w+ ){0,4}?(?:<BAD>)\b(?! (?:comes?|came|is|will|spread\w*|grow\w*|has|gone?|shrink\w*|return\w*|back|free|being gone)\b)
  (?:want|need|like|wanna|just|please|can you|could you|would you) (?:to )?(?:\w+ )?(?:know|tell me|say|confirm) (?:me )?(?:if|whether|that) (?:its|it is|this is|thats|it might be|it could be) <2>(?:<BAD>)\b
  (?:is|could|might|can|would) (?:this|it|that|the) (?:\w+ )?(?:pain|lump|rash|spot|cough|bump|ache|swelling|mole|flushing|flush|patch)(?: \w+){0,6}? (?:be |is )?(?:a |an )?(?<!my )(?<!the )(?<!her )(?<!his )(?:<BAD>)\b(?! (?:symptom|sign|side|rash|pain|patients?|related)\b)
listed:
  (?:<SYMPTOM>)\b(?: \S+){0,14}? (?:is|could|might|can|may|would) (?:it|this|that|they|these|those) (?:all |both |really |possibly |maybe |just |still )?(?:be |mean |come from |have )?(?:a |an |from |due to )?(?:<FEW>)(?:<BAD>)\b(?! (?:symptom|sign|related|from the|side|patients?)\b)
  (?:<SYMPTOM>)\b(?: \S+){0,14}? (?:have|has|do|does) (?:i|he|she|<YOURS>) (?:got |have )(?:one|it|a |an |cancer|carcinoid|what)
  (?:<SYMPTOM>)\b(?: \S+){0,14}? (?:what is it|whats it|what could it be|what could this be|what might (?:it|this|that) be|what have i got|what do i have|whats wrong|what has (?:he|she) got|any idea what (?:it|this|that)(?: is)?|whats the diagnosis|what am i looking at|net or not|cancer or (?:not|ibs|what)|or something worse|so is it a net)\b(?! (?:called|caused|good|used|like)\b)
  (?:my|this|her|his|the) (?:\w+ )?(?:<SYMPTOM>)\b(?: \S+){0,8}? what (?:might|could|would) (?:that|this|it) be\b
  \b(?:i|im|ive|my|had|wife|husband|mum|mom|dad|he|she)\b(?: \S+){0,20}? (?:cancer|tumou?r|carcinoid(?: syndrome)?|net|insulinoma|pheo\w*|gastrinoma) (?:is it|you think|do you think|do you reckon|you reckon|or what|or am i imagining it|or just \w+)$
found:
  (?:scans?|ct|mri|pet|ultrasound|echo|x ?ray|radiologist|report|letter|doctors?|gp|endoscopy|colonoscopy|they)\b(?: \S+){0,4}? (?:shows?|showed|says?|said|found|saw|sees|mentions?|spotted|noticed|picked up) (?:\S+ ){0,6}?(?:lesion|nodule|spot|mass|shadow|lump|thickening|growth|polyp|something)\b(?: \S+){0,7}? (?:what is it|whats it|what (?:could|might|would) (?:it|this|that) be)(?: then| please| do you think)*$
meaning:
  (?:that|this|it) counts? as (?:having |a )?(?:cancer|a net|malignant)\b
  does (?:that|this|it) mean (?:that )?(?:the|my|his|her) (?:\w+ ){1,6}?(?:is|are) (?:a |an )?(?:<BAD>)\b
  does (?:my|his|her|mums|dads) (?:\w+ ){1,6}?mean (?:\w+ ){0,4}?(?:cancer|spread|tumou?r|mets|carcinoid|net)\b
  does an? (?=[^.]*\d)(?:\S+ ){2,14}?(?:mean|equal|make) (?:a |an |it a |it )?(?:<BAD>)$
  does an? (?:high |raised |low )?(?:<MARK>) plus (?:\S+ ){1,10}?(?:mean|equal|make) (?:a |an )?(?:<BAD>)\b
  (?:rule out|exclude) (?:a |an )?(?:<BAD>) (?:\w+ )?(?:if|because|since|with|as) (?:my|his|her)\b
  stop (?:thinking|worrying) (?:that )?(?:its|it is|it might be|about it being) (?:a |an )?(?:<BAD>)\b
  (?:it|this|that) must have been (?:a |an )?(?:<BAD>)\b
  (?:every|all)(?: of)?(?: the| these| those)? (?:\w+ )?symptoms? (?:fits?|match\w*|(?:are|is) me)\b
  i have (?:this|it) dont i\b
  (?:do|does|have|has) (?:<IM>) (?:have|got) (?:it|this|one|cancer|a net) or (?:not|dont|doesnt|no)\b
  (?:hereditary|genetic|inherited|familial) in (?:my|his|her|our) case\b
  is (?:it|this|that) one of (?:these|those|the) (?:\w+ )?(?:<BAD>)\b
  would (?:a|an|my|the|this|his|her) (?:\S+ ){1,10}?be (?:a |an )(?:net|carcinoid|tumou?r|cancer)\b(?! (?:that|which|treat\w*)\b)
  (?:can|could|would|will) (?:you|we|i) (?:please )?(?:confirm|rule out) (?:that )?(?:i have|i dont have|its|it is|my|his|her|stage|(?:<BAD>))\b(?! (?:by|with a)\b)
  (?:please |just )(?:confirm|rule out) (?:that )?(?:i|its|it is|my|(?:<BAD>))\b
  reassure me\b
  what does (?:that|this|it all|all that) (?:spell|add up to|amount to)\b
  how (?:do|can|would) i (?:know|tell|be sure) (?:that )?(?:this|it|mine) (?:isnt|is not) (?:a |an )?(?:<BAD>)\b
  whats (?:eating|wasting|poisoning) me\b
  does (?:\S+ ){1,8}?mean (?:its|it is|it has|ive|i have|hes|shes|he has|she has) (?:\w+ ){0,3}?(?:in (?:my|the|his|her)|spread|got|back|a net|cancer|carcinoid|a tumou?r|gone)\b
  (?:scared|afraid|worried|terrified|frightened|sure|convinced) (?:that )?(?:its|it has|it is) (?:\w+ )?(?:spread|gone to|back|growing|in (?:my|his|her))\b
  where do you think it (?:started|began|is|came from|comes from)\b
  could (?:a|someone|somebody) (?:\w+ )?like (?:me|him|her) have (?:it|this|one)\b
  does (?:my|his|her) (?:\w+ )?(?:tumou?r|cancer|net|carcinoid|case) count as\b
  would you say (?:\w+ ){1,8}?(?:is|was|comes|are) (?:from|due to|caused by|because of) (?:my|the|his|her) (?:<BAD>)\b
  (?:ive|now ive|i have|have) (?:now )?got the same (?:\w+ ){1,3}?(?:he|she|they|my \w+) had\b
pictures:
  (?:look at|see|check|sent|send(?:ing)?|upload\w*|attach\w*|show|showed|heres|here is|took|post\w*|share|from|by) (?:you )?(?:\w+ ){0,3}?(?:photos?|pictures?|pics?|images?|selfie|snap)\b(?: \S+){0,12}? (?:tell (?:me|if|whether|what)|is (?:it|this|that)|what (?:is|it|do|does|could)|whats|say (?:if|what|whether)|does (?:it|this)|looks? like|diagnos\w+|cancer\w*|carcinoid)\b
  (?:tell|say|diagnose|see|judge|work out) (?:\w+ ){0,6}?(?:from|by|in|on) (?:a|the|this|my|these) (?:\w+ )?(?:photos?|pictures?|pics?|images?|selfie)\b
""",
    PARTS,
)

RESULTS = compile_rules(
    r"""
figure:
  <SO>(?:is |are |was )(?:a |an |my |the |only |just )?(?:<FIGURE>) (?:of |for |in |on )?(?:(?:a|an|my|the) )?(?:(?:<MARK>) )?(?:that |so |too |really |very |all that |considered |still |pretty |quite |such )*(?:<GOOD_OR_BAD>|<WORRY>)\b(?! (?:risk|grade|chance|for an?)\b)
  how (?:bad|good|high|low|serious|dangerous|scary|worrying|big|aggressive) (?:is|are|was|would be) (?:a |an |my )?(?:(?:<MARK>) (?:of |at |is )?)?(?:<FIGURE>)(?: percent| in me| for me| then| for (?:a |my )?(?:<MARK>))*$
  <SO>(?:<FIGURE>) (?:percent )?(?:is |sounds? |seems? |must be )(?:\w+ )?(?:<GOOD_OR_BAD>) (?:right|no|yes|isnt it|or|then|correct|yeah|for me|innit)\b
  (?:would |do |should |can |does )(?:you|i|we|a \w+|my \w+) (?:\w+ )?(?:call|consider|say|think|be|feel|get|find) (?:\w+ ){0,3}?(?:<FIGURE>)(?: \w+){0,2}? (?:<GOOD_OR_BAD>)\b
  (?:<WORRY>) (?:by|about|with|over|of|at) (?:a |an |my |the |this )?(?:\w+ )?(?:<MARK>) (?:of|at|is|being|that|going)\b
  (?:need to|should i|should we|have to|do i|must i|ought i) (?:be )?(?:<WORRY>) (?:by|about|with|over|at) (?:a |an |my |this |the )?(?:<FIGURE>)\b
  (?:should|does|do|would|must) (?:a |my )?(?:<FIGURE>) (?:percent )?(?:frighten|worry|scare|concern|alarm|bother) (?:me|us|him|her)\b
  (?:<MARK>)\b(?: \S+){0,8}? (?:<FIGURE>)(?: \S+){0,4}? (?:should (?:i|we)|do i need to|ought i to|need i|must i) (?:be )?(?:<WORRY>)\b
  (?:<MARK>)\b(?: \S+){0,8}? (?<!under )(?<!over )(?<!above )(?<!below )(?:<FIGURE>) (?:\w+ ){0,3}?(?:(?:good|bad|ok|okay|normal|high|fine|safe|lucky|awful) or (?:not|bad|good|no|what|low|high)|trouble|am i (?:in trouble|ok|okay|done for|dying|in danger|finished)|what do you (?:think|make|say)|thoughts|your thoughts|verdict|ok or not|good sign|bad sign|bad news|good news|anything (?:alarming|to worry about|bad)|how (?:bad|worried|scared|good|serious))\b
  what (?:would|do|does|should) (?:you|i|one|a doctor) (?:make|think|say) (?:of|about|to) (?:a |an |my |the |this )?(?:\w+ )?(?:<MARK>) (?:of |at |is |being )?\d+
  (?:does|would) (?:a )?(?:<FIGURE>)(?: \w+){0,4}? (?:count as|mean|qualify as|make) (?:\w+ ){0,2}?(?:bad|high|low|good|mine|im|i am|its|serious|aggressive|big|large)\b
  <SO>(?:does|is) (?:a |the )?(?:rise|jump|drop|fall|increase|change|difference|climb) (?:of|from) (?:<FIGURE>)(?: \S+){0,5}? (?:mean|bad|good|something|significant|a lot|serious|worry\w*|progress\w*|normal|a problem)\b
  (?:from|was) (?:<FIGURE>) (?:\w+ )?(?:to|now|then|and now|but now) (?:<FIGURE>)(?: \S+){0,4}? (?:is (?:that|it|this)|does (?:that|it|this)|should i|am i|has it|whats that|good or|bad or)\b
report:
  (?:my|his|her|mums|moms|dads|the|this) (?:\w+ )?(?:report|letter|pathology|histology|biopsy|scan|ct|mri|pet|chart|portal|radiologist|pathologist|results?|bloods|sheet)\b(?: \S+){0,14}? (?:should (?:i|we) (?:be )?(?:<WORRY>)|am i (?:in (?:danger|trouble|remission|the clear)|ok|okay|cured|fine|safe|dying|free of it|done for|lucky)|is (?:she|he) (?:in the clear|ok|cured|dying|safe|in remission)|how (?:bad|worried|scared|serious)|is (?:that|it|this) (?:bad|good|serious|ok|okay|normal|dangerous|worse|better|back|spreading|growing|a met|mets|progression|cancer|really bad|a bad sign|a good sign|good news|bad news)|thats (?:good|bad|great|fine)|has it (?:spread|grown|come back)|does (?:that|it|this) mean (?:its|it has|im|i am|i have|hes|shes|the cancer|my|it is))\b
  ^(?!.*\b(?:pal+iat\w+|hospice)\b).*\b(?:found|saw|seen|spotted|showed|shows|lit up|uptake|says|said|wrote|mentions|mentioned|cannot exclude|cant exclude|suspicious|noted)\b(?: \S+){0,10}? (?:is (?:that|it|this) (?:bad|good|serious|dangerous|bad news|good news|worse|a met|mets|spread|a bad sign|worrying|malignant|a worry)|how (?:bad|serious|worried|scared)|should (?:i|we) (?:be )?(?:<WORRY>)|does (?:that|it|this) mean (?:its|it has|im|i am|hes|shes|the cancer has) (?:\w+ )?(?:spread\w*|grow\w*|back|worse|dying|bad|terminal|metasta\w+|cured|ok|fine|better)|has it (?:spread|grown|got away|come back)|am i (?:in (?:danger|trouble)|done for|dying|ok|okay))\b
  (?:heres?|here is|here are|these are|this is|below is|attached is|attached are|pasting) (?:my|the|his|her|mums|dads) (?:\w+ ){0,2}?(?:report|results?|bloods|labs|scan|numbers|letter|pathology|biopsy|test)\b(?: \S+){0,10}? (?:verdict|opinion|thoughts|what do you|tell me|how bad|good or bad|is it|is this|am i|should i|do i|read it|whats it|interpret)\b
  (?:what do|do|what does|does|going by|judging by|based on|according to|from|by) (?:my|these|his|her|mums|dads|this) (?:\w+ )?(?:numbers|results?|bloods|levels|markers|labs|scans?|report|readings?|figures|blood tests?|liver numbers)\b(?: \w+){0,3}? (?:say about (?:me|him|her|my)|mean i|mean im|mean its|mean the|tell you about (?:me|him|her|my)|is (?:my|the|it)|am i|did (?:it|the)|has (?:it|the|my)|a worry|any good|worry you|look (?:bad|good|ok|normal|worrying|alright))\b
  (?:is|are|was|were) (?:mine|his|hers|my (?:tumou?r|cancer|net|disease|grade|type)|(?:his|her|dads|mums) (?:tumou?r|cancer|net)) (?:\w+ ){0,3}?(?:an? )?(?:slow|fast|aggressive|bad|good|dangerous|nasty|mild|big|small|serious|early|late|advanced|one of the (?:slow|bad|good|nasty|better|worse|aggressive) (?:ones?|kinds?|types?|sorts?)|the (?:slow|bad|good|nasty|aggressive|better) (?:one|kind|type|sort))\b
  <SO>(?:am|is) (?:i|he|she|<YOURS>) (?:then |really |now |at |in |a )*(?:stage|grade) (?:one|two|three|four|i{1,3}|iv|\d|3b|4a|4b|2a|3a)(?: then| now| or| do you think| with|$)
  (?:is|was) (?:my |the |his |her )?(?:cancer|tumou?r|disease|net|it) (?:\w+ )?(?:under control|out of control|getting away|active again|back|stable|responding|progressing)\b(?! (?:if|when|usually)\b)
  (?:is|are) (?:it|this|that) (?:a )?(?:good|bad) (?:sign|news|thing) (?:that|if) (?:my|his|her|mums|dads)\b
  (?:if )?(?:my|her|his) (?:\w+ )?(?:<RESULT>) (?:is |are |was |were |came back )?(?:clear|normal|stable|negative|clean|low|unremarkable)(?: \w+){0,2}? (?:am i|is (?:she|he)|does (?:that|this|it) mean (?:im|i am|its|hes|shes)|so im|so am i|so is|thats good)\b
  <SO>(?:scans?|results?|bloods|mri|ct|stable|clear|normal|report|unremarkable|well differentiated|low grade)\b(?: \S+){0,5}? (?:am i (?:cured|ok|fine|in remission|free|safe)|does (?:that|it|this) mean im|mean im (?:fine|ok|cured|safe)|so im (?:fine|cured|ok)|(?:thats|that is) (?:good|bad|great) (?:isnt it|right|no|yeah))\b
  (?:tell me|say) (?:that )?(?:my|the|his|her) (?:\w+ )?(?:results?|scans?|numbers|bloods|biopsy|levels?) (?:is|are|were|was|will be) (?:ok|okay|fine|good|normal|not bad|clear)\b
  <SO>(?:interpret|analy[sz]e|judge|rate|assess|decode)(?: this| these| my| the)*(?: \w+){0,2}? (?:<MARK>)\b
  (?:what|how) (?:stage|grade) (?:would|does|do|is) (?:that|this|it|these) (?:make|put|mean|give) (?:me|him|her|my)\b
  (?:quick |good |proper )?look (?:at|over|through) (?:my|his|her|this|these|mums|dads) (?:\w+ )?(?:<RESULT>)\b(?: \w+){0,3}? (?:tell|say|and|see|let|for me)\b
working:
  <SO>(?:is|are) (?:my|the|this|his|her|it) (?:\w+ )?(?:treatment|chemo|prrt|lanreotide|octreotide|shots?|injections?|lutathera|everolimus|therapy) (?:\w+ )?(?:working|failing|doing (?:its job|anything))\b(?! (?:if|when)\b)
  (?:so|then|that means|means) (?:its|it is|the \w+ is|they are|theyre) (?:\w+ )?(?:working|shrinking|growing|failing|not working)\b
  (?:can|could|do|would) you (?:\w+ )?(?:tell|see|know|judge|work out) (?:\w+ )?(?:from|by) (?:this|these|that|my \w+) (?:\w+ )?(?:if|whether)\b
  <SO>did (?:the|my|his|her|it|they|that) (?:\w+ ){0,2}?(?:work|get it all|get everything|remove it all|catch it|get all of it|fail)\b
  (?:fully|completely|all|totally) (?:removed|out|gone|taken out) (?:\w+ )?cured\b
  (?:would|could|might|can) (?:that|this|it) be (?:the |a )?(?:spread|met|mets|metasta\w+|recurrence|secondar\w+|progression)\b(?! (?:to|of|that|by|through)\b)
  is (?:that|this|it) (?:the |a )?(?:spread$|met|mets|metasta\w+|recurrence|secondar\w+|progression)\b(?! (?:to|of|that)\b)
  i (?:think|believe|bet|fear|suspect|am sure|feel like) (?:that )?(?:my|the|his|her|mums|dads) (?:net|carcinoid|cancer|tumou?r|disease)s? (?:is|has|have|are|s) (?:\w+ ){0,2}?(?:back|gone to|spread\w*|grown|growing|returned|moved)\b
  do you think (?:it|its|it is|it has|the \w+|my \w+) (?:\w+ ){0,3}?(?:in (?:the|my|his|her) (?:nodes|liver|bones|lungs)|spread|back|growing|grown|gone (?:away|to))\b
  (?:which|what) (?:grade|stage) would you (?:call|give|say|put|make)\b
  (?:<MARK>|ct|scans?|mri|pet|benign|malignant|negative|positive|tumou?r|pathologists?|radiologists?|labs?)\b(?: \S+){0,16}? (?:who|which)(?:s| is| one is) right\b
  (?:is|was) (?:it|this|mine|that|his|hers) (?:the|a|one of the) (?:dangerous|bad|nasty|aggressive|worst|deadly|serious) (?:type|kind|sort|one|form)s?\b
  is (?:it|this|mine|that) (?:really|actually|still|now|definitely) (?:a |an )?(?:nec|net|g[123]|grade \d|high grade|low grade|carcinoid|cancer|metastatic)\b
  (?:it|its|mine|this|the tumou?r|it has) (?:has )?turned (?:\w+ )?(?:aggressive|malignant|bad|nasty|high grade)$
  (?:please |can you |could you )(?:check|interpret|look at|read|judge) my (?:\w+ ){0,2}?(?:levels?|results?|numbers?|markers?|values?)\b
  (?:please |can you |could you |will you )(?:check|compare|look at|read|judge|go through) my (?:\w+ ){0,2}?(?:tests?|scans?|bloods?|blood tests?|labs?|reports?|biopsy|ct|mri|letter)\b
  (?:what|which) (?:stage|grade) is (?:a )?(?:t\d|my|his|her|\d)
  <SO>(?:is|are) (?:a |an )?(?:<FIGURE>) (?:\w+ ){0,3}?(?:dangerous|serious|bad|risky|aggressive|deadly)\b
  (?:told|have|has|said|says|wrote|got)\b(?: \S+){0,10}? is (?:this|that|it) serious\b
  (?:has|have) (?:my|his|her) (?:\w+ )?(?:tumou?r|cancer|net|carcinoid|body)s? (?:\w+ )?(?:become|got|gone|turned|developed)\b
  on a scale of (?:1|one|0|zero) to (?:10|ten|5|five)\b
  (?:scan|pet|ct|mri|<MARK>|found|lit up|\d)\b(?: \S+){0,10}? is (?:that|this|it) (?:a lot|many|too many|too much)\b
  (?:<MARK>|plts|platelets|count|counts|\d)\b(?: \S+){0,6}? (?:am i )?in danger$
  how (?:\w+) is \w+ (?:for me|in my case)\b
  what does (?:it|this|that) mean for me if\b
  (?:liver|kidneys?|heart) on (?:its|their) way out\b
  help (?:me )?(?:to )?interpret\b(?! (?:the|what|words)\b)
  (?:<MARK>)\b(?: \S+){0,10}? clean bill of health\b
""",
    PARTS,
)

OUTLOOK = compile_rules(
    r"""
live_to_see:
  <SO>(?:will|am|is|are|can|do|does|could|would|might|gonna|shall|ill|if|whether|think|hope|get) (?:<WHO>) (?:\w+ ){0,4}?(?:see|watch|be (?:here|around|there|alive)|being (?:here|around)|live|living|make it|around|walk|alive|meet|reach|get|dance|hold|still be (?:here|around)) (?:to see |to |for |at |when |until |till |through )?(?:my |his |her |our |the |another |next |this |one more |their |old )*(?:\w+ ){0,4}?(?:<MILESTONE>)\b(?! (?:card|trip|present|party food|menu|clothes|dinner)\b)
  (?:will|is|could|might) (?:this|it|that) (?:\w+ )?(?:be )?(?:my|his|her|our|mums|moms|dads|the) (?:very )?last (?:birthday|christmas|summer|year|winter|spring|holiday|anniversary|easter|one|new year)\b
  how many (?:more )?(?:christmas\w*|summers|birthdays|springs|winters|good years|good months|easters|autumns|holidays|anniversaries) (?:\w+ )?(?:do|have|will|can|might|left|has|does|are|would|am|with)\b
  (?:will|would|can) (?:my )?(?:kids|children|toddlers|babies|baby|sons?|daughters?|they|grandkids|little ones?|boys?|girls?) (?:\w+ )?(?:remember|know|grow up without|lose|have) (?:me\b|their (?:mum|mom|dad|mother|father)|a (?:mum|mom|dad|mother|father)\b)
  (?:live|living|lives|get|be|see|reach|make|hit|turn) (?:to |past |until |till |beyond )?(?:the age of |be |my )?(?:\d\d|fifty|sixty|seventy|eighty|ninety|a hundred)(?:th)?(?: birthday)?(?: with (?:this|it|a net|my \w+))?$
how_long:
  how (?:much longer|far off|close|near|soon|quick|quickly|fast|many years|long) (?:is|will|am|are|do|does|can|could|have|has|might|would) (?:<WHO>|the end|it|my (?:death|end)|i got|dad got|mum got) (?:\w+ ){0,3}?(?:be with us|go$|die|go downhill|got\b(?! to\b)|last$|be here|hang on|keep going|go on like this|carry on|left|decline|the end|to the end|from the end|to dying|hold on|be gone|deteriorate|alive)
  <SO>how long (?:now|left|to go|more|then|with)?(?: do you (?:think|reckon)| roughly| realistically)*$
  how long (?:with|has|have|will|for) (?:\w+ ){0,10}?(?:have left|got left|to live|got with)\b
  (?:am i|are we|is (?:he|she|<YOURS>)) (?:\w+ )?(?:looking at|talking|facing|talking about) (?:\w+ ){0,3}?(?:years|months|weeks|days)\b
  (?:years|months|weeks|days) or (?:just )?(?:years|months|weeks|days)(?: left|$| for| do| are| is| to live)
  (?:should|do|must) (?:i|we) (?:\w+ ){0,2}?(?:say|saying|said) (?:my |our |the )?(?:last )?goodbyes?\b
  (?:stage|grade|mets|spread)\b(?: \S+){0,4}? is (?:it|everything|my life) over\b
  (?:can|could|will) (?:this|it|mine|my \w+) (?:ever )?be beaten\b
  what are we (?:looking at|talking|facing)(?: \w+){0,2}? (?:time|in terms of time|time wise|timewise)\b
  (?:could|can|will|would|might|do|is) (?:i|we|he|she|<YOURS>|it) (?:\w+ )?(?:get|manage|squeeze|have|expect|hope for|realistic\w*|live) (?:a |another |to get |out )?(?:few |good |couple of |at least )*(?:five|ten|\d+|two|twenty|three|good) (?:more |good |extra )*years\b(?! (?:ago|of (?:treat\w*|shots|injections|prrt))\b)
  (?:five|ten|\d+|two|twenty) years (?:realistic|possible|likely|doable|too much to hope)\b
  (?:give|tell|quote) me (?:a|the|my) (?:number|figure|time ?frame|time ?line|straight answer) (?:how|of (?:years|months)|on how|for how|until)\b
the_end:
  <SO>(?:is|was|does this mean|does that mean|mean|so) (?:it|its|this|thats|he is|hes|she is|shes|i am|im|am i|is he|is she|<YOURS> is) (?:\w+ )?(?:terminal|fatal|incurable|the end|a death sentence|game over|curtains|the last stage)(?: now| or not| for (?:me|him|her)| then| yes or no| do you think| or is there hope| in my case| if|$)
  ^(?!.*\b(?:pal+iat\w+|hospice)\b).*(?:mean|means|meant|saying|say|think) (?:that )?(?:im|i am|hes|he is|shes|she is|<YOURS> is|ill|well|i will) (?:\w+ )?(?:going to |gonna |about to )?(?:die|dying|be gone|finished|done for|a goner|terminal|not make it)\b
  (?:is|are) (?:my|his|her|mums|dads|our) (?:number|time|days) (?:\w+ )?(?:up|numbered|over|running out|nearly up|limited)\b
  (?:am|is|are) (?:<IM>) (?:\w+ )?(?:running out of time|on (?:my|his|her|their) (?:last legs|way out|deathbed)|on the way out|on borrowed time|living on borrowed time|done for|a goner|a dead (?:man|woman)|at the end of the (?:road|line)|past saving|beyond (?:help|saving)|too far gone|a lost cause|finished(?: now| then| or|$))
  (?:make|making|makes) old bones\b
  when is it curtains\b
  (?:get|kill|finish|beat|take) (?:me|him|her|my \w+|us) (?:off )?in the end\b
  (?:is|was) that (?:it|the end) for (?:me|him|her|us|my \w+|mum|dad)\b
  (?:what|which) (?:will|is going to|would|is it that will) (?:\w+ )?(?:kill|finish|get|take) (?:me|him|her|my \w+)\b
  is this (?:the thing|what|the one|the thing that) (?:that )?(?:will|is going to|gonna|kills|gets|takes|finally) (?:\w+ )?(?:kill|me|get|take|finish)\b
  how (?:does|will|do) (?:this|it|things) (?:\w+ )?end (?:for (?:me|him|her|us|my \w+|mum|dad)|with me)\b
  (?:will|am|would|do|can) (?:i|he|she|we|<YOURS>) (?:\w+ )?(?:going to |gonna )?(?:die (?:young|early|soon|of this|from this|before)|leave (?:my|our) (?:kids|children|wife|husband|family|babies)|outlive|live a (?:normal|full|long)|have a (?:normal|full|long) (?:life|lifespan)|be cured|get (?:to )?grow old|grow old|get to be old|live long|relapse|go downhill|survive)\b(?! (?:surgery|the (?:surgery|operation|scan))\b)
  (?:am|is) (?:<IM>) going to (?:relapse|outlive|beat|be cured|grow old|make it|be alright|lose (?:my|his|her) (?:battle|fight))\b
  <SO>(?:do|does|have|has) (?:<IM>) (?:\w+ )?(?:stand a chance|got (?:long|a chance|much time|a future)|got years|got months|a fighting chance|have (?:long left|a future|a fighting chance))\b
  is there (?:still |any |really )*(?:a future|hope|a chance|any hope|a way back|way back) (?:\w+ ){0,5}?(?:for|of) (?:me|him|her|us|my \w+|mum|dad|somebody (?:like|as)|someone (?:like|as))\b
  (?:do|will|can) you (?:see|think|reckon|believe) (?:me|ill|i will|hell|shell|<YOURS> will|i|im|mum|dad) (?:\w+ ){0,2}?(?:get(?:ting)? through|surviv\w+|mak(?:e|ing) it|pull(?:ing)? through|beat(?:ing)?|com(?:e|ing) through|liv(?:e|ing))\b
  (?:how does it look|how are things looking|whats in store|what is in store|what does the future hold|how do things look|whats ahead|what lies ahead) (?:for|with) (?:me|him|her|us|my \w+|mum|dad)\b
  (?:will|does|is|can) (?:my|his|her|mums|dads) (?:cancer|tumou?r|net|disease|carcinoid) (?:\w+ )?(?:come back|return|get me|win|beat me|kill me|curable|going to come back|terminal)\b(?! (?:after surgery|in the liver)\b)
  (?:did|does|do) (?:the|my|his|her) (?:doctor|consultant|oncologist|nurse|surgeon)s? (?:\w+ )?mean (?:\w+ ){0,3}?(?:die|dying|die soon|less than|months|years|dead|terminal|no hope|the end)\b
  (?:will|would) (?:<IM>) (?:ever|still|again)? ?(?:be|get) (?:well|better|himself|herself|myself|healthy|normal) again\b
  (?:put|see|rate) (?:my|his|her|mums|dads) (?:chances?|odds|prospects) (?:at|as|of)\b
  whats? (?:the )?(?:survival|outlook|prognosis|life expectancy) (?:\w+ ){0,3}?(?:for|of) (?:me|him|her|my \w+|mum|dad|someone (?:my age|like me)|a (?:man|woman|person) (?:of my age|my age|like me))\b
  (?:survival|outlook|prognosis|life expectancy) (?:\w+ ){0,5}?with what i have\b
  (?:long|soon) (?:is|has|have|will|does) (?:<IM>) (?:got|have)(?: left)?(?: do you (?:think|reckon)| now| with \w+| then|$)
  <SO>(?:have|has) (?:<IM>) got (?:long|much longer|long left|long to go)\b
planning:
  (?:bother\w*|point|sense|stupid|silly|crazy|foolish|mad|worth|worthwhile|unfair|selfish|pointless|daft) <7>(?:mortgage|pension|retirement|saving|savings|degree|adopt\w*|eggs|the business|a house|the house|college|university)\b
  (?:mortgage|pension|retirement|saving|savings|degree|adopt\w*|eggs|business|house|loan)\b <12>(?:any point|no point|the point|pointless|stupid|silly|crazy|foolish|daft|too late|unfair|selfish)\b
  (?:unfair|selfish|cruel) (?:to|on) (?:the|a|our|my) (?:child|kid|baby|children|kids)\b
  should (?:i|we) (?:still |even |now )?(?:buy|sell) (?:the|our|my|a) (?:house|home|business|flat|shop|farm)\b
  (?:enjoy|make the most of) the time (?:i|we|he|she) (?:have|has|got|may have)\b
  (?:have i|has he|has she|have we|have i still) got (?:a|another|ten|five|\d+) (?:decade|years?)\b
  will (?:<WHO>) (?:even |ever |still )?get through (?:\w+ )?(?:probation|the year|my contract|this year|next year|university|school)\b
how_fast:
  how (?:fast|quickly|soon) (?:does|do|will|would|can|could|is|did) (?:\S+ ){1,10}?(?:kills?|dies?|be dead|death)\b
  how (?:fast|quickly) will (?:it|this|things|she|he) go\b
  how (?:long|much longer|many (?:more )?(?:months|years|weeks)) (?:can|could|do|does|will|would|might) (?:you|one|anyone|someone|somebody|they|a (?:person|man|woman|patient|body)) (?:\w+ )?(?:live|last|survive|have|expect)\b(?: \S+){0,8}? (?:after|when|once|if|without|untreated|for my|my (?:<KIN>))\b
  (?:if|when|once) (?:\S+ ){1,8}?how long (?:do|can|will|would) (?:you|one|they|people|i|he|she) (?:\w+ )?(?:have|live|last|get)\b
  how (?:long|many (?:months|years|weeks)) (?:(?:without|with no) (?:chemo\w*|treatment|surgery|prrt|shots)\b(?! (?:before|after|between)\b)|(?:if )?untreated\b|if (?:i|we|he|she|they) (?:do|does|did) nothing\b)
  how (?:long|much longer|much time) (?:roughly |realistically )?for (?:me|him|her|my \w+|mum|dad)\b(?! to\b)
  how much (?:longer|time) (?:realistically|roughly|do you think|now|honestly)(?: \w+)?$
  (?:didnt|doesnt|hasnt|isnt|not|stopped|nothing)\b(?: \S+){0,8}? how (?:long|much time|much longer) now$
  (?:have|got|has) (?:i )?less time (?:because|if|since|now)\b
  what (?:kind|sort|amount) of time (?:are|is|do|does|have|has)\b
  (?:whats|what is) the longest (?:i|he|she|my \w+|mum|dad)\b
  worth (?:me |us |my )?(?:booking|planning|saving|starting|buying|signing)\b
  (?:what|which) (?:percent\w*|percentage|odds|chances?) would you (?:give|say|put)\b
  how long after (?:\w+ ){1,4}?(?:stops? working|fails|failed|quits)\b
  dead in how many\b
  how (?:many|much) (?:\w+ )?(?:days|weeks|months|time) (?:is|are|were) left\b(?! (?:of|on|in|until|before)\b)
  (?:how|that|this|so) (?:close|near) (?:\w+ )?(?:to )?(?:the end|death|dying)\b
  know (?:its|it is|hes|shes|when its|that its|the end is) (?:close|near)\b
  what should (?:we|i) (?:prepare|brace) (?:ourselves |myself )?for and when\b
  (?:when|how soon) should (?:i|we|my \w+|they) (?:\w+ ){0,6}?(?:fly (?:home|over|back|out)(?! after)|say goodbye|gather|come and say|come home)\b
  what happens (?:to my \w+|to (?:him|her)) in the (?:last|final) (?:days|weeks|hours)\b
  (?:be|is|are) gone (?:soon|by (?:christmas|summer|spring|winter|next|the))\b
  <SO>how much longer$
number:
  (?:give|tell|want|need|quote)(?: \w+){0,3}? (?:a|an honest) (?:straight )?(?:number|figure)(?: can you| please| then| just|$)
  (?:give|tell|want|need|quote)(?: me)?(?: just)? the median\b
  what percent\w* of (?:people|patients|those) (?:with|in|at|like) my\b
  (?:come|coming|comes) back (?:\w+ ){0,2}?(?:after|since|following) (?:my|his|her) (?:\S+ ){1,4}?(?:what|which) (?:percent\w*|odds|chances?)\b
  which side of (?:that|it|those|the \w+) (?:am i|is (?:he|she|<YOURS>)|will i)\b
  (?:ive|i have|have i|hes|shes|i) (?:got )?a one in \w+ chance\b
  (?:worst|best) case <6>(?:like mine|for me|for my|in my case|mine|for him|for her)\b
  (?:an? )?(?:old age|future|long life) for (?:me|him|her|my \w+)\b
  (?:my|his|her) (?:expiry|expiration|use by|best before|sell by) date\b
  how much (?:does|will|would|did) (?:that|this|it) (?:take off|knock off|shave off|shorten|cost me in)\b
  (?:does|will|would|do) (?:that|this|it|these|they|bone mets|liver mets|mets) shorten\b
  how (?:much|long|many \w+) (?:would|will|does|could|might) (?:\w+ ){1,6}?(?:buy|buys)\b
  (?:has|have|did|does|is there) (?:anyone|anybody|someone|somebody|any) <10>(?:mine|like me|like (?:him|her)|my \w+s|my (?:<KIN>)s?) <3>(?:lived|made it|survived|lasted|got past|still alive|alive)\b
  (?:can|could|does|did|do|will) (?:anyone|anybody|someone|a person|you|people|most (?:people|folks|patients)|folks|many) (?:ever |even )?(?:survive|live through|come back from|beat) (?:that|this|it|something like (?:this|that))$
  (?:help|helps|improve|improves|raise|lower|hurt|hurts|change|changes) (?:my|his|her|our) (?:odds|chances|outlook|survival|prognosis)\b
  (?:is|are|was) (?:my|his|her) (?:outlook|odds|chances|prognosis|survival) (?:\w+ )?(?:better|worse|good|bad|shorter|longer|ok|poor|great)\b
  (?:survival|outlook|odds|prognosis|chances) (?:if|when|once|now that) (?:mine|my|his|her|hers)\b
""",
    PARTS,
)

CHOICE = compile_rules(
    r"""
one_or_other:
  (?:<TREAT>) (?:\w+ )?(?:or|vs|versus) (?:the |a |an |just |more |to )?(?:<TREAT>|wait\w*|leave it|nothing|not)\b(?: \S+){0,4}? (?:for (?:me|him|her|us|my \w+|mum|dad|someone like)|in my case|in (?:his|her) case|should (?:i|we|he|she)|would you|(?:which|what) (?:should|would|do|will) (?:i|you|we)|which one|help me|whats your|what would you|your (?:advice|opinion|pick|choice|view)|its for my|better for me)\b
  (?:for|in) (?:me|my case|my mum|my mom|my dad|my husband|my wife|my situation|someone like me|a \d+ year old)(?: is| would be| whats| which is)?(?: better| best| right)?(?: \w+){0,3}? (?:<TREAT>) (?:or|vs|versus) (?:<TREAT>)\b
  (?:should|shall|do|would|could|must|ought) (?:i|we|he|she|<YOURS>) (?:\w+ ){0,3}?(?:rather|have|choose|take|get|pick|do|start|try|opt for|go for|go with|go on|prefer|treat|accept) (?:\w+ ){0,4}?(?:<TREAT>|treat it|it now) (?:\w+ ){0,2}?or (?:not\b|just |stay|wait|leave|hang|hold|the |a |an |dont |watch|keep|stick|(?:<TREAT>))
  (?:should|shall|do|am) (?:i|we|he|she|<YOURS>) (?:\w+ ){0,3}?(?:have|get|go for|go with|do|supposed to have|meant to have) (?:the |this |that |my )?(?:\w+ )?(?:op|operation|surgery|whipple|chemo|prrt|tumou?r (?:removed|out)|primary (?:out|removed)|transplant|embolization|embolisation)(?: removed| out| taken out)? (?:or|and|even|if|then|done|first|next|before|after|now|$)\b
  (?:pills|tablets|shots|injections|surgery|prrt|chemo|lanreotide|octreotide) or (?:pills|tablets|shots|injections|surgery|prrt|chemo|lanreotide|octreotide) (?:for (?:me|mum|dad|my \w+)|what do you|which)\b
  (?:my|our) (?:choices?|options?) (?:are|is|boil down to|come down to) (?:\w+ ){0,4}?(?:<TREAT>) (?:\w+ )?(?:or|and|vs)\b
  (?:whats|what is|which is|which ones?|what would be|is it) (?:the )?(?:better|best|right|safer|smarter|wiser|kinder|winner|smartest \w+|right \w+)(?: \w+){0,2}? (?:for|in) (?:me|my case|my mum|my dad|my mom|my husband|my wife|my situation|someone like me|somebody like me|us|him|her)\b(?: \S+){0,3}? (?:<TREAT>)\b
  (?=.*\b(?:my|me|mine|his|her|mum|dad)\b)(?:is it|would it be|its|is) (?:better|best|safer|wiser|smarter) (?:to|if) (?:\S+ ){1,12}?or (?:just |to |should |rather )?(?:watch|wait|leave|have|get|do|keep|go|take)\b
  (?:treatment|option|drug|therapy|thing|best|right) (?:is )?(?:the )?(?:best |right )?for (?:\S+ ){1,8}?(?:(?<!people )(?<!patients )(?<!others )like (?:mine|me|his|hers)|thats me|which is me|as in my case)\b
  which (?:of (?:the|these|those) (?:two|three|\w+s)|one) (?:is (?:going to|gonna)|will|would|could|might) (?:\w+ )?(?:help|work|do|suit|be better|be best)(?: \w+)? (?:for )?(?:me|him|her|us)\b
  (?:says?|said|wants?) (?:\w+ ){1,5}?(?:says?|said|wants?) (?:\w+ ){1,4}?what would you (?:do|say|choose|pick)\b
you_choose:
  (?:which|what) (?:one |treatment |option |drug |therapy |of (?:the|these|those) \w+ )?(?:would|will|should|might) you (?:pick|choose|opt for|go for|go with|take|have|prefer|lean|vote|advise|recommend|suggest|favou?r)(?: (?:if you were|for (?:me|him|her|us|mum|dad|my (?:\w+ )?(?:<KIN>))|in my|personally|then|yourself|out of|between|for your|prrt|surgery)\b|$)
  (?:which|what) (?:one |treatment |option |drug |therapy )?do you (?:pick|choose|prefer|advise|recommend|suggest|favou?r) (?:if you were|for (?:me|him|her|us|mum|dad|my (?:\w+ )?(?:<KIN>))|in my|between)\b
  (?:which|what) (?:\w+ ){0,3}?(?:would|do|will) (?:your|you be|be your) (?:\w+ )?(?:pick|choice|vote|preference|advice)\b
  what would you(?:r)? (?:pick|choice|vote|do|go for|choose|have done) (?:\w+ )?(?:for me|in my (?:shoes|place|position|case|situation)|if (?:you|it) (?:were|was)|be for me|with my|about my)\b
  (?:if (?:you|it|this) (?:were|was|had) (?:me|you|your (?:\w+ )?(?:<KIN>|body|choice|decision)|in my|to (?:choose|pick|decide)))\b
  (?:in my (?:shoes|place|position|boots)|put yourself in my|were you in my)\b
  (?<!would )(?<!do )(?<!did )(?<!if )(?<!help )(?<!let )\byou (?:choose|decide|pick)(?: one)?(?: for me| please|$)
  (?:(?:choose|decide|pick) (?:one )?for me|make the (?:choice|decision) for (?:me|us))\b
  (?:give|treat|advise|tell|do for) your own (?:<KIN>)\b
  (?:tell me|say|advise me) (?:what|which) (?:to (?:choose|pick|go for|go with)|one to|treatment to|option (?:to|is)|treatment i (?:should|need))\b
  tell me (?:what|which) to do (?:\w+ ){0,2}?(?:<TREAT>)\b
  (?:im|i am|we are|were) (?:\w+ )?(?:torn|undecided|on the fence|split|in two minds|stuck between) (?:\w+ )?(?:between|about|over|on|<TREAT>)\b
  (?:i|we) (?:cant|cannot|cant seem to|dont know how to|dont know what to|dont know which to|struggle to) (?:choose|decide|make up my mind|pick)\b(?: \w+){0,3}? (?:you|for me|<TREAT>)
  help (?:me|us) (?:\w+ )?(?:decide|choose|pick|make up my mind)\b(?! (?:on )?(?:a topic|a page|what to (?:ask|read|eat|cook)|questions)\b)
  (?:doctors?|surgeon|oncologist|they|team) (?:\w+ )?(?:says?|wants?|gave|offered|suggests?|recommends?)\b(?: \S+){0,12}? (?:what would you|which would you|you choose|what should (?:i|we) (?:do|choose|pick|have)|which (?:one )?(?:should|do) (?:i|we)|i cant (?:choose|decide))\b
right_for_me:
  (?:am i|is (?:he|she|<YOURS>)|are we|would (?:i|he|she|<YOURS>) be|might i be) (?:\w+ )?(?:candidate for|eligible for|suitable for|fit (?:enough )?for|strong enough for|too (?:old|sick|ill|weak|frail|far gone) for|well enough for|healthy enough for|right for|a (?:good )?candidate for) (?:\w+ ){0,2}?(?:<TREAT>)\b
  <SO>(?:is|would|are) (?:a |an |the )?(?:\w+ )?(?:<TREAT>) (?:\w+ )?(?:be )?(?:the )?(?:right|best|good|suitable|worth it|wise|safe enough|too (?:risky|dangerous|much)|a good idea|a mistake|sensible|better)(?: \w+){0,2}? (?:for (?:me|him|her|us|my \w+|mum|dad|someone like me)|in my case|at (?:my age|\d\d)|with my \w+)\b
  <SO>(?:is it) (?:worth|wise|sensible|right|smart|time|mad|stupid|worthwhile)(?: it)? (?:for )?(?:me |us |him |her |my \w+ |dad |mum )?(?:to |having |going |doing |getting |starting |trying )+(?:\w+ ){0,4}?(?:<TREAT>)\b(?: at my age| for me| with| in my case|$| now)
  (?:would|will|could) (?:<TREAT>) (?:\w+ )?(?:work|help|do|be) (?:better |best |more |good )*(?:for|with) (?:me|my \w+|mum|dad|him|her)(?: better)?(?: than\b|$)
  (?:would|will) (?:i|he|she|<YOURS>) (?:do|be|fare|live|get on) (?:better|better off|best|worse)(?: off)? (?:on|with|without|having|if i had) (?:\w+ )?(?:<TREAT>)\b
  (?:best|right|better|safest|ideal|smartest) (?:\w+ )?(?:treatment|option|therapy|drug|move|plan|way forward|thing to do|course|order of treatments?|sequence)(?: \w+){0,3}? (?:for|in) (?:(?:\w+ ){1,10}?like (?:me|mine|her|him)$|me|my (?:case|situation|type|mum|mom|dad|husband|wife|tumou?r)|someone like me|somebody like me|a person like me|a \d+ year old|us)\b
  (?:which|what) (?:treatment|therapy|drug|option|operation|medicine)s?(?: plan| path| route)? (?:should|shall|must) (?:i|they|we|he|she|<YOURS>) (?:\w+ )?(?:have|get|give|choose|take|pick|go for|do|start|follow|be (?:on|having)|give me|offer me)\b(?! (?:next to)\b)
  what treatment (?:am i|is he|is she) (?:supposed|meant) to\b
  (?:which|what) (?:\w+ ){0,2}?(?:treatment|therapy|drug|option|hospital drug|one) (?:suits|fits|is right for|is best for|is the one for|works best for|would suit|would be best for|is better for) (?:me|him|her|my \w+|us|mum|dad|someone like me)\b
  (?:should|shall) (?:i|we|he|she|<YOURS>) (?:\w+ )?(?:say yes to|agree to|accept|go (?:ahead|through) with|let them|push (?:\w+ ){0,2}?for|insist on|consent to|sign up for) (?:\w+ ){0,3}?(?:<TREAT>|operate|cut)\b
  (?:would|do|could|can) you (?:advise|recommend|suggest) (?:me |us |him |her |my \w+ |that i |i |the best \w+ )?(?:to )?(?:have|get|start|go for|try|take|the|a)? ?(?:the |a )?(?:\w+ )?(?:<TREAT>)(?: for (?:me|my \w+|him|her)|$| in my| at my| or)
  (?:recommend|suggest|advise) (?:\w+ )?(?:the )?(?:best|right) (?:option|treatment|one|therapy|drug) for (?:me|my|us|him|her)\b
  (?:does|do) (?:my|his|her|mums|dads) (?:tumou?r|net|cancer|pancreas|spleen|primary)s? (?:need|have|ought) (?:to )?(?:taking out|be removed|be taken out|come out|removing|operating|treating|surgery|treatment|chemo)\b
  (?:are the benefits|is it) worth the risks? (?:in my|for (?:me|my)|at my)\b
  what (?:comes|should come|should i do|should i (?:have|choose|go for)|do i do) (?:first|next) (?:for me )?(?:<TREAT>)\b
  what should i (?:choose|go for|pick|opt for)\b(?! (?:from|to eat|for (?:dinner|lunch|breakfast))\b)
  (?:do you think|you think) (?:i|he|she|we|<YOURS>|mum|dad) (?:should|ought to|needs?|must) (?:\w+ )?(?:have|get|go for|start|try|do|take|undergo)? ?(?:the |a |an |more )?(?:\w+ )?(?:<TREAT>)\b
blunt:
  (?:who|which one|whom) (?:should|do|shall) (?:i|we) (?:listen to|believe|trust|follow)\b
  (?:my|the) (?:best|last|only|right|wrong|smart) (?:shot|bet|call|move|choice)(?: for me|$)
  (?:<TREAT>) the (?:right|wrong|best|smart) (?:call|move|choice|thing|one) for (?:me|him|her|us|my \w+)\b
  (?:<TREAT>)(?: \S+){0,4}? (?:yay or nay|yes or no|good or bad idea)\b
  (?:whats|what is|which is) the (?:smart|clever|right|safe|best) one$
  tell me which (?:\w+ )?(?:trial|treatment|option|drug|one) to (?:join|take|choose|pick|have|go for)\b
  sh(?:ould|ud|all) (?:i|we) (?:get|have|take|go for) the (?:jabs?|shots?|injections?|tablets|pills|drip|op|surgery) or (?:the )?\w+
""",
    PARTS,
)

# A short question about one person: what is only a little like a limit may be one here, and hardly elsewhere.
PERSON = re.compile(
    r"\b(?:i|im|ive|ill|id|me|my|mine|myself|he|she|his|her|hers|hes|shes|him|us|mums?|moms?|mam|dads?|wifes?"
    r"|husbands?|hubby|gran|nan)\b"
)
VERDICT = re.compile(
    r"\b(?:(?:is|are|does|do|did|can|could|might|may|will|would|should|shall|am|have|has|was|were|must) (?:i|we|it|this"
    r"|that|these|those|he|she|they|my|his|her|mum|mom|dad|there|you|someone)|how (?:bad|long|many|much|serious|worried"
    r"|sure|soon|likely)|think|reckon|tell me|or not|good or bad|whats wrong|best (?:option|treatment))\b"
)
GENERAL = re.compile(
    r"^(?:(?:and|so|hi|hello|ok|please) )*(?:what (?:is|are|does|do \w+ mean)|whats an?|how (?:is|are|do doctors|does)"
    r"|why|who|where|explain|tell me about|which (?:tests?|scans?|doctors?))\b"
)
# Words: "will i be awake" goes on about something else, and letters speak of persons in any case.
SHORTEST, LONGEST = 5, 25


def asks_about_a_person(even: str) -> bool:
    """Whether a message, as `bot.safety.even_out` gives it, is a short question about one person."""
    short = SHORTEST <= len(even.split()) <= LONGEST
    return bool(short and PERSON.search(even) and VERDICT.search(even) and not GENERAL.search(even))


COMPILED = {
    "dosing": limits.DOSING,
    "prognosis": {**limits.PROGNOSIS, **{f"outlook_{name}": rule for name, rule in OUTLOOK.items()}},
    "diagnosis": {**limits.DIAGNOSIS, **{f"illness_{name}": rule for name, rule in ILLNESS.items()}},
    "results": RESULTS,
    "choice": CHOICE,
}
