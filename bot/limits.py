"""Words at the bot's limits: dosing, a person's own prognosis, a person's own diagnosis or verdict.

Patterns on text as `bot.safety` evens it out. General questions ("what is the survival rate", "side
effects of octreotide", "what does grade 2 mean") are information and must not match.
"""

from __future__ import annotations

from bot.alarms import PARTS as ALARM_PARTS
from bot.patterns import compile_rules

PARTS = {
    "WHO": (
        r"i|we|he|she|they|me|my (?:\w+ )?(?:<KIN>)|<KIN>|a patient|(?:someone|a person|people) (?:like|with) (?:me|my \w+)"
    ),
    "ME": r"i|we|he|she|me|my (?:\w+ )?(?:<KIN>)|<KIN>",
    "KIN": (
        r"husband|wife|mum|mom|mam|dad|mother in law|father in law|mother|father|mummy|daddy|son|daughter|brother|sister|partner|friend|aunt|auntie|uncle"
        r"|nan|gran\w*|parents?|child|kid|boyfriend|girlfriend|hubby|cousin|neighbou?r|fiancee?"
    ),
    "MY": r"my|his|her|our|their|this|mums|moms|dads|husbands|wifes|fathers|mothers|sisters|brothers",
    "OWN": r"my|his|her|our|their|mums|moms|dads|husbands|wifes|fathers|mothers|sisters|brothers",
    # Whose age is told is one person, whoever it is.
    "AGED": (
        r"(?:[2-9]\d|1[89]) ?(?:[mf]|yo|y o|yrs? old|years? old|(?:yrs?|years?) (?:old )?(?:male|female|man|woman|lady))"
        r"|(?:male|female|man|woman|lady) (?:\w+ )?(?:aged |of )?[2-9]\d|aged [2-9]\d"
    ),
    "PILLS": ALARM_PARTS["PILLS"],
    "DRUG": (
        r"octreotide?|sandostatin(?: lar)?|lanreotide?|somatuline|everolimus|afinitor|sunitinib|sutent|telotristat|xermelo"
        r"|interferon|capecitabine|xeloda|temozolomide|captem|oxaliplatin|folfox|fluorouracil|5 ?fu|carboplatin|cisplatin"
        r"|etoposide|lutathera|creon|pancrelipase|enzymes?|imodium|loperamide|lomotil|ibuprofen|paracetamol|tylenol"
        r"|acetaminophen|aspirin|advil|aleve|naproxen|codeine|morphine|oxycodone|oxy|tramadol|fentanyl|melatonin"
        r"|omeprazole|pantoprazole|nexium|ppis?|antacids?|ssris?|sertraline|prozac|antidepressants?|antihistamines?"
        r"|benadryl|steroids?|prednisone|dexamethasone|insulin|metformin|warfarin|blood thinners?|eliquis|statins?"
        r"|beta blockers?|metoprolol|antibiotics?|ondansetron|zofran|turmeric|curcumin|cbd(?: oil)?|cannabis|niacin"
        r"|st johns wort|grapefruit|diazoxide|cholestyramine|viagra|xanax|ambien|valium|gabapentin|somatostatin analog(?:ue)?s?"
    ),
    "REMEDY": r"<DRUG>|vitamins?(?: \w+)?|supplements?|herbs|herbal \w+|probiotics?|painkillers?|alcohol|wine|beer",
    "MEDS": (
        r"<DRUG>|<PILLS>|pill|tablet|capsule|medicine|medication|meds?|injections?|shots?|jabs?|doses?|dosage|infusions?|needle"
    ),
    "UNIT": r"mgs?|mcgs?|ug|milligrams?|micrograms?|mls?|millilit\w+|iu|units?|grams?|cc",
    "TIME": r"days?|weeks?|hours?|months?|wks?|hrs?",
    "CHANGE": (
        r"stop\w*|quit\w*|skip\w*|paus\w*|come off|coming off|go off|going off|halv\w*|half|split\w*|cut\w*|doubl\w*|increas\w*"
        r"|reduc\w*|lower\w*|rais\w*|chang\w*|switch\w*|delay\w*|postpon\w*|spac\w*|stretch\w*|tak\w* (?:more|less|extra|double"
        r"|two|three|half)|wean\w*|taper\w*|crush\w*|bring forward|move|leave out|hold off|adjust\w*|up|drop|miss|get off"
    ),
    "MAY": (
        r"can|could|should|may|shall|must|do i need to|do i have to|<SAFE>|ok to|okay to|safe to|ok if|okay if|fine if"
        r"|(?<!dont )(?<!not )want to|wants to|would like to|thinking of|thinking about|am going to|going to|allowed to|better to|how do i|when can i"
        r"|what (?:happens|if|would happen|will happen)(?: if| when)?|ok for \w+ to|what about|id like to|reason to|need to"
    ),
    "SAFE": (
        r"is it (?:\w+ )?(?:ok|okay|safe|fine|alright|all right|bad|dangerous|possible|a problem|advisable|wise)"
        r"(?: for \w+(?: \w+)?)?(?: to| if)?"
    ),
    "PLAIN": r"(?:i|we|he|she|you|me|my \w+|someone|patients?|also|still|safely|just|even|to|already|then|now|have) ",
    "NOT_MEDICINE": (
        r"(?! (?:a |an |the |my |some |any |his |her |your |more |it |them )?(?:part|time|shower|bath|break|walk|trips?|holiday|vacation"
        r"|flight|plane|bus|taxi|pictures?|photos?|notes?|nap|rest|tests?|scans?|someone|somebody|friend|husband|wife|kids?"
        r"|children|dog|care|days? off|leave|it easy|it slow|off work|work off|out|away|place|over|back|turns|advice|look"
        r"|second opinion|copy|class|orders?|long|shape|food|so long|him|her|them|clothes|rings?|jewell?ery|glasses|watch|shoes|bra|belt|hearing aids?|dentures|wig|coat|hat|shirt|passport|books?|phone|records?|all my \w+ to)\b)"
    ),
    "LEFT": r"left|to live|remaining|before i die|before he dies|before she dies",
    "SOON": r"really |actually |realistically |honestly |still |even |expect |probably |likely |possibly |usually |to |going ",
    "NET": (
        r"(?:a |an |any |some )?(?!(?:my|his|her|the|our|your) )(?:\w+ )?(?:nets?|pnets?|neuroendocrine(?: (?:tumou?rs?|cancer|neoplasm|carcinoma))?"
        r"|neuro endocrine(?: \w+)?|carcinoids?(?: (?:syndrome|tumou?r|cancer|crisis|heart(?: disease)?))?|insulinoma"
        r"|gastrinoma|vipoma|cancer|cancerous|tumou?rs?|metastas[ie]s|mets|malignan\w+|men ?1|zollinger \w+|pheo\w*)"
    ),
    "SPECIFIC": (
        r"(?:a |an )?(?!(?:my|his|her|the|our|for|of|your) )(?:\w+ )?(?:nets?|pnets?|neuroendocrine(?: \w+)?|neuro endocrine(?: \w+)?|carcinoids?(?: \w+)?|insulinoma"
        r"|gastrinoma|vipoma)"
    ),
    "NOT_STATE": (
        r"(?! (?:specialist|doctor|team|nurse|support|centers?|centres?|patients?|groups?|scan|risk|treatment|cells?|removed"
        r"|taken|come|surgery|diet|care|genes?|cut|burnt|if i have|and (?:what|how)|need|have|get|left out)\b)"
    ),
    "RESULT": (
        r"grade|stage|ki ?67|<LAB>|markers?|tumou?r markers?|results?|numbers?|levels?|bloods?|blood (?:tests?|work)"
        r"|labs?|scans?|mri|ct|pet|biopsy|report|tumou?r|mitotic (?:count|rate)|score|reading|count|ultrasound|urine tests?"
        r"|pathology(?: report)?|mitoses|tests?"
    ),
    "LAB": r"cga|chromogranin(?: a)?|5 ?hiaa|hiaa|serotonin|gastrin|insulin|glucagon|pancreastatin|nse",
    "VERDICT": (
        r"bad|good|high|low|normal|abnormal|ok|okay|fine|dangerous|serious|worrying|concerning|scary|elevated|aggressive"
        r"|benign|malignant|cancerous|terrible|alarming|positive|negative|worse|severe|great|raised|worrisome"
    ),
}

