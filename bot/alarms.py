r"""Words of danger: crisis and emergency, on text as `bot.safety` evens it out.

Even text is lower case, without apostrophes ("cant"), its sentences apart by " . ". When in doubt a
pattern takes more: a careful reply too many costs little, one too few may cost a life. `\b` at the end
keeps "can't go on" from being excused by "on anything": excuses name whole words.
"""

from __future__ import annotations

from bot.patterns import compile_rules

PARTS = {
    "SELF": r"(?:my|him|her|them|your) ?sel(?:f|fs|ves)\b",
    "I": r"i|we|he|she|they|hed|shed|id|theyd",
    "CANT": r"i?(?:can ?not|cant|cnt|could ?nt|could not|unable to|not able to|hardly|barely|isnt able to|no longer"
    r"|(?:dont|do not) think (?:that )?(?:i|he|she) can)",
    "NOT": r"i?(?:dont|do not|doesnt|does not|dnt|didnt|did not|no longer|not|never|dont even|dont really)",
    "BLOOD": r"blood\b(?! (?:tests?|work|pressure|sugar|samples?|taken|drawn|vessels?|counts?|results?)\b)",
    "MUCH": r"a lot|lots|loads|so much|too much|pools?|cups?|massive|huge|a ton|tons|buckets|plenty",
    "PILLS": (
        r"pills?|tablets?|tabs|meds?|medications?|medicines?|capsules?|pain ?killers?|drugs?|oxy\w*|morphine"
        r"|opioids?|fentanyl|insulin|sleeping|bottles?|xanax|valium|paracetamol|tylenol|acetaminophen"
        r"|octreotide|stash|supply|prescriptions?|tramadol|codeine|hydrocodone|vicodin|percocet|ambien|zopiclone|benzos"
        r"|gabapentin|temazepam|lorazepam|diazepam|ativan|dilaudid|methadone|aspirin|ibuprofen|antidepressants?|patches"
    ),
    "ROUTINE": (
        r"(?! (?:\w+ ){0,4}(?:same time|food|every|daily|morning|prescribed|directed|time|together|but|still"
        r"|regularly|correctly|properly|so far|to (?:the|my|an|hospital))\b)"
    ),
    "MEDICAL": (
        r"(?! (?:with (?!life|living)|to|a|the|my|holidays?|vacations?|trips?|cruises?|chemo\w*|work\w*|driving|facebook"
        r"|our|his|her|planes?|boats?|rides?|coach|buses|walks?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|ski\w+"
        r"|this (?:trip|walk|cruise|course|tour|ride|diet|bus|page|website|app)"
        r"|octreotide|lanreotide|treatments?|tonight with|living with the diet|at work|because of the side)\b)"
    ),
    "SUGAR": r"sugars?|glucose|bg|bsl|hypos?|hypogly\w+",
    "WORSE": (
        r"confus\w*|not making (?:any )?sense|makes? no sense|drows\w*|sleepy|wont wake|pass\w* out|faint\w*"
        r"|slur\w*|unconscious|talking (?:nonsense|rubbish|gibberish)|acting (?:strange|weird|odd|drunk|funny)"
        r"|incoherent|unresponsive|not respond\w*|collaps\w*|cant stand|not waking|shak(?:ing|y) (?:badly|all over)"
    ),
    "THEY": (
        r"he|hes|she|shes|they|theyre|mum|mom|mam|dad|mother|father|husband|wife|partner|brother|sister|son|daughter"
        r"|friend|nan|gran\w*|uncle|aunt|patient|hubby|kid|child|baby|someone|somebody"
    ),
    "HEAD": r"face|lips?|tongue|throat|airways?|mouth|eyes?|neck|cheeks?",
    "IS": r"is|are|was|feels?|felt|has|have|had|got|gone|goes|getting|gets|keeps?|started|starting|went|and|just|all|now",
    "VERY": r"very|really|so|extremely|suddenly|severely|too|more|terribly|awfully|super|quite|increasingly|badly",
}

