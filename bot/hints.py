r"""A wish to die told in hints: farewells, means at hand, a weight on others, no wish to wake; on even text.

The plain words of a crisis stand in `bot.alarms`. Here each wording takes two things together that people say
together only then (a gun and that it is gone, a farewell and that it is the last), and names what makes it
harmless ("the bridge" of a walk, "the last message" of today). The families follow what public guides to the
warning signs of suicide name.
"""

from __future__ import annotations

from bot.alarms import PARTS as ALARM_PARTS
from bot.patterns import compile_rules

PARTS = {
    "PILLS": ALARM_PARTS["PILLS"],
    "THEY": ALARM_PARTS["THEY"],
    "US": (
        r"they|theyd|he|hed|she|shed|you|everyone|everybody|family|famly|kids?|children|wife|husband|mum|mom|dad|parents"
        r"|son|daughter|boys|girls|people|partner|folks|house|lot|world|life"
    ),
    "GUN": r"shot ?guns?|rifles?|pistols?|revolvers?|guns?|noose|ropes?|razor blades?|ammo|ammunition|bullets",
    "NO_GUN": r"(?! (?:swing|club|course|licen\w+|range|ladder|laws?|control|show|toy|fire|park|bridge|for the boat)\b)",
    "GO_WITHOUT": (
        r"without me|with me (?:gone|dead|out of)|minus me|if i (?:was|were|am|wasnt|werent|just|had|wasn|disappear\w*|died|die"
        r"|vanish\w*|stopped being)\b(?! (?:so|less|more|to|at|on|able|ill|sick|in (?:a|hospital)|home|told|not (?:so|in|at)))"
        r"|(?:once|when|after|as soon as) im (?:\w+ )?(?:gone|dead|buried|out of the|not (?:here|around))"
    ),
}