DOSING = compile_rules(
    r"""
how_much:
  how (?:many|much) (?:<UNIT>|(?:\w+ )?(?:pills?|tablets?|tabs|capsules?|drops|puffs|sprays))\b(?! (?:is|are) (?:the|there|in)\b)
  how (?:many|much) (?:of )?(?:(?:the|my|this|that|these|it|his|her|extra) )*(?:<MEDS>)(?: \w+)? (?:should|can|could|do|must|to|may|is (?:safe|ok|too|enough|allowed|right)|a day|per|at once|for|with|when|if|in|each)\b
  how (?:many|much) <2>(?:should|can|could|do|must|may|to|am i|is he|is she) (?:i |he |she |we |my \w+ |supposed to |meant to |allowed to |have to )*(?:take|inject|give|use|swallow)\b
  (?:max|maximum|most) <2>(?:<DRUG>) (?:per|a|in|each|i)\b
  (?:<DRUG>) (?:per|a|each) day\b
  (?:max|maximum|minimum|safe|right|correct) (?:amount|number|quantity) of (?:<MEDS>)\b

dose:
  (?:what|which|whats|how|right|correct|normal|usual|max\w*|starting|recommended|safe|best|standard|typical|proper|my|his|her|double|higher|lower|highest|lowest|extra|next|increase\w*|reduce\w*|lower\w*|raise\w*|change\w*|adjust\w*|too (?:high|low|big)|twice|loading|rescue) <4>(?<!radiation )(?:dose|doses|dosage|dosing)\b(?! (?:ct|scan|radiation|of fert\w+|of (?:\w+ )?bleach|of (?:the )?(?:\w+ )?(?:radiation|prrt|x ?rays?))\b)
  (?:dosages?|dosing)\b
  (?:<DRUG>) doses?\b
  (?:over)?doses? (?:of|for) (?:\w+ )?(?:<DRUG>)\b
  (?:what|which|whats the) strength (?:of |should |do )

missed:
  (?:miss(?:ed|ing)?|forg[eo]t(?:ten)?|skip(?:ped|ping)?|late (?:for|with|on|taking)|overdue|didnt take|did not take|vomited (?:up )?after|threw up) <4>(?:<MEDS>)\b(?! (?:appointment|scan)\b)
  (?:can|could|should|may) (?:i|we|he|she) give <3>(?:an? )?(?:extra|another|double|second|more) <2>(?:<MEDS>)\b
  (?:<MEDS>) <3>(?:late|overdue|missed)\b
  (?:took|taken|had|injected|take|inject) <3>(?:<MEDS>) (?:twice|double|two times)\b
  (?:two|2|three|extra|both) (?:<MEDS>) (?:in|on) (?:one|a|the same) (?:day|week|month)\b

change:
  (?:i|ive|i have|he|hes|she|shes) (?:stopped|quit|threw|thrown|binned|flushed) <3>(?:<MEDS>)\b
  (?:<MAY>) (?:<PLAIN>)*(?:<CHANGE>)(?! off the blood) <4>(?:<MEDS>)\b
  (?:can|could|should|may|<SAFE>) (?:<PLAIN>)*(?:skip|miss|leave out|go without) (?:it |them )?(?:a |an |one |for |the )*(?:few|couple|day|week|days|weeks|month)\b
  (?:can|should|could|may|shall) (?:<PLAIN>)*(?:inject|take|use|have) (?:more|less|extra|double|fewer)\b(?! (?:of a )?(?:say|control|time|tests?|scans?|questions?|help|info\w*|kids|children|choice)\b)
  (?:can|could|should|may|is it (?:ok|okay|safe) to|ok to) (?:<PLAIN>)*(?:stop|quit|skip|pause|come off|delay|postpone) (?:the |my |his |her |this |with )*(?:chemo\w*|treatments?|prrt|therapy)\b
  (?:i|im|ive|hes|shes|he|she|i am|we) (?:want to|wants to|will|am going to|going to|decided to|have|has|just|am|thinking of|would like to) <1>(?:stop\w*|quit\w*|skip\w*|halv\w*|doubl\w*|come off|coming off|reduc\w*|cut\w*) <3>(?:<MEDS>)\b

take_with:
  (?<!what )(?<!anything )(?<!how long )(?<!who )\b(?:can|could|may|should|shall|<SAFE>|ok to|okay to|safe to|allowed to|do) (?!you take)(?:(?:<PLAIN>))*tak(?:e|ing)<NOT_MEDICINE> (?!\.)
  (?:can|could|may|<SAFE>|ok to|safe to|allowed to) (?:<PLAIN>)*(?:use|have|mix|combine|drink|smoke|eat) <4>(?:<DRUG>|painkillers?)\b
  can you take (?:<REMEDY>|<MEDS>)
  (?:<REMEDY>) (?:together )?with (?:\w+ )?(?:<DRUG>)\b
  is (?:<REMEDY>) (?:\w+ )?(?:safe|ok|okay|allowed|fine|bad) (?:with|for me|while|when|on|during|if|after|before)
  (?:does|do|will|would) (?!(?:supplements?|herbs|vitamins|herbal \w+) \w+ with (?:\w+ ){0,2}?(?:treatments?|medicines?|medications?|meds|drugs|therapy)$)(?:<REMEDY>) (?:interact|interfere|clash|mix) with (?!(?:the |a |my )?(?:\w+ )?(?:tests?|scans?)\b)

spacing:
  (?:every|each) (?:\d+|one|two|three|four|five|six|other|second|third) (?:<TIME>) instead\b
  (?:can|could|should|may|<SAFE>|ok to) (?:<PLAIN>)*(?:get|have|take|give|inject|do) <4>(?:every|each) \w+ (?:<TIME>)\b
  (?:can|could|should|may) (?:<MEDS>) be (?:given|taken|used) (?:every|each|more|less|sooner|earlier|later|twice|once)\b
  (?:get|have|take|give|need|inject) <4>(?:every|each) \w+ (?:<TIME>) (?:instead|rather|not)\b
  how (?:often|frequently|many times(?: a day| per day)?|far apart|long (?:between|apart)|soon|late|early) (?:should|can|do|must|may|could|am) (?:i|he|she|we|my \w+|you) (?:\w+ ){0,2}?(?:take|inject|use|dose|give|swallow|have my (?:<MEDS>))\b
  how (?:often|far apart|many times) <6>(?:<MEDS>) be (?:taken|given|used|injected)\b
  how (?:long|far|many (?:<TIME>)) (?:between|apart|after|before) <3>(?:<MEDS>)\b(?! (?:should i see|does)\b)
  (?:earlier|sooner|later|closer together|more often|less often|ahead of schedule|early) <4>(?:<MEDS>)\b
  (?:my|his|her|the|next) <3>(?:<MEDS>) <4>(?:earlier|sooner|early|a week late|closer together|more often|less often|days late)\b

how_to_take:
  how (?:should|do|must|can|to|does|would) (?:(?:i|he|she|we|my \w+|one|you|people|patients) )?(?:\w+ )?(?:take|inject|use|give|administer) <3>(?:(?:<MEDS>)|it\b(?! (?:out|off|away)\b))
  how (?:should|is|are|must|do) (?:\w+ )?(?:<MEDS>) <3>(?:used|taken|injected|administered|dosed)\b
  (?:when|what time|where) (?:should|do|must|can) (?:i|he|she|we) (?:take|inject)\b
  take <4>(?:with or without|before or after|on an empty|with) (?:food|eating|meals?|stomach|breakfast|dinner)\b
  (?:double|two|extra|another) <2>(?:<MEDS>) (?:today|tomorrow|tonight|to make up|instead|at once|if|when)\b

amount:
  \d+(?:\.\d+)? ?(?:<UNIT>) <6>(?:too (?:much|high|low|little|strong)|enough|safe|instead|ok|okay|right|normal|correct)\b
  (?:is|are|can|should|could|take|taking|may|need) <4>\d+(?:\.\d+)? ?(?:<UNIT>)\b(?! (?:ct|tumou?r)\b)
  (?:too much|too many|enough) <2>(?:<MEDS>)\b
  (?:up|down) (?:to|from) \d+ ?(?:<UNIT>)\b
""",
    PARTS,
)