CRISIS = compile_rules(
    r"""
suicide:
  (?<!not )(?<!never )(?<!isnt )(?<!never been )(?<!not feeling )(?<!no longer )(?<!died by )(?<!died of )(?<!died from )(?<!lost to )\bsuicid\w*\b(?! (?:genes?|dramas?|films?|movies?|scenes?|storylines?|prevention|rates?|statistics|research|risk|stud\w+|awareness|hotline number for)\b)(?! (?:\w+ ){0,3}?(?:years? ago|in (?:19|20)\d\d|long ago)\b)
  (?<!not )sui cid\w*
  kms\b
  \bneck(?:ing)? <SELF>
  unaliv\w*
  (?:not|never|wont|isnt) safe (?:from|with) <SELF>

self_harm:
  (?:kill|unalive|shoot|hang|drown|stab|poison|strangl|gass?)(?:t?ing|ing|s|ed|e)? ?<SELF>(?! (?:\w+ ){0,3}?(?:years? ago|in (?:19|20)\d\d|long ago|before i was born)\b)
  (?:started|begun|back to|gone back to) cutting (?:again|since)\b
  ^kill me(?: now| please)?$
  (?<!not thinking of )(?<!not thinking about )\b(?:harm|hurt|cut|burn|starv|off)(?:t?ing|ing|s|ed|e)? ?<SELF>(?! (?:when (?:i|he|she) (?:fell|trip\w*|slip\w*)|shav\w+|cook\w+|fall\w*|fell|at|on|playing|lift\w+|some)\b)
  self ?(?:harm|injur|mutilat|destruct)\w*
  (?:slit|cut|cutting|slash)\w* (?:my|his|her) (?:wrists?|arms?|legs|thighs|veins)

wish_to_die:
  (?:poisons?|chemicals?|bleach|which drugs?|what drugs?) <3>kills? (?:you|me|a person|someone)\b
  favou?r <3>(?:dying|if i (?:died?|was dead|ended it))\b
  (?<!dont )(?<!not )(?<!never )(?<!doesnt )(?<!didnt )\b<WANT> <2>too? ?<JUST>?<DEAD>(?! (?:at home|with dignity|in (?:a |the )?(?:hospice|hospital)))
  (?<!dont )(?<!not )(?<!never )(?<!doesnt )\bwan+a <JUST>?<DEAD>(?! at home)
  want to dead
  id(?: much)? rather (?:be )?(?:dead|die)
  rather (?:be )?(?:dead|die|not be here|not live|not exist|not be alive|not wake)
  wish\w* (?:that )?<I> <3>(?:dead|die|died|gone|never (?:been born|born|woken|wake|woke|existed)|not wake|wouldnt wake|didnt wake|hadnt woken|didnt exist)\b
  wish\w* (?:that )?<I> <2>(?:wasnt|werent|was not|were not) (?:alive|here|around|born)
  (?:if|before) (?:the |this |my )*(?:cancer|tumou?r|net|disease|it) (?:\w+ )?(?:kills?|gets?|takes?) me (?:first )?i will
  (?:better|easier) if (?:i|he|she) (?:was|were|had|wasnt|werent) (?:never|not) (?:been )?(?:born|here|alive)
  (?:want\w*|ready) to go (?:for good|forever|now please|to heaven)
  wish (?:the |this |my )?(?:cancer|tumou?r|god|it|someone|something|death) (?:would|will|could) (?:just )?(?:kill|take|end) (?:me|him|her)
  (?:better|best) (?:off )?(?:dead|without me|without him|without her|not being (?:here|alive|around)|if (?:i|he|she) (?:was|were|am|is) (?:dead|gone|not)|if i died)
  (?:better|best|easier) (?:for (?:everyone|them|you|my \w+) )?if i (?:was|were|am|just) (?:dead|gone|not|died|disappeared)
  (?:happier|easier|relieved|better|fine) (?:if|when|once) <I> (?:was|were|am|is|had|just)? ?(?:dead|gone|died|not here|not around|no longer here)\b
  (?:let|make|watch) me die
  (?:want|ready|going|like) to (?:\w+ )?(?:give up|quit) and die\b
  (?:get|way|find) out of (?:this )?life\b
  (?:dont|do not|doesnt) care (?:if|whether) (?:i|he|she) (?:live|lives|die|dies)
  (?:blow|shoot) (?:my|his|her|their) (?:brains?|head)
  (?:had|should have) (?:just )?(?:let|left) me (?:to )?die\b
  (?:want|like|is|prefer) (?:is )?(?:to )?(?:not be|not to be|be not) alive\b
  (?:help|please|just|someone|somebody) (?:just |please )?kill me\b
  help (?:me|him|her) (?:to )?die\b
  (?:put|take) me out of my misery
  welcome death
  (?:waiting|ready|time) (?:for me )?to (?:just )?die\b
  (?:hope|hoping|wish|pray\w*) (?:that )?<I> (?:just )?(?:die|dont|do not|doesnt|never|wont|dont ever) ?(?:wake(?! (?:up )?(?:the|my|him|her|them|you|anyone|everyone|early|at|late|so)\b)|die|make it|survive|tonight|soon|in my sleep)
  never (?:wake|waking) up
  (?:fall asleep|go to sleep|sleep) (?:and |forever|for ever)<3>(?:never|not|forever|dont)
  thinking (?:about|of) (?:dying|death) (?:all|every|constantly|a lot)
  (?:should|could) (?:just|as well|have) (?:die|died|be dead|be gone)\b
  (?:i|we) should be dead\b
  (?:easiest|best|quickest|painless\w*|fastest|easy|quick|gentle|ways?|how) (?:way |ways )?to (?:just |painlessly |quickly )?(?:die|be dead|commit|end)\b(?! (?:it here|the|this (?:chat|conversation|call))\b)
  painless(?:ly)? (?:death|die|dying)
  how (?:can|do|could|should|would) (?:i|we|he|she) (?:just )?(?:die|kill my|end my|end it all)\b(?! (?:of|from)\b)
  (?:would|does|will) it (?:hurt|be painful|be painless) (?:to|if i) <2>(?:overdose|die|kill|hang|jump|cut)\b
  (?:can|cant|let|could|why cant|why dont|why wont|wont) (?:i|me|he|she|it|god) just (?:die|be dead|disappear|end|take me|kill me)\b
  (?:i|he|she) (?:dont |do not |doesnt )?deserves? to (?:die|live|be alive)\b
  (?:thoughts?|dreams?|fantas\w+|urges?) (?:of|about) (?:death|dying|killing|ending|harming|hurting|not being here|being dead)\b
  (?:dark|death|morbid) thoughts\b
  leav(?:e|ing) this (?:world|life|earth|planet)\b
  meet my maker\b
  (?:be|join|go) (?:with |to be with )?(?:my )?(?:late |dead )?(?:\w+ )?(?:in heaven|on the other side)\b
  let (?:it|this|the (?:cancer|tumou?r|disease)) (?:just )?(?:kill|take|finish) (?:me|him|her)\b
  (?:hate|hating|loathe|despise) my ?self\b
  (?:sleep|asleep|pass away|slip away|drift off) (?:\w+ ){0,4}?(?:forever|for ever|never wake|not wake|dont wake)
  <WANT> <2>to (?:just )?(?:disappear|vanish|sleep forever|cease|be no more|be with (?:my )?(?:late|dead))\b
  (?:might|may) as well (?:die|be dead|end)

no_wish_to_live:
  <NOT> <JUST>?<1>(?:want\w*|wan+a|wish\w*|care|feel like|see (?:a|any) reason) <2>(?:too? )?<LIVE>(?! (?:with (?:my|her|his|the|chemo|treatment|a)|to|in (?:a|my) \w+|near|far|early|at \d+|on (?!this|anymore)|chemo|treatment|working|holiday|vacation|a trip)\b)
  want\w* not to (?:live|be here|wake|exist)
  <NOPOINT> <3>(?:liv(?:e|ing)|life|being alive|staying alive|go(?:ing)? on|carry(?:ing)? on|being here|existing|it all|waking)\b(?! is$)(?! (?:with|to|for) (?:treatment|chemo|the|a)\b)
  (?:no|without) meaning (?:in|to|left in) (?:my |his |her |this )?(?:life|living|anything)\b
  <NOPOINT> (?:in |to )?(?:any ?more|anything|anymore)$
  worth <3>(?:living|being alive|staying alive|alive|being here|existing)\b
  (?:lost|no|losing|lacks?|havent got) (?:the |my |his |her |all |any )*(?:will|desire|wish|strength) to (?:live|go on|carry on)
  (?:tired|sick|done|fed up|finished|enough|weary|exhausted) (?:of|with|from|by) (?:this |my |the )?(?:living|life|being alive|existing|existence)\b
  (?:giv\w+|gave) up on (?:life|living)
  (?:giv\w+|gave) up (?:my|his|her) life
  hates? (?:my|his|her|this) life\b
  hates? (?:living|being alive|waking up)
  feel\w* like giving up(?! (?:chemo|treatment|smoking|alcohol|work|on (?:chemo|treatment|the))\b)
  (?:nothing|not much|anything|no more) (?:left )?(?:to|worth) (?:live|living) for
  nothing left (?:for me|to live|for him|for her)
  (?:dont|cant|do not|cannot) see (?:a |any |my |the )*(?:future|way out|way forward|reason to)
  no (?:way out|future for me|hope left)\b
  (?:death|dying) (?:is|seems|looks like|would be|feels like) <2>(?:only|easiest|best|last) (?:door|way|option|choice|answer|exit|solution|thing)\b
  (?:not|never) (?:be )?(?:meant|supposed) to be (?:here|alive)
  (?<!thought )(?<!thought my )(?<!felt like my )(?<!thought his )(?<!thought her )\b(?:my |this )?life (?:is|has|isnt|feels|seems|is not|was|has lost|just)<2> ?(?:meaningless|pointless|over|worthless|no meaning|meaning|nothing|empty|unbearable|hell|no point|a mistake)\b(?! (?:for|easier|like)\b)
  nothing (?:matters|is worth|left)(?: any ?more| to me| now)?$

cannot_go_on:
  (?:dont|do not|cant|cannot) see how (?:i|we|he|she) (?:can|could|will|should) (?:go on|keep going|carry on|live|continue)\b<MEDICAL>
  <CANT> <JUST>?<1>(?:go ?on+|keep going|keep on|carry on|do life|keep fighting|carry on living|continue living|live like this|live anymore|live any longer)\b<MEDICAL>
  <CANT> <JUST>?(?:face (?:another day|living|life|tomorrow)|bear (?:to live|living|life|it any ?more)|see myself (?:living|here))
  <CANT> <JUST>?(?:do|take|stand|bear|endure|handle|live with) (?:this|it|life|the pain|this pain|living) (?:any ?more|any longer|much longer)\b(?! (?:(?:because of|due to|with) (?:the |my |its )?(?:rash|diarrh\w+|runs|nausea|side effects|cost|price|liver|kidneys)|than|on an empty|as it (?:makes|gives)))
  (?:had|have) enough of (?:it all|everything|living|this life|life)\b
  <CANT> live (?:like this|with (?:this|it|the pain|myself)|another (?:day|minute|year)|any ?more|any longer|without (?:him|her))\b

ending_it:
  take the (?:whole )?lot (?:in one go|at once|tonight|and)\b
  (?:razor|knife|blade|noose|rope|pistol|gun) (?:right )?(?:next to|beside|in front of|in) (?:me|my (?:hand|lap))\b
  (?:wont|will not) see <6>made sure of (?:that|it)\b
  end(?:ing|ed|s)? (?:my|his|her|their|this|your|our)? ?(?:own )?(?:life|lives|existence)\b
  end(?:ing|s)? it all\b
  (?:will|ill|gonna|going to|want to) end it\b
  (?:mak(?:e|es|ing)|put(?:s|ting)?) an end (?:of|to) (?:it(?! all being)|me|my ?self|him ?self|her ?self|my (?:days|life))\b
  end(?:ing)? (?:things|it) before (?:the (?:pain|cancer|tumou?r|end)|it|this|they)\b
  end(?:ing)? (?:my|his|her|the|this|all this) (?:suffering|misery|agony|pain)\b
  (?:<WANT>|going|gon+a|ready|talk\w*|tempted|will|might|could|should|just|maybe|feel\w* like|consider\w*|about|says?|said|ways?|how) <2>(?:to )?(?:end|ending) (?:it|things|everything)\b(?! (?:up|there|here|with|between)\b)
  tak(?:e|ing|es|en) (?:my|his|her|their) (?:own )?li(?:fe|ves)\b
  want\w* (?:it|this|everything|all this|the pain|all of it) (?:all )?to (?:end|stop|be over|go away forever)\b(?! (?:hurting|so)\b)
  want\w* (?:it all|life|everything|to be) (?:to (?:be over|stop)|gone forever|finished)\b
  done with (?:this )?(?:life|living)\b
  want\w* (?:it|this|everything|all of it|life) (?:all |just )?(?:over|done|finished|gone)\b(?! with\b)
  (?:going to|gonna|will|plan\w* to|ready to|im) (?:do|doing) it (?:tonight|now|today|soon|tomorrow|this)\b
  (?:have|got|ive|has) (?:the |my |all |all the |everything )*(?:pills|tablets|gun|rope|meds|morphine|blade|razor)s? (?:right )?(?:here|ready|next to|in front|in my hand)
  (?:top|topping) (?:my|him|her)self\b
  (?:do|doing) (?:my|him|her)self in\b
  (?:finish|finishing|take|taking) (?:my|him|her)self (?:off|out)\b
  <WANT> <2>(?:crash|wreck) (?:my|the) car
  bleed out\b
  walk\w* into the (?:sea|ocean|river|lake|traffic)
  (?:check|checking) out (?:of life|for good|permanently)
  (?:make|making) it (?:all )?(?:stop|end) (?:forever|for good|permanently)

pills:
  (?:is|are|would) (?:[2-9]\d|\d{3}) <1>(?:<PILLS>) <1>enough(?: to (?:die|kill\w*|do it|end\w*)\b|$)
  (?:take|takes) the (?:whole|entire) (?:bottle|box|pack|lot)\b
  <SWALLOW> <2>(?:all|whole|every|entire|handful|bunch|fistful|enough|loads|bottle) <4><PILLS>\b<ROUTINE>
  (?:<WANT>|going|gon+a|ready|tempted|will|might|could|should|just|ill|gonna) <2>take <1>(?:all|whole|every|entire|handful|bunch|enough|loads of|bottle) <4><PILLS>\b<ROUTINE>
  (?:sav(?:ed|ing)|stash\w*|hoard\w*|stockpil\w*)(?: up)? <3>(?:pills|tablets|meds|morphine|painkillers|oxy\w*|medication)\b
  how (?:many|much) <6>(?:to (?:die|kill|end|overdose|od)|(?:would|will|to) kill|(?:is|are|be) (?:a )?(?:lethal|fatal|deadly)|not wake)\b
  (?:lethal|fatal|deadly) (?:dose|overdose|amount)\b
  (?<!can )(?<!could )(?<!would )\b(?:<WANT>|going|gon+a|tempted|tried|took|taken|take|might|intentional\w*|deliberate\w*|i|ive|im|<THEY>) <3>(?:overdos\w*|od|od ed)\b
  od on (?:my|his|her)
  (?:took|taken|swallowed|take) <4><PILLS> <2>(?:on purpose|deliberately|intentionally|to die|to sleep forever)
  (?:<SWALLOW>) (?:a )?(?:load|lot|ton|shedload|heap)s? (?:of )?<PILLS>\b

farewell:
  (?:suicide|goodbye|farewell|good bye) (?:note|letter|video)s?\b
  lock\w* (?:\w+ ){0,2}?(?:in|away|the door|the bathroom) (?:\w+ ){0,6}?(?:goodbye|pills|tablets|knife|gun|die|dead)
  (?:says?|saying|said) good ?bye to (?:us|me|everyone|the kids|his|her)\b
  said (?:all )?(?:my|his|her) (?:last |final )?good ?byes?\b
  good ?bye (?:cruel )?(?:world|forever|everyone|life)\b
  disappear (?:forever|for good|for ever)\b
  (?:wont|will not|not going to|not gonna) be (?:here|around|alive) (?:tomorrow|any ?more|in the morning|after tonight|when|by)\b
  (?:nobody|no one|noone) (?:would|will|d) (?:even )?(?:miss|care|notice) (?:me|if|when)\b
  (?:any(?:one|body)|who) (?:would |will |d |could )?(?:even |really |ever )?(?:notice|care|miss|cry) (?:me )?(?:if|when) (?:i|im|he|she)\b
  (?:im not going to|i wont|i will not|i am not going to|im not gonna) be (?:around|here|alive) <3>so <3>(?:no (?:need|point|use|sense)|not worth|dont (?:bother|need))\b
  (?:im not going to|i wont|i will not|i am not going to|im not gonna) be (?:around|here|alive) (?:for )?(?:much |very )?(?:longer|long)\b
  every(?:one|body)s? (?:would |will |is |d )?(?:be )?(?:better|happier) off\b
  every(?:one|body)s? (?:would|will|d) be (?:happier|better|relieved) (?:if|without|when)
  better off if i\b
  jump\w* (?:off|under|in front of|from (?:a|the|my)|into (?:a|the) (?:river|sea|canal))\b
  jump\w* out (?:of )?(?:the|a|my) (?:\w+ )?window
  (?:im|i am) done\b(?! (?:with|for|here|now|asking|thanks|thank))[a-z .]{0,60}\bgood ?bye\b
  (?:gun|knife|razor|blade) (?:to|in|at|against) (?:my|his|her)\b
  driv\w+ (?:my |the |off )*(?:car )?(?:off|into) (?:a|the|my) (?:bridge|cliff|tree|wall|road|truck|river)
  (?:step|walk|throw|lie|run)\w* (?:myself |down |out )?(?:in front of|under) (?:a|the) (?:train|bus|car|truck|lorry|tram)
  (?:has|have|got|bought|buy|find|found) (?:a |the |my |his |her |some )*(?:loaded )?(?:gun|rope|noose)\b
  (?:giving|given|gave) away (?:all )?(?:my|his|her) (?:things|stuff|belongings)
""",
    {
        **PARTS,
        "WANT": (
            r"want\w*|wnat\w*|wish\w*|ready|rather|prefer\w*|long(?:s|ing)?|begg?\w*|asks?|asking|pray\w*|would like|id like"
            r"|hoping|hopes?|plan\w*|decid\w*|desire|think\w*|thought\w*|try\w*|intend\w*|considering|need|deserve"
        ),
        "DEAD": r"die\b|dye\b|be dead\b|dead\b|stop living\b|not exist\b|stop existing\b|be gone\b|dissapear\b",
        "LIVE": (
            r"live\b|living\b|alive\b|be alive\b|be here\b|being here\b|exist\w*|wake up\b|waking up\b|go on\b|keep going\b"
            r"|carry on\b|be around\b|continue living\b|keep living\b|be on this (?:earth|planet)\b|stay alive\b|fight to live\b"
        ),
        "JUST": r"(?:just|really|even|finally|please|only|fucking|honestly|simply|actually|possibly|think i) ",
        "NOPOINT": (
            r"(?:no|whats the|what is the|what the|see (?:no|any|the)|any|isnt any|isnt a|is there (?:any|a)|not a|without)"
            r" (?:real |good |more )?(?:point|reason|purpose|sense|use)"
        ),
        "SWALLOW": (
            r"(?:taking|took|taken|swallow\w*|down(?:ed|ing)|eat|eating|ate|sav(?:ed|ing)|stash\w*|hoard\w*|collect\w*"
            r"|stockpil\w*|overdos\w*)(?: up| on)?"
        ),
    },
)