HINTS = compile_rules(
    r"""
not_to_wake:
  (?:hop(?:e|es|ed|ing)|pray\w*|wish\w*|begg?\w*|long\w*) <5>(?:not|never|dont|doesnt|wont|didnt|hadnt|wouldnt|no) <2>(?:wak(?:e|ing)|woke|woken|come round|open my eyes|see (?:the )?(?:morning|tomorrow|dawn|another day))(?: up)?\b(?! (?:up )?(?:the|my|him|her|them|anyone|everyone|you|at|in|early|so|too|during|every|half|with|needing|hungry|sweat\w*)\b)
  (?:angry|disappointed|gutted|annoyed|sorry|sad|upset|hate|cross|devastated|cry\w*|cried) <2>(?:i|that i|to|because i|when i) <2>(?:woke|wake|waking|still (?:be )?(?:here|alive|breathing)|survived|made it through|be alive)(?: up)?\b(?! (?:up )?(?:early|at|so|late|before|him|her|the|in|with|on|half|during)\b)
  (?:wouldnt|would not|wont) <1>(?:mind|care|be (?:sad|sorry|bothered)|complain|matter) <3>if i <1>(?:didnt (?:wake|come round|make it)|never woke|dont wake|died|die|were gone|was gone|got hit|just stopped|wasnt here|dropped dead|got run over)\b
  (?:sleep|asleep) (?:and|n|but|to) <2>(?:not|never|no) <1>(?:wake|waking|woke)\b(?! (?:rest|refresh|at|until|till|in|up (?:at|until|every|in))\w*)
  (?:want|love|like|need|lovely|wish) <3>(?:to )?(?:sleep|be asleep) (?:forever|for ever|for good|always)\b
  sleep(?:ing)? (?:forever|for ever|for good)\b <1>(?:sounds|seems|please|tonight)\b
  (?:god|lord|allah|jesus|angels?|heaven|death|christ|almighty) <4>(?:take|takes|taking|call|calls|calling|come for|comes for|fetch) (?:me|him home|her home)\b(?! (?:seriously|to the (?:clinic|hospital|doctor|right|best)|by|on|a)\b)
  (?:thinking|thinkin|think|thoughts|talk\w*|dream\w*|wish\w*|want\w*|wanna|idea) <3>not (?:be|being|bein) (?:here|hear|alive|around)\b(?! (?:for (?:the|my)|on|at|next week|when (?:the|you|they)|tomorrow (?:for|so|as))\b)
  (?:world|earth|planet|place|house|family|everyone|everybody) <2>(?:better|fine|lighter|easier|happier) (?:off )?(?:minus|less|without) (?:me|one)\b

a_weight:
  (?:<US>) <2>(?:would|d|will|can|could|ll|might) <3>(?:better|free|freer|happier|relieved|easier|richer|simpler|fine|paid off|set up|get over it|move on|rest|breathe|sleep|cope|manage|be okay|be ok|good|rid) <5>(?:<GO_WITHOUT>)
  (?:they|theyd|shed|hed|theyll|everyone|everybody|kids|family) <1>(?:would |d |will |ll )?(?:do|be|get on|live|cope|manage) <2>(?:better|fine|easier|happier|richer|well) <1>without (?:me|him|her)\b(?! (?:having|being|at (?:the|work)|in (?:the|hospital))\b)
  worth more <3>(?:dead|gone|in (?:a|the|my) (?:ground|coffin|grave|box|urn)|than (?:i am|me|i)\b(?! (?:paid|thought|earn)))
  (?:burden|weight|drain|millstone|nuisance|useless|worthless|waste of \w+|in the way) <8>(?:put down|better (?:off )?(?:without|if i|gone)|be gone|free of me|rid of me|out of (?:their|your) way|end (?:it|me)|not be here|shouldnt be here)\b
  (?:do(?:ing)?) <2>(?:everyone|everybody|them|us all|the world|my \w+|you all) a (?:favou?r|kindness) <8>(?:gone|go|going|out|dead|die|dying|here|off|early|end\w*|leav\w*|disappear\w*)\b
  out of (?:everyone|everybody|their|your|her|his|my \w+)s? (?:hair|way) <1>(?:for good|forever|for ever|soon enough|permanently|once and for all)\b
  dont deserve <2>(?:to be (?:here|alive)|air|another day|to breathe|life)\b

last_words:
  by the time <2>(?:read|reads|see|sees|find|finds|get|gets|open|opens) (?:this|it|these)\b(?! (?:email|page|form|leaflet))
  (?:when|after|before|until|till|if|who|how|ones? to|one to|them|anyone|someone) <3>(?:find|finds|found|discover\w*) (?:me|my body)\b(?! (?:a|an|some|another|the|in the|at|with|boring|funny|annoying|on|something)\b)
  (?:dont|doesnt|not|never|wont) <4>find me\b(?! (?:a|an|some|another|the|at|boring|funny|annoying|on|something|any|in (?:the|your) (?:system|list|file|record))\b)
  (?:wont|will not|not going to|not gonna|never) <1>(?:hear from me|see me|have to (?:see|deal with|put up with|worry about|look after|care for) me|have me to \w+ \w+) <2>(?:again|any ?more|much longer|for long|after (?:tonight|today|this|friday|the weekend))\b(?! (?:until|till|for (?:a|two|three|six)|before|this (?:week|month)|unless)\b)
  this is (?:my|the|our) <1>(?:last|final) (?:message|goodbye|note|post|letter|night|email|words|entry)\b(?! (?:here|for (?:today|now)|in (?:the )?hospital|of (?:the|my) (?:chemo|trial|stay))\b)
  (?:said|say|saying|says|sent|send|wrote|texted|kissed|hugged|waved|rang) <4>(?:good ?byes?|farewell|good ?night|us|me|everyone) <3>(?:as if|like) <3>(?:last|forever|goodbye|never|the end|final)\b
  (?:said|saying|says|wrote|texted|sent|posted|kissed) <4>(?:good ?bye|farewell|good ?night) <5>(?:strange\w*|odd\w*|funny way|weird\w*|forever|for good|for the last time|one last time)\b
  (?:sign|log|check|bow|step|opt|clock)(?:t?ing|p?ing|g?ing|ing|ed)? (?:off|out) (?:of (?:life|this life|this world|everything)|for good|forever|for ever|permanently|early for good)\b
  (?:good ?bye|farewell|good ?night|so long|bye) <6>(?:this is me|forever|for good|for ever|no more|for the last time|world|i wont be back|not coming back)\b(?! (?:chemo|cheese|sugar|wine|needles|injections|scans|appendix|questions))
  (?:kids|children|boys|girls|wife|husband|mum|mom|dad|family|son|daughter|them|everyone) <1>(?:know )?(?:it was not|it wasnt|its not|it isnt|not) (?:their|your|her|his|anyones) fault\b
  forgive me <1>(?:for )?what (?:i am|im|i will|i must|i have to|i|ive) <3>(?:do|doing|done|about)\b(?! (?:yet|so|here|wrong)\b)
  forgive me for (?:leaving|giving up|going|not (?:staying|being strong))\b(?! (?:early|the (?:chat|group|room|meeting)))
  (?:he|she|hes|shes|husband|wife|dad|mum|mom|son|daughter|brother|sister) <4>(?:wont|will not|not going to|no longer|doesnt|never) <2>need(?:ing)? (?:it|them|that|those) (?:any ?more|where|come|after|again|much longer|soon)\b(?! (?:since|because|now (?:the|that)))
  (?:gave|giving|given|gives|handed) <8>(?:away|over|to \w+)<8> (?:wont|not going to|no longer) <1>(?:be )?need(?:ing)? (?:it|them|that|those|any of it)\b(?! (?:now|since|because|as)\b)
  (?:note|letter|text|message) <3>(?:says|said|saying|reads|read|that says) <3>(?:sorry|goodbye|good bye|farewell|forgive|cant go on|its better|look after)\b
  (?:texted|messaged|posted|text|posts|wrote|sent|note|messages) <6>(?:look after|take care of|sorry for|good ?bye|love you all|forgive|i love you|be strong for) <12>(?:phone|mobile|isnt answering|not answering|wont answer|doesnt answer|pick(?:ing)? up|cant reach|cant find|gone|missing|switched off)\b
  (?:dont|do not|wouldnt|not) be surprised if <1>(?:im|i am|hes|shes|he is|she is|he|she|i) <2>(?:not here|gone|isnt here|dead|not around|wont be here|not about|not alive)\b

not_held_back:
  (?:by|with) my own hand\b
  (?:end\w*|exit|out|die|dying|bow\w*|go|going|death) <5>on (?:my|his|her) own terms\b(?! (?:with work|at work|from work|retire\w*))
  (?:dont|do not|no one|noone|nobody|dont you|no use) <1>(?:try(?:ing)? to |bother trying to |try and |can |could |will )?(?:talk(?:ing)? me out|talk me round|save me|come looking for me|revive me|bring me back|resuscitate me)\b
  (?:may|might|could|lets|just) (?:as well )?<1>(?:get it over with|finish it|call it quits|be done with it all)\b <4>(?:whats left|no point|nothing left|all of it|life|nobody|tonight|myself|the lot)\b
  (?:whats|what is|what s|nothing|not much|nobody|noone|no one)(?: is| s)? (?:really |even |honestly )?left for me\b(?! to (?:do|eat|ask|try|read|see|sign|pay|fill|say|book)\b)
  (?:nobody|noone|no one|nothing|not a soul) <3>(?:needs me|keep(?:ing|s) me here|to stay for|to be here for|hold(?:ing|s) me here|to stick around for)\b
  (?:if it (?:wasnt|werent|was not|were not) for|only because of|only (?:here|alive) for) <3>(?:dog|cat|kids|children|grandkids|wife|husband|mum|mom|boys|girls|son|daughter|cats|dogs)<1> (?:id|i would|i d|im|i) <2>(?:done it|be gone|gone|here|alive|ended|have done|do it|not be|dead|end)\b
  (?:picked|chosen|chose|choose|set|fixed|got) (?:a|the|my|out a|out the) <1>(?:day|date|night|spot|method|tree|bridge|way to go|hour)\b(?! (?:for|of|with|off|in|when|to (?:meet|see|fly|have|start)|ticket|out)\b) <8>(?:peace|nobody knows|noone knows|no one knows|over|gone|end|quick|relief|goodbye|tell anyone|my pills|the kids)\b
  (?:peace|calm|relief|relieved) <5>(?:picked|chosen|chose) <2>(?:day|date|night|spot|method|way)\b(?! (?:for|of|with|to (?:meet|see|fly|have|start))\b)
  (?:cant|cannot|couldnt|can not|cnt|no way i can|wont) <1>(?:do|take|face|bear|stand|have|get through|go through|survive|endure|handle|tak) (?:another|one more|any more|anymore|1 more) (?:day|night|hour|minute|week|morning|year)\b(?! (?:of (?!this|it|living|life|pain\b)|in (?:hospital|this bed|here)|at|on|without|with (?:no|the)|away|off|shift|before)\b)
  (?:done|finished|through) with (?:all of it|everything|all of this|being here|existing|this world|it all)(?! (?:for (?:today|now)|by|in|this (?:week|month|friday)|at|the|i (?:have|had|was)|on|you|doctor|they|until|till|after)\b)\b
  (?:scared|afraid|frightened|terrified|worried) <1>(?:of |about )?what i (?:might|may|could|will|would|ll|am going to) <1>do\b(?! (?:if (?:the|it|they)|about|with|for|without|all day|next|after (?:the|surgery|treatment))\b)
  (?:dont|cant|do not|cannot|shouldnt|not to be|didnt) <1>trust(?:ed)? <1>(?:my ?self|me)(?! (?:to (?:drive|remember|eat|explain|cook|choose|decide)|with (?:cake|chocolate|money|biscuits))\b)
  (?:pills?|tablets?|meds|medicines?|morphine|knives|knife|blades?|razors?|guns?|insulin|keys) <5>(?:away from|off|from|out of reach of) me\b(?! (?:by|at|for (?:the|my)|because of the|when i (?:went|came|was)|on the ward)\b)
  (?:lock\w*|hid\w*) <5>(?:pills?|tablets?|meds|medicines?|medicine (?:cupboard|cabinet)|cupboard|cabinet|knives|knife|blades?|razors?|guns?|insulin) <8>(?:so i (?:cant|dont|wont)(?! forget)|because of me|dont trust|not safe|because i|because (?:he|she) (?:said|talk\w*|wants|wanted|threat\w*|tried))\b
  (?:voices?|whispers?|demons?|devil) <4>(?:tells?|telling|says?|saying|keeps? (?:telling|saying)|whisper\w*|shout\w*|order\w*|command\w*|wants?) <2>(?:me )?(?:to )?<1>(?:jump|do it|end|die|kill|hurt|cut|stab|burn|let go|take them)\b
  (?:play|playing|wander\w*|run) (?:in|into|in to) (?:the )?traffic\b
  ctb\b
  dont have the (?:guts|nerve|courage|strength|balls) (?:yet|to do it|to end|to go through with it|to jump)\b

ways:
  (?:cant|dont|cannot|do not|couldnt) <1>(?:see|picture|imagine) <5>(?:with me (?:in it|there|around|alive)|me in it|my ?self in it|including me)\b
  (?:like|rather|prefer|ready|happy) <1>to (?:lose(?! (?:weight|a|an|some|my|the|any|another|more|it|hair|\d))|let it win)\b
  (?:googl\w*|search\w*|look(?:ed|ing)? up|reading up|research\w*|watch\w*) <4>(?:(?:high |tall )?bridges|cliffs|how to (?:die|tie (?:a |the )?(?:noose|knot|rope|slip)|hang|drown|bleed|od|overdose)|ways to (?:die|go|end)|painless (?:ways?|death)|lethal|overdos\w*|dignitas|nooses?|tall buildings)\b(?! (?:in|of|near) (?:spain|wales|france|paris|london)\b)
  (?:ask|asked|asks|asking|wants to know|googl\w*) <4>(?:which|how many|how much) <5>(?:<PILLS>|medicines?|tablets)\b<5>(?:strongest|dangerous|lethal|fatal|deadly|kill\w*|too many|finish)\b
  (?:going to|gonna|might|will|ill|may|could|about to) do something (?:really |very )?(?:stupid|drastic|desperate|terrible)\b
  (?:ill|i will|im|i am|want to|going to be|would) follow(?:ing)? (?:him|her|them|mum|mom|dad|my \w+) <3>(?:same day|(?:in)?to the grave|the next day|straight after|to heaven|soon after|the week after)\b
  what it(?:d| would| might)? (?:be|feel|feels|is) like (?:to|if i) <1>(?:step off|jump\w*|let go|drown\w*|die\w*|not be (?:here|alive|around)|disappear\w*|drive off|never wake)\b
  (?:put|putting) (?:me|him|her) (?:down|to sleep|out of it) <2>(?:like (?:a|an|the|they) (?:\w+ )?(?:dog|animal|horse|pet|cat)|for good|forever|for ever)\b
  (?:vets?) <6>(?:put|puts|use|uses|gives?) (?:dogs|animals|horses|cats|them|pets|a dog) (?:down|to sleep)\b(?! (?:because|when|if) (?:they|he|she|it)\b)
  (?:make|making|made) it look like (?:an accident|natural|a fall|the (?:cancer|tumou?r|illness|disease))\b
  (?:nobody|noone|no one|nothing|not a soul) (?:is |s )?(?:<2>mak(?:es|ing) me|for me to|worth) stay(?:ing)?\b(?! (?:in (?:the )?(?:hospital|bed|ward)|overnight|over))
  (?:kids|children|boys|girls|family|everyone|everybody|wife|husband|they) (?:dont|doesnt|wont|do not) (?:really |even )?need (?:me (?:around|here|hanging around|any ?more|alive|any longer)|the \w+ version of me)\b(?! (?:at|for the|to help|today)\b)
  (?:stop\w*|refus\w*|not) (?:eating|drinking|food|insulin|fluids?)\b<8>(?:way out|get out of this|until (?:i|he|she) (?:die|dies|go|goes)|to die|end it|be over)\b
  (?:swallowed|took|taken|drank|injected) something\b<8>(?:wont (?:say|tell)|doesnt say|not saying|dont want any(?:one|body)|sorry|good ?bye|didnt want to stop)\b
  (?:hop(?:e|es|ed|ing)|wish\w*|pray\w*) <3>(?:anaesthetic|anesthetic|operation|surgery|op|surgeon|infusion) <3>(?:goes wrong|go wrong|finishes me|takes me|kills me|slips)\b
  (?:hop(?:e|es|ing)|wish\w*|pray\w*) <3>(?:dont|never|didnt|wont) (?:come|came) (?:round|back round|out of (?:it|surgery|the anaesthetic))\b
  (?:wish|if only) (?:the|that|a) (?:lorry|truck|car|bus|train|van|driver|stroke|heart attack|fall) (?:had|would|would have|hadve) (?:hit|killed|taken|finished|run|got)\b
  (?:coward|ashamed|guilty|angry|furious|weak) (?:for|to be|that im) <1>still (?:be |being )?(?:here|alive|breathing)\b(?! (?:at|in) (?:work|the|this) (?:job|office|ward))
  (?:cant|cannot|couldnt|can not) (?:make|get|bring) my ?self to? ?want <2>(?:tomorrow|to live|live|to be here|life|to go on)\b
  (?:engine|exhaust|hose) <4>(?:running|on|in) <4>garage\b<4>(?:thinking|shut|closed|door|sat|sleep|end)\b
  (?:sat|sit|sitting|been) <3>in the garage <3>(?:engine|exhaust|hose|door (?:shut|closed))\b
  (?:thank you|thanks) for everything\b<8>\b(?:phone|mobile) (?:is |has been )?(?:off|dead|switched off)\b
  (?:my|his|her) (?:goodbyes|good byes|farewells) without (?:them|anyone|anybody|him|her) (?:knowing|noticing|realising|realizing)\b
  (?:dont|cant|do not|cannot) trust my (?:own )?hands? (?:tonight|with|near|around|any ?more)\b(?! (?:a (?:cup|pen|needle)|the (?:kettle|stairs|needle)))
  (?<!from )(?<!from the )(?<!at the )\b(?:bridge|cliff|tracks|railway|river|roof|platform|quarry) <4>(?:keeps?|is|s) <1>calling (?:to )?(?:me|him|her)\b
  (?:wont|will not|not going to) be at <4>(?:appointment|visit|scan|infusion) or anywhere\b
  (?:feel|feels|felt) like (?:a|im a|i am a) ghost\b[a-z .]{0,30}\bmake it (?:official|real)\b
  ask(?:s|ed|ing) <2>which of (?:his|her) (?:\w+ )?(?:medicines|medications|meds|pills|tablets) (?:is|are|would be) <2>(?:strongest|deadliest|most (?:dangerous|deadly))\b

means:
  (?<!toy )(?<!glue )(?<!heat )(?<!nail )(?<!water )(?:looking|looks|look|staring|stares|sat|sitting|sits|thinking|think|asking|asked|asks|holding|cleaning|cleaned|loading|loaded|sleeps|sleeping|bought|buying|hid|hidden) <3>(?<!toy )(?<!glue )(?<!heat )(?<!nail )(?<!water )\b(?:<GUN>)<NO_GUN>\b
  (?<!toy )(?<!glue )(?<!heat )(?<!nail )(?<!water )\b(?:<GUN>)(?:s| is| are| was| isnt| arent) <1>(?:missing|gone|loaded|not in|not where|out of the (?:safe|cabinet|case)|in the safe|in the cabinet|on the bed|in the car|under)\b(?! (?:fishing|the boat|hook))
  (?:practi[sc]\w*|tying|tied|tie|learn\w*|test\w*) <2>(?:the |a |my |that )?(?:knot|noose|drop)\b(?! (?:in my (?:stomach|tummy|tie|shoes?|lace)|of my tie|fishing|for (?:scouts|sailing|fishing|climbing|the boat)|for scout\w*)\b)
  (?:hoard\w*|stockpil\w*|squirrel\w*|stash\w*|saving up|saved up) <4>(?:pills?|tablets?|meds|medication|morphine|patches|oxy\w*|pain ?killers?|insulin|sleeping|temazepam|zopiclone|fentanyl)\b(?! (?:for (?:the|our|my) (?:trip|holiday|winter|journey|shortage)|because of the (?:shortage|strike)|in case of (?:a )?(?:snow|shortage))\b)
  (?:pills?|tablets?|capsules?|patches|sleepers) (?:are |all |were |is |out )*(?:counted|lined|laid|spread|tipped|poured) (?:out|up)\b(?! (?:for (?:the week|monday|each|every)|by|in my (?:box|organi[sz]er)|every|each|as|with)\b)
  (?:enough|plenty) <3>(?:saved up|hidden|stashed|hoarded|put by|stored up|put away|saved)\b <8>(?:sure|end|go|gone|last|die|of it|nobody knows|noone knows|no one knows|when i|the lot|sleep)\b(?! (?:for (?:the|a|our)|on holiday|to the))
  (?:bottle|pills|tablets|knife|blade|razor|gun|rope|needle|patches) (?:was |were |is |are )?in (?:my|his|her) hands? <8>(?:put (?:it|them) (?:back|down)|tonight|nearly|almost|again and|stopped|cant decide|dont know)\b
  (?:look\w*|star(?:e|es|ing)|think\w*|thought) <3>(?:at|of|about) <1>(?:train tracks|railway tracks|railway line|train line|the rails|level crossing)\b(?! (?:being|repair\w*|were|closed|are being))
  (?:stand\w*|stood|sat|sit\w*) <2>(?:on|at|by) (?:the|a) <1>(?:edge|ledge|parapet|platform|bridge|roof|railing|cliff|windowsill|window sill|tracks) <8>(?:one step|step off|jump\w*|let go|look\w* down|nobody would|no one would|end it|be over|think\w* (?:about|of) (?:it|jump\w*|one|end\w*|step\w*|let))\b
  (?:bridge|cliff|river|tracks|roof|platform|viaduct|quarry|weir) <3>(?:again |last night |at night |tonight ){1,2}<4>(?:sat there|stood there|couldnt|nearly|almost|thinking|cant stop)\b
  (?:one|a single|1) (?:more )?(?:step|jump|push|slip|turn of the wheel) (?:and|off|forward) <3>(?:its|over|gone|done|free|end\w*|peace|out|it all)\b
  driv\w+ <5>(?:hop\w+|wish\w+|want\w*|waiting|tempted) <4>(?:wall|tree|crash|lorry|truck|oncoming|to hit|off the road)\b
  how (?:high|tall|deep|far up) <5>(?:building|bridge|fall|floor|storey|story|drop|jump|cliff|window)\b(?! (?:is my|of my|in my) (?:marker|level|cga|count))
  (?:would|could|can|might|will) (?:i|you|someone|a person|anyone) <1>(?:survive|live through) <4>(?:fall|falling|jump\w*|drop|overdos\w*|all (?:of )?(?:my|the)|whole|hang\w*|drown\w*|train)\b
  (?:is|would|will|does) (?:it|that|this|death) <1>(?:be )?(?:quick|quicker|fast|painless|painful|hurt|peaceful|gentle|messy|certain|instant) <3>(?:insulin|overdos\w*|hang(?:ing)?|jump\w* (?:off|from|in front)|drown\w*|bleed(?:ing)? (?:out|to)|slit\w*|exhaust|bullet|gun|carbon monoxide|helium|all (?:my|the) (?:pills|tablets)|the lot|whole (?:bottle|box))\b
  how (?:much|many) <3>(?:<PILLS>) <3>(?:it takes|it would take|does it take|would it take|would do it|to do it|to be sure|to go for good)\b(?! (?:for|to (?:manage|control|help|ease|stop the|treat|work|lower|keep)|a day|per|each|every|with)\b)
  (?:insurance|policy|pay ?out) <8>(?:natural causes|did it myself|on purpose|look\w* (?:natural|like an accident)|by my own|if i do it)\b
  look like (?:an accident|the cancer did it|i (?:slipped|fell))\b
  (?:would|will|could|can|do) (?:they|the hospital|the doctors?|anyone|the coroner|the police|people|the nurse) <2>(?:know|notice|tell|find out) if i <3>(?:on purpose|extra|too many|too much|meant|myself|all of them)\b
  (?:extra|more|double|too many|too much|insulin|eating|food|dialysis) <4>on purpose\b
  (?:took|taken|swallow\w*|downed|necked|injected) (?:all of (?:them|it)|them all|the lot|every (?:last )?one|(?:a )?(?:lot|load|handful|shedload) of (?:her|his|my|the) (?:\w+ )?(?:<PILLS>)|the whole (?:lot|strip|box|bottle|pack\w*))\b(?! <3>(?:antibiotics?|course|as (?:told|prescribed|directed)|with (?:food|water|lunch|breakfast)|to the|to charity|home|off|out|photos?|in and|well)\b)
  (?:stopp?(?:ed|ing)?|refus\w*|quit|given up|gave up|skipping|skips|wont|isnt|not) <2>(?:eating|drinking|eat|drink|food|fluids|insulin|dialysis|steroids?|heart (?:pills|tablets|meds)) <8>(?:so (?:that )?(?:it|this|he|she|i) (?:ends|end|is over|s over|will end|can go|goes|go|die|dies)|to (?:hurry|speed (?:it|things)|get it over|go sooner|go quicker|go faster|die|end)|wants? to go\b(?! home)|ends sooner|over sooner)\b
  (?:on|off|up on) the (?:roof|ledge|window ?sill|balcony|parapet|wrong side of the rail\w*) <6>(?:wont come (?:in|down|back)|refus\w* to come|threaten\w*|says (?:he|she) (?:will|ll|wants)|wants to jump)\b
  (?:tried|attempt\w*) <5>(?:pumped (?:me|him|her|my|it)|stomach pump\w*|sectioned|found me in time|brought me back)\b
  (?:daughter|son|teen\w*|girl|boy|sister|brother|friend|she|he|niece|nephew|grandson|granddaughter|student) <8>(?:cuts|cut marks|scars|slashes|burns|razor marks) <3>(?:on|all over|all up|up|down|along|across) <3>(?:arms?|thighs?|wrists?|legs|forearms?)\b(?! <2>(?:from|of|after|due|surgery|where)\b)
  dignitas\b
  (?:switzerland|zurich|swiss clinic) <8>(?:before (?:it|i|this|he|she) (?:gets?|cant|is|becomes|lose)|do it|end (?:it|my|his|her)|to die|die|assisted|rather than)\b
  (?:cliff|woods|river|sea|shed|train|bridge) <4>before (?:he|she|i) (?:lets?|will let|ll let|goes|go|end up|ends up|rot\w*)\b
""",
    PARTS,
)