PROGNOSIS = compile_rules(
    r"""
how_long:
  do (?:i|we) have (?:less|more) than (?:a|one|two|\w+) (?:years?|months?|weeks?)\b
  how (?:long|much time|much longer|many (?:more )?(?:years|months|weeks|days|christmases)) (?:do|does|did|have|has|might|would|will|can|could|may|should|is) (?:<WHO>) (?:<SOON>)*(?:(?:have|has|got)(?:$| (?:left|to live|with|if|now|before (?:i|he|she)|remaining|without|realistically|because|since|after)\b)|(?:<LEFT>|live|survive|last|expect|given)\b(?! (?:on|in (?:a|the)|off|at)\b))
  how (?:long|much time|many (?:years|months|weeks|days)) (?:\w+ ){0,5}?(?:have left|got left|left to live|has left|is left|until i die|till i die|before i die|to live)\b(?! (?:with|on|in|of|at)\b)
  how long (?:have i|has he|has she|have we|will i be|will he be|will she be|has (?:<KIN>)|has my \w+) (?:really )?(?:got|alive|around|here|with us)\b
  (?:years|months|weeks|time|days) (?:do i have |have i got |does he have |does she have )?left\b(?! (?:on|in|of|at|until)\b)
  (?:when|how soon) (?:will|am|is|are) (?:<WHO>) (?:going to )?die\b
  do i have long\b
  how long (?:am|is|are) (?:<WHO>) going to (?:live|last|be here|be around|survive)\b
  (?:live|survive|last|lasting|leave) <2>(?:more|longer|less) th[ae]n \w+ (?:months|years|weeks)\b
  how long will (?:<WHO>) be (?:with us|around|here|alive)\b
  how long (?:left|to live|to go)$
  how long <4>(?:i|he|she|we|my \w+) (?:have|has|have got|might have|will live|can live|will have)(?: left| to live| got)?$
  how (?:long|many|much) <3>(?:do you think|would you say) (?:i|ive|he|hes|she|shes|we|my \w+) <2>(?:got|have|has|left|live)\b
  do (?:i|we) (?:\w+ )?have (?:a|any|much of a) chance\b(?! to\b)
  do (?:i|we) (?:still )?have (?:years|months|weeks|long|much time)(?: left| to live| together)?$
  how long (?:before|until|till) (?:i|he|she|my \w+) (?:die|dies|am gone|go|goes)\b
  how long have (?:people|patients) like (?:me|him|her) got

die:
  (?:am|is|are|will|would|could|can|might|may|gonna|going|should) (?:<WHO>) (?:\w+ )?(?:going to |gonna |really |actually |soon |probably |all |likely |to )*(?:die|dye|dying|be dead|pass away|not make it|terminal)\b(?! (?:to|for|your|my hair|at home)\b)
  (?:will|is|can|could|would|gonna|does|might|going) (?:this|it|that|the (?:cancer|net|tumou?r|disease|carcinoid)|my (?:cancer|net|tumou?r|disease|carcinoid)) (?:\w+ )?(?:going to |gonna |eventually |finally |always )*(?:kill|be the (?:end|death) of) (?:me|him|her|us|my \w+|mum|mom|dad)\b
  (?:im|i am|hes|shes) (?:really |just )*(?:going to|gonna) die\b
  (?:is|are) (?:my|his|her|mums|dads|this|it) <3>terminal\b
  terminally ill\b
  (?:something|it|this|that) (?:ill|i will|i could|i might|i can|he will|hell|she will|shell) die (?:of|from)\b
  (?:lose|losing|without) (?:me|their (?:mum|mom|dad|mother|father))\b
  likely (?:that )?(?:i|ill|he|she|hell|shell|my \w+) (?:\w+ )?(?:die|survive|live)\b
  (?<!palliative )(?<!palliative care )(?<!hospice )(?<!hospice care )\bmeans? (?:that )?(?:i|ill|im|he|hes|she|shes|my \w+) (?:\w+ ){0,3}?(?:die|dying|terminal|dead)\b
  (?:<OWN>|the) (?:\w+ ){0,2}?(?:cancer|nets?|tumou?r|carcinoid|disease) (?:going to |gonna |eventually |will )+kill\b
  (?:think|believe|sure|if|that) (?:ill|hell|shell|i will|he will|she will) (?:\w+ )?(?:survive|make it|die|pull through|live|be (?:ok|okay|alright))\b
  death sentence (?:for me|for my|for him|for her)\b
  is (?:this|it) (?:a death sentence|the end)\b

survive:
  (?:will|can|could|would|might|do you think|am|is|are|going to|gonna) (?:\w+ )?(?:<WHO>) (?:\w+ )?(?:going to |gonna |likely to |able to |ever |still |even |actually |really |get to |expect to )*(?:survive|make it|live (?:to|long|another|until|till|through|past|longer|a |\w+ (?:more )?years)|be alive|stay alive|be here|be around|still be (?:here|alive|around)|see (?:\d\d|my \d\d\w*|(?:my|her|his|the) (?:\w+ )?(?:kids|children|daughter|son|grand\w+|christmas|wedding|birthday|grow))|beat (?:this|it|the)|pull through|recover|get better|be (?:ok|okay|alright|all right|fine|cured)|get old|grow old|reach \d)\b(?! (?:\w+ ){0,2}?(?:to (?:fly|drive|work|eat|travel|have|go)|if i (?:eat|fly|work)|from (?:surgery|the (?:surgery|operation)|an operation)|after (?:surgery|the)|with the side|normally)\b)
  (?:chances?|odds|hope|likelihood|probability) (?:of (?:me |him |her |my \w+ |us )?(?:surviv\w*|living|beating|making it|recover\w*|being alive|a cure|dying|being cured|pulling through)|(?:that )?(?:i|he|she|we|my \w+) (?:\w+ )?(?:surviv\w*|lives?|makes?|dies?|beats?|recovers?|pulls?))\b
  (?:chances?|odds|likelihood|probability|likely) (?:that )?(?:ill|i|hell|he|she|shell|we|my \w+)(?: will| would|d)? (?:be |still |be still |ever )*(?:alive|surviv\w*|live|make|here|die|beat|recover)\b
  hope (?:for|of|that) (?:me|him|her|my \w+|i|mum|mom|dad)\b

chances:
  (?:what|whats|tell me|know|give me) (?:(?:is|are|do you think|about|the|me) )*(?:<OWN>) (?:\w+ )?(?:chances?|odds|prognosis|life ?expectancy|survival|outlook|expectancy|lifespan)\b
  ^(?:and )?(?:<OWN>) (?:\w+ )?(?:chances?|odds|prognosis|life ?expectancy|survival (?:chances?|odds|rate)|lifespan)\b
  (?:prognosis|life ?expectancy|outlook|survival|chances?|odds) (?:for|of) (?:me|him|her|us|my \w+|someone like me|mum|mom|dad)\b
  (?:doctors?|they|oncologist|consultant|specialist|hospital) (?:\w+ ){0,2}?(?:gave|given|give|giving) (?:me|him|her|us|my \w+|mum|mom|dad) (?:\w+ ){0,4}?(?:months?|years?|weeks?|days|long)\b
  (?:weeks|months) or (?:months|years)\b
  how bad is my (?:cancer|prognosis|net)\b
  \b(?:<AGED>)\b.*\b(?:prognosis|life ?expectancy|survival|lifespan)\b
  \b(?:prognosis|life ?expectancy|survival|lifespan)\b.*\b(?:<AGED>)\b
""",
    PARTS,
)