# These count when somebody has them, not when somebody asks what they are: `bot.safety` looks at that.
EMERGENCY = compile_rules(
    r"""
breathing:
  <CANT> (?:<LITTLE> )*(?:breath\w*|air)\b
  i?cant ?breathe?\b
  <HARD> (?:<LITTLE> )*(?:breath(?!less)\w*|air)\b(?! (?:test|sample)\b)
  breath(?:e|ing) (?:<IS> |<VERY> |become )+(?:bad|hard|heavy|fast|difficult|worse|shallow|labou?red|noisy|rapid|tough|funny|weird)\b
  (?:no|not enough|need|needs) (?:air|oxygen)\b
  gasping\b(?! for (?:a |some )?(?:cuppa|tea|coffee|drink|pint|smoke|fag|beer|water|news)\b)
  suffocat\w*
  (?:is|am|im|hes|shes|are|my \w+|keeps?) choking\b
  (?:fighting|struggling|gasping|desperate) for (?:breath|air)
  (?:catch|get) (?:a|my|his|her) breath <2>between (?:words|sentences|sips)\b
  breathing (?:trouble|problems?|difficult\w*|issues)\b
  lungs? (?:<IS> |feel |like |they |are |its )*(?:closing|collapsing|filling)

short_of_breath:
  wheez\w* <6>(?:cant|cannot) (?:\w+ )?(?:say|speak|talk|breathe|finish)\b
  (?:<VERY>|getting|im|i am|is|hes|shes|feel\w*|became) (?:<VERY> |getting )*(?:short of breath|short of air|breathless|out of breath)\b
  (?:severe|bad|sudden|extreme|worsening|terrible|serious|increasing) <2>(?:shortness of breath|breathlessness|breathing (?:trouble|problems|difficulties))\b
  short(?:ness)? of breath (?:\w+ ){0,4}?(?:worse|severe|suddenly|now|blue|chest|cant|at rest|help)\b

chest:
  chest ?(?:<IS> |<VERY> |a |bad |like |been |hurts? |im |feeling )*(?:pains?|paining|hurt\w*|ache\w*|aching|tight\w*|pressure|crush\w*|squeez\w*|heavy|heaviness|burn(?:s|ing)|on fire|killing|exploding)\b
  (?:pains?|pressure|tight\w*|aches?|crushing|squeez\w*|heaviness|stabbing|weight|elephant|burning) <5>chest\b(?! (?:x ?ray|ct|scan|infection)\b)

heart:
  (?:having|had|has|have|think\w*|feels? like|like|could be|be|is this|this|its|going into|signs of|getting) <3>(?:heart ?attack|cardiac arrest)\b(?! (?:risk|prevention)\b)
  heart (?:has |just |is )*(?:stopped|stopping|giving out)\b
  no pulse\b
  ^(?:help |please |omg )*heart ?attack$

unconscious:
  pass(?:ed|ing|es)? ?out\b(?! (?:leaflets|gas|of (?:the )?(?:hospital|college|school|class|training|mind))\b)
  faint(?:ed|ing|s)?\b(?! (?:line|chance|idea|hope|sound|memory|smell|spot|shadow|print|praise|trace|mark)\b)
  collaps(?:ed|es|ing|e)?\b(?! (?:lungs?|veins?|bowel|into (?:bed|my bed|my chair|the sofa)|(?:on|in) (?:the|my) (?:sofa|bed|chair) (?:after|with|tired|happy|exhausted)|laughing|in laughter)\b)
  black(?:ed|ing|s)? ?out\b(?! (?:blinds?|curtains?|all night|in town)\b)
  (?:un|half ?|semi ?|barely )conscious\b(?! (?:for|during|under) (?:the|my|his|her) (?:op|operation|endoscopy|colonoscopy|procedure|scan|surgery)\b)
  unresponsive\b
  (?:los[ete]\w*|losing|lost) consciousness\b
  (?:gone|went|is|hes|shes) (?:all )?(?:limp|floppy)\b
  keel\w* over\b
  slump\w* (?:over|down|on|in)\b(?! front of\b)
  (?:in and )?out of consciousness\b
  (?:dropped|fell|went) to the (?:floor|ground)\b
  (?:found|is|hes|shes) (?:\w+ )?(?:not moving|lifeless|cold and|gone cold)\b
  (?:<THEY>) <6>(?:not|isnt|wont|doesnt|stopped|aint|hasnt) (?:\w+ )?(?:respond\w*|answer\w*|react\w*|mov(?:e|ing))(?: to (?:me|us|my voice|anything|his name|her name)| at all)?$
  (?:wont|not|doesnt|isnt|aint|hard to|couldnt|cant|cannot|can not|will not|wouldnt|hasnt) (?:get (?:him|her|them|my \w+) to )?(?:rouse|wak(?:e|ing|en)(?: up)?|come (?:round|around))(?! (?:up )?(?:in the|at|early|before|until|with|feeling|from this)\b)
  (?:cant|cannot|couldnt|unable to) wake (?:him|her|them|my|mum|mom|dad)
  (?:found|lying|laying|is|are) (?:\w+ ){0,3}?on the (?:floor|ground)\b
  (?:fell|fallen|fall) (?:\w+ ){0,3}?(?:and (?:cant|wont|isnt|is not|hit)|hit (?:his|her|my) head)
  (?:cant|cannot) get (?:him|her|them) up\b
  <CANT> keep (?:his|her|their) eyes open
  (?:eyes|his eyes|her eyes) (?:\w+ )?rolled? back

bleeding:
  <BRINGUP> (?:<COLOR> )*<BLOOD>
  bright red <5>(?:toilet|bowl|pan|loo) <3>(?:loads|lots|a lot|and (?:im |i am |hes |shes )?(?:dizzy|faint\w*|lightheaded))\b
  <BLOOD> (?:<IS> |in |coming |came |from |my |his |her |the |mouth |nose |bum |it |that )*(?:vomit\w*|everywhere|pouring|gushing|pumping|spurting|wont stop|not stopping|squirting)\b
  <BLOOD> <2>out of (?:my|his|her)\b
  (?:pouring|gushing|spurting|pumping|leaking|oozing) (?:\w+ )?<BLOOD>
  bleed\w* <6>(?:<MUCH>|heav\w+|bad|badly|bady|everywhere|non ?stop|profuse\w*|uncontroll\w*|to death|like crazy|through|wont stop|not stop\w*|doesnt stop|cant stop|like mad|pouring|gushing|out|soak\w*)\b
  (?:wont|cant|cannot|not|doesnt|didnt|wouldnt|never|will not) stop\w* <2>bleed\w*
  (?<!took )(?<!take )(?<!taken )(?<!drew )(?<!draw )(?<!need )(?<!needed )(?<!want )(?<!wanted )\b(?:<MUCH>) (?:of )?(?:\w+ )?<BLOOD>
  (?:heavy|big|huge|fresh|heavily|severe|severely|badly|massive|profuse|profusely|internal|internally|uncontrolled|constant\w*|serious\w*|sudden) (?:\w+ )?bleed\w*
  h[ae]+morr?h?ag\w*
  (?:losing|lost) (?:<MUCH> )?(?:of )?<BLOOD>
  (?:black|tarry) (?:and |tarry |sticky )*(?:stools?|poo|poop)\b
  (?:<BRINGUP>|sick) <4>coffee grounds?\b
  coffee grounds?\b
  (?:vomit\w*|sick|threw|throw\w*|thrown|bring\w* up|brought up|puk\w*) <6>(?:ground coffee|coffee (?:granules|grinds|grains|bits))\b
  (?:bright red|blood|red) <4>(?:toilet|loo|bowl|pan)\b<4>\b(?:loads|lots|full|dizzy|faint\w*|clots|everywhere|keeps coming|wont stop)\b
  <BLOOD> <2>(?:shoot\w*|spray\w*|jet\w*|spurt\w*) (?:out|from|up)\b
  (?:port|line|site|wound|stitches|stump|drain|cannula|fistula) (?:\w+ )?(?:is |was |keeps |started |just )*(?:spurt\w*|gush\w*|squirt\w*|pour\w* (?:blood|out)|pumping)\b
  (?:pass\w*|big|large|huge) (?:blood )?clots\b
  full of <BLOOD>
  soak\w* (?:\w+ ){0,3}?(?:with|in) blood
  bleeding from (?:my|his|her) (?:mouth|nose|eyes|ears)

seizure:
  (?<!anti )(?<!no )\bseizures?\b(?! (?:med\w*|disorder|drugs?|dog)\b)
  seizing\b
  (?:foam\w*|froth\w*) <2>(?:mouth|lips)\b(?! with (?:rage|anger))
  convuls\w*
  ha(?:ving|d|s) (?:a|another|some kind of) fit\b
  (?:is|hes|shes|started|keeps) fitting\b
  (?:shaking|jerking|twitching|trembling) (?:\w+ )?(?:uncontrol\w*|violently|and (?:cant|wont|not))

stroke:
  talking (?:nonsense|gobbledygook|gibberish|rubbish)\b
  (?:arm|hand|leg|side) (?:wont|stopped|isnt|doesnt|just stopped) (?:work\w*|mov\w*)\b
  pupils? <4>(?:bigger|larger|different|uneven|blown)\b
  (?:having|had|has|have|think\w*|feels? like|like|could be|is this|this|its|signs of|getting) <3>(?:mini ?)?strokes?\b(?! (?:risk|rehab\w*|recovery)\b)
  (?:face|mouth|smile|eyelid|cheek|eye) (?!lift)<4>(?:droop\w*|drop(?:ped|ping|s)?|sagg\w*|numb|lopsided|crooked|hanging)\b
  (?:droop\w*|sagging|numb|lopsided|crooked) <3>(?:face|mouth|smile)\b
  slur\w*
  speech (?:\w+ ){0,3}?(?:gone|funny|strange|garbled|jumbled|weird|unclear|off)\b
  <CANT> (?:\w+ )?(?:speak|talk|get (?:his|her|my|the) words out)(?: properly| right(?! now)| clearly| at all| any ?more|$)
  <CANT> (?:\w+ )?(?:move|lift|feel|raise|use) <3>(?:arms?|legs?|side|hand|face|body)\b(?! rest)
  sudden\w* <4>(?:blind\w*|cant see|lost (?:\w+ )?(?:vision|sight)|numb\w*|paraly\w*|confus\w*|cant (?:speak|talk|walk)|weakness)\b
  (?:one|left|right|whole) (?:side|arm|leg|hand) <4>(?:numb|weak|paraly\w*|limp|wont move|not moving|cant move|dead|tingl\w*)\b
  (?:numb\w*|weak\w*|paraly\w*) <4>(?:one|left|right) (?:side|arm|leg|hand)\b
  worst headache\b
  (?:lost|losing|loss of) (?:my|his|her) (?:vision|sight|eyesight)\b
  (?:vision|sight|eyesight) <2>(?:suddenly|went|gone|disappeared|black)\b
  thunderclap\b

low_sugar:
  <SUGAR> <6><WORSE>\b
  <WORSE> <6>(?:low )?<SUGAR>\b
  <SUGAR> <4><WORSE>\b
  (?:very|dangerously|really|extremely|severely|so|super|critically) low (?:blood )?<SUGAR>\b
  <SUGAR> <4>(?:dangerously|crash\w*|plummet\w*|extremely low|very low|really low|so low|too low to read|wont come up|not coming up|keeps dropping)\b

confusion:
  <THEY> (?:is |seems |got |has |gone |been |was |very |really |so |suddenly |just |now |become |getting |acting |and )*(?:confused|disoriented|delirious|hallucinating|incoherent|talking (?:nonsense|gibberish)|not making (?:any )?sense|making no sense|makes no sense|out of it)\b(?! (?:about|by|with|over|what|why|which|on|whether|if)\b)
  (?:doesnt|does not|dont|didnt|cant) (?:know|recogni[sz]e|remember) (?:who|where) (?:he|she|i|we|they) (?:is|am|are)\b
  doesnt recogni[sz]e (?:me|us|anyone)\b

carcinoid_crisis:
  (?:im|i am|is|hes|shes|are|be|think) (?:\w+ ){0,3}?(?:having|in|in the middle of|going into|getting|starting|developing|has) (?:an? |the )?carcinoid (?:crisis|storm|attack)\b
  carcinoid (?:crisis|storm|attack) (?:right )?(?:now|happening|starting)\b
  (?:is this|is it|this is|think (?:this|it) is|think its|could this be|feels like|its) an? (?:carcinoid )?(?:crisis|storm)\b
  (?:face|lips?|skin|nails|fingers|tongue|he|hes|she|shes|im|baby|head|body) (?!with )<4>(?:purple|blue|blueish|bluish|gr[ae]y)\b(?! (?:hair|eyes|area|shirt)\b)
  (?:purple|blue|blueish|bluish|gr[ae]y) (?:lips?|face|skin|tongue|fingers)\b
  turn(?:ed|ing|s)? (?:\w+ )?(?:blue|purple)\b
  (?:blood pressure|bp) <4>(?:dropp\w*|drops|crash\w*|plummet\w*|dangerous\w*|bottom\w*|collaps\w*|through the roof|sky ?high|tank\w*|shot up|spik\w*|all over the place)\b
  (?:blood pressure|bp) <4>(?:[3-8]\d (?:over )?[2-5]\d|(?:19|2\d)\d)\b
  flush\w* <6>(?:wont stop|not stopping|doesnt stop|non ?stop|for hours|wont go|severe|violent) <6>(?:heart|dizz\w*|faint|breath\w*|confus\w*|weak|bp|blood pressure)\b
  heart <4>(?:rac\w*|pound\w*) <6>(?:faint\w*|black\w* out|collaps\w*|pass\w* out)\b

allergy:
  <HEAD> (?:<IS> |<VERY> |and |tongue |lips |throat |are |feels |like |its |as |if |they |theyre )*(?:swell\w*|swoll\w*|swelled|clos\w+(?: up)?|tight\w*|puff\w+|balloon\w*|huge|blow\w* up|blew up)\b
  (?:swell\w*|swoll\w*|puffy) <3><HEAD>\b
  anaphyla\w*
  epi ?pen\b
  (?:severe|bad|serious|terrible|having an?|major|massive|awful) (?:\w+ )?(?:allergic )?reaction\b(?! (?:test|history)\b)
  an? allergic reaction (?:\w+ ){0,3}?(?:right now|now|to|after|from)\b
  (?:covered|broke\w* out|coming out|came out) in (?:\w+ )?(?:hives|welts)\b(?! (?:\w+ ){0,3}?(?:years|months) ago)
  <CANT> swallow\b(?! (?:pills?|tablets?|capsules?|the (?:pills?|tablets?))\b)
  (?:hives|welts|rash) <6>(?:all over|injection|shot|infusion|breath\w*|swell\w*|everywhere)\b

overdose:
  (?:took|taken|swallowed|injected|gave|given|had|eaten|drank) <3>(?:too (?:many|much)|whole (?:bottle|pack|box)|[1-9]\d) <4><PILLS>\b
  (?:overdosed|od ed)\b
  (?:swallowed|took|taken|ate|eaten) (?:a |the |his |her |my )*(?:whole|entire|full) (?:\w+ )?(?:packs?|packet|bottle|box|blister|strip)\b
  (?:baby|child|toddler|kid|son|daughter|dog|niece|nephew|grand\w+|boy|girl|year old) <3>(?:swallowed|ate|drank|took|got into|eaten) <3>(?:<PILLS>)\b
  (?:poisoned|drank bleach)\b

call:
  (?:call|calling|called|dial|need|get|send|phone|ring) <2>(?:911|999|112|000|ambulance|paramedics?)\b(?! (?:signatures|points|steps|pounds|dollars|euros|lol|haha|service|museum|bill)\b)
  (?<!is )\b(?:this|its|it) (?:is )?(?:an? )?(?:medical |real )?emergency\b(?! (?:number|contact|room|department|surgery|kit|plan|if|when|exit|lane)\b)
  ^(?:medical )?emergency$
  emergency (?:help|now|please)\b
  (?:should|must|do|need) (?:i|we|he|she|to) (?:need to |have to |needs to )?(?:go|take (?:him|her|my \w+|mum|mom|dad)|rush|bring (?:him|her)) (?:\w+ )?(?:to )?(?:the )?(?:er|ed|a and e|emergency(?: room)?|hospital)\b(?! (?:for|with me|bag|every|by)\b)
  (?:think|feels?|feel) (?:like )?(?:\w+ )?(?:im|i am|hes|shes|he is|she is|my (?:<THEY>) is) (?:dying|about to die|going to die right)\b
  dying right now\b
  help me (?:now|im dying|i cant|something is (?:very|really) wrong)
  something is (?:very|really|terribly) wrong with (?:me|him|her|my)

pain:
  (?:unbearable|excruciating|agoni[sz]ing|worst|blinding) <2>pain\b
  pain <4>(?:unbearable|excruciating|agony|10 (?:out of )?10|ten out of ten|worst ever)\b
  (?:screaming|writhing|doubled? over|doubling over|rolling around|crying out|howling) (?:in|with|from) (?:\w+ )?(?:pain|agony)\b
  (?:belly|stomach|tummy|abdomen|gut) <3>(?:rigid|(?:hard|stiff|tight) (?:as|like) (?:a )?(?:board|wood|rock|plank|stone|drum))\b
  in agony\b(?! (?:over|about|aunt))

fever:
  (?:fever|temperature|temp) <4>(?:39|40|41|42|10[2-7])(?:\.\d+)?\b
  fever <4>(?:shaking|rigors?|shivering)\b
  (?:<CHEMO>|prrt|white (?:blood )?(?:cells?|count)|neutropeni\w*) <NOBODY><6>(?:high fever|burning up|fever)\b
  <CHEMO> <NOBODY><9>(?:shivers|shivering|rigors?|teeth (?:are )?chattering|(?:temperature|temp|thermometer|fever) <4>(?:38|39|40|10[0-4])(?:\.\d+)?)\b
  (?:shivers|shivering|rigors?|teeth (?:are )?chattering|(?:temperature|temp|thermometer|fever) <4>(?:38|39|40|10[0-4])(?:\.\d+)?) <9><CHEMO>\b

blocked:
  (?:<BRINGUP>|vomiting|being sick|keep(?:s|ing)? nothing down) <9>(?:(?:belly|stomach|tummy|abdomen|gut) (?:<IS> |<VERY> |all )*(?:swollen|swelling|swelled|distended|blown up|huge|hard)|(?:cant|cannot|havent|hasnt|not) <2>(?:pass(?:ed|ing)?|pass) (?:wind|gas))\b
  (?:belly|stomach|tummy|abdomen|gut) (?:<IS> |<VERY> |all )*(?:swollen|distended|blown up|huge|hard) <8>(?:vomiting|throwing (?:\w+ )?up|being sick|bringing everything up)\b
""",
    {
        **PARTS,
        "LITTLE": (
            r"to|get|catch|take|draw|even|really|properly|my|his|her|a|any|enough|some|the|their|deep|full|in|with|for|at all"
        ),
        "HARD": (
            r"trouble|difficult\w*|hard(?:er)?|struggl\w*|fight\w*|battl\w*|problems?|labou?red|stopped|stops|isnt|not|aint"
            r"|hard time|gasp\w*|wont|short on"
        ),
        "BRINGUP": (
            r"vomit\w*|thr(?:ow|ew|own|owing) ?(?:up)?|puk(?:e|ed|es|ing)|cough\w*|spit\w*|spat|bring\w* up|retch\w*|hack\w* up"
            r"|sick with|peed|peeing|pooped|pooed|pooping"
        ),
        "CHEMO": r"chemo\w*|captem|capecitabine|xeloda|temozolomide|temodal|temodar|folfox|capeox|cisplatin|carboplatin|etoposide|streptozocin",
        "NOBODY": r"(?!(?:\w+ ){0,3}?(?:can|could|may|might|cause\w*|give\w*|side|patients?|people|when|if) )",
        "COLOR": r"up|a|lot|lots|loads?|bits?|ton|of|some|bright|red|fresh|dark|out|pure|clots|more|just|only|and|with|thick|big|brown|solid",
    },
)

COMPILED = {"crisis": CRISIS, "emergency": EMERGENCY}