DIAGNOSIS = compile_rules(
    r"""
do_i_have:
  (?<!how )\b(?:do|does|have|has|could|might|can|may|did|would) (?:<ME>) (?:\w+ )?(?:really |actually |possibly |maybe |also |still )*(?:have|has|had|got|getting|be having|having)<1> ?(?:<NET>)\b<NOT_STATE>
  (?:have|has) (?:<ME>) got (?:<NET>)\b
  (?:do you think|you think|think|reckon|suspect|wonder\w* if|sure if|tell if|tell me if|know if|whether|worried|afraid|scared|convinced|frightened|fear) (?:that )?(?:i|ive|im|he|hes|she|shes|we|my \w+) (?:\w+ )?(?:have |has |had |got |might |may |could |also )*(?:<NET>)\b<NOT_STATE>
  (?:chances?|possible|likely|mean|means|sign|certain|sure) (?:that )?(?:i|he|she|my \w+) (?:have|has|might have|could have|may have) (?:<NET>)\b
  am i (?:sick|ill)\b
  (?:can|could) (?:you|u) (?:please )?(?:tell|say)(?: me)? (?:if|whether) (?:this|that|it|these|i|he|she|my) <3>(?:<NET>)\b<NOT_STATE>
  (?:it|this|that) (?:must|has to|might|may|could|will|should) be (?:<NET>)\b<NOT_STATE>
  think (?:\w+ )?(?:its|it is|this is|that is|it could be|it might be) (?:<NET>)\b<NOT_STATE>
  (?:tell|know|say|sure|see) (?:\w+ )?(?:if|whether) (?:my|his|her|the|this) (?:\w+ ){1,3}?(?:is|was|are) (?:<NET>|benign)\b<NOT_STATE>
  (?:does|do|could|can|would) (?:this|that|these|my|his|her|the) <2>(?:<RESULT>) <2>(?:mean|show|suggest|indicate) (?:i have |that i have )?(?:<NET>)\b<NOT_STATE>

is_it:
  (?:is|could|can|might|would|may|are|does) (?:this|that|it|these|those|mine) (?!in |with |for |about |of |to |on |how |what |why |when |like |from |considered |classed |counted |classified |linked |related |connected )(?:\w+ )?(?:be |mean |sound like |sounds like |look like |indicate |suggest |point to |really |definitely |actually |just |i have |have )*(?:<SPECIFIC>)\b(?! (?:cells?|treat\w*|specific|related|too|grow|spread|come|be|pati\w+|start\w*|cause\w*|or something else entirely)\b)
  (?:is|could|can|might|would|are) (?!(?:this|that|these|those) (?:\w+ )?(?:nets?|cancers?|tumou?rs?|carcinoids?|mets|metastas[ie]s) (?!$|or (?:not|what|something|just)|then|doctor|please|that i|i have))(?:this|that|these|those|my (?!cancer|net|tumou?r)\w+(?: \w+)?|the (?:lump|spot|mass|nodule|lesion|polyp|growth|thing|shadow)(?: \w+){0,4}?) (?:be |mean |caused by |due to |from |a sign of |signs of |symptoms of |because of |really )*(?:<NET>)\b<NOT_STATE>
  (?:sounds?|seems?|looks?) (?:\w+ )?like (?!after |in |with |for |when |during |once )(?:i have |he has |she has )?(?:<NET>)\b
  i (?:think|believe|bet|fear|suspect) (?:\w+ )?(?:its|it is|this is|that is|i have|i might have|i may have|ive got) (?:<NET>)\b(?! (?:that|which|in|spread|coming)\b)
  could <3>be (?:<NET>)\b
  could (?:my|his|her) <4>be (?:due to |caused by |from )?(?:<NET>)\b

verdict:
  (?<!why )\b(?:is|are|was|were|how) (?:(?:<VERDICT>|too|so) )?(?:is |are )?(?:<OWN>) (?:\w+ ){0,3}?(?:<RESULT>) <6>(?:too )?(?:<VERDICT>)\b
  how (?:bad|good|serious|severe|dangerous|high|worrying|aggressive) (?:is|are) (?:<OWN>) <2>(?:<RESULT>)\b
  (?:<LAB>) (?:\w+ ){0,3}?\d+(?:\.\d+)? (?:\w+ ){0,4}?(?:too )?(?:<VERDICT>)\b
  (?:is|are) (?:<OWN>) (?:\w+ ){0,2}?(?:cancer|nets?|carcinoid|disease|mets|symptoms) (?:\w+ ){0,2}?(?:<VERDICT>|advanced|terminal|incurable)\b
  (?:is|are|could) (?:<OWN>) (?:\w+ )?(?:tumou?r|lump|mass|spot|polyp|nodule|growth)s? (?:be )?(?:a )?(?:cancer\w*|malignant|benign|nets?|carcinoid)\b
  (?:<LAB>) <2>\d+(?:\.\d+)? <4>(?:panic|worr\w*|scared|concern\w*)\b
  (?:scans?|ct|mri|lump|spots?|nodule|mass|lesions?|polyp|growth|shadow|swelling|biopsy|report) (?:\w+ ){0,12}?(?:is|could) (?:it|that|this) (?:be )?(?:a )?(?:cancer\w*|malignan\w+|tumou?r)\b
  is (?:a )?(?:<LAB>) (?:of |at |level )*\d+\b
  is \d+(?:\.\d+)? (?:\w+ ){0,3}?(?:too )?(?:<VERDICT>) (?:for )?(?:a )?(?:<LAB>)\b
  (?:<OWN>) <2>(?:<RESULT>) <6>(?:is (?:that|this|it)|should i (?:be )?(?:worr\w*|scared|panic)) (?:too |really |very |so )?(?:<VERDICT>|$)
  (?:are|is) (?:<OWN>) (?:\w+ ){0,3}?(?:benign|malignant|cancerous)\b
  is (?:that|this|it) (?:benign|malignant|cancerous|too high|too low)\b
  ki ?67 (?:of |at |is |index )*\d+(?:\.\d+)? (?:percent )?(?:bad|good|dangerous|serious|worrying|scary|aggressive|terrible|great)\b
  \d+(?:\.\d+)? (?:percent )?ki ?67 (?:bad|good|dangerous|serious|worrying|scary|aggressive|terrible|great)\b
  (?:<VERDICT>) (?:in my case|for me|in his case|in her case)\b
  how (?:worried|concerned|scared) should (?:i|we) be\b
  has it (?:already |really )?(?:spread|come back|grown|metasta\w+)\b(?! (?:when|if)\b)
  should i be (?:worried|concerned|scared) (?:about|by) (?:<OWN>|this)
  (?:has|is) (?:<OWN>) (?:\w+ )?(?:cancer|tumou?rs?|nets?|carcinoid|mets) (?:come back|back|spread\w*|growing|grown|returned|shr\w+|gone|worse|getting worse)\b

read_mine:
  (?:read|interpret|look at|review|check|analy[sz]e|assess|evaluate|go over|decipher|judge) (?:\w+ )?(?:my|his|her|these|this|our) (?:\w+ )?(?:scans?|results?|mri|ct|pet|labs?|bloods?|blood (?:tests?|work)|biopsy|images?|x ?ray|numbers|symptoms|report) (?:\w+ ){0,3}?(?:and|for me|to see|please|tell)\b
  (?:read|interpret) (?:my|his|her) (?:\w+ )?(?:scans?|results?|mri|ct|labs?|bloods?|biopsy)\b
  (?:can|could|will|would) (?:you|u|someone|anyone) (?:please )?(?:read|interpret|look at|review|check|analy[sz]e|assess) (?:my|his|her|these|our|the attached) (?:\w+ )?(?:scans?|results?|mri|ct|pet|labs?|bloods?|biopsy|images?|numbers|report|tests?)\b
  what stage (?:do|have) i (?:have|got)\b
  diagnos(?:e|ing) (?:me|him|her|my|us)\b
  whats wrong with (?:me|him|her|my)\b
  what (?:is|could be) wrong with (?:me|him|her|my \w+)\b
  what (?:disease|illness|condition|cancer|kind of cancer) do i have\b
  what do i have\b(?! to\b)
  tell me (?:what|if) (?:i|he|she) (?:have|has)\b
  am i (?:positive|cancer free|in remission|cured|at stage|stage \d|metastatic)\b
  what (?:stage|grade) am i\b
  do (?:my|these|his|her) (?:symptoms|results|scans?|labs?|numbers|bloods?) (?:\w+ ){0,3}?(?:mean|point|suggest|indicate|sound|show|look) <3>(?:<NET>|<VERDICT>)\b
""",
    PARTS,
)
