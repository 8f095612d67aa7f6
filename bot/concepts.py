"""Words as concepts: who, state, act. "mum", "hubby" and "my dad" are all KIN.

A stem ending in `*` stands for every word that begins with it; words joined by `_` are a phrase ("pack_in"), whose
last word may be a stem ("blood_test*"). What has no concept is left out, so what remains is the skeleton of a message: ME CANT BREATH, ASK SYMPTOM BREATH,
MAY ME CHANGE MED. Figures are NUM.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

_LISTS = {
    # --- who ---
    "ME": "i im ive id ill me myself we us weve were_going i_am meself",
    "MY": "my mine our ours me_mum me_dad",
    "YOU": "you your youre u ur yourself bot chatbot machine program ya yous",
    "KIN": (
        "he she they hes shes theyre him her them his their mum mom mummy mam ma dad daddy father"
        " mother husband wife hubby"
        " hubbys wifes mums moms dads son daughter brother sister partner friend mate boyfriend"
        " girlfriend bf gf nan nana gran*"
        " uncle aunt* kid kids child children baby toddler teen* boy girl lad lass himself herself"
        " themselves missus bloke lady"
        " someone somebody anyone flatmate roommate neighbour neighbor colleague cousin niece nephew"
        " pop papa pops mama parents"
        " fiance fiancee spouse gentleman patient grandad grandpa grandma granny mother_in_law"
        " father_in_law sis bro stepdad stepmum"
    ),
    "LIKE_ME": (
        "like_me in_my_case for_me in_my_position in_my_shoes in_my_situation my_case my_age my_size"
        " my_situation my_type someone_like person_like"
    ),
    # --- how it is asked ---
    "WHAT": (
        "what whats which define explain* describe* meaning means mean tell information info difference list"
    ),
    "HOW": "how hows",
    "WHY": "why",
    "WHEN": "when where",
    "WHO": "who whos whose",
    "MAY": (
        "can could may should shall must might would will ought supposed need_to have_to okay_to"
        " ok_to am_i_ok alright_to fine_to best_to"
    ),
    "OKAY": (
        "ok okay safe alright allright fine allowed harmful harm risky risk wise advisable problem"
        " sensible permitted all_right a_good_idea"
    ),
    "IS": "is are does do did am was isit",
    "NEG": (
        "no not never dont doesnt didnt isnt arent wasnt without havent hasnt wont nothing none"
        " nobody neither aint nor nope"
    ),
    "CANT": "cant cannot couldnt unable hardly barely struggl* fight* trouble difficult* hard carnt",
    "IF": "if suppose what_if supposing whether",
    "THINK": (
        "think* reckon* believe guess sound* opinion thoughts view honest* straight suspect* convinced sure"
    ),
    # --- wanting, saying ---
    "WANT": (
        "want* wan* wish* hope hopes hoping pray* going gonna gon intend* rather tempted like need*"
        " consider* urge* fancy longing love_to"
    ),
    "PLAN": (
        "plan* decided decide ready sorted arranged counted saved bought hidden hid stash* prepared"
        " date booked chosen set_a_date saving_up put_aside lined_up made_my_mind my_mind_made affairs"
    ),
    "SAY": (
        "say* said tell* told talk* text* threat* wrote write post* mention* messaged asked asks"
        " begging begs hinted hints joking jokes whisper*"
    ),
    # --- death and despair ---
    "DIE": (
        "die dies dying died dead death suicid* kill* kms unaliv* overdos* hang* noose poison* drown*"
        " neck deadly lethal fatal od oded euthan* dignitas switzerland six_feet_under top_myself"
        " top_himself top_herself off_myself do_myself_in painless* grave coffin afterlife deathbed hanging_myself"
    ),
    "END": (
        "end ends ending ended finish* over gone disappear* vanish* exist* stop* out quit leave"
        " leaving checkout exit checking_out check_out go_dark slip_away not_wake final finally way_out let_go give_up_and"
    ),
    "FAREWELL": (
        "goodbye farewell note letters will_tonight look_after_my give_away giving_away gave_away"
        " passwords funeral sorry forgive last_message for_the_last_time goodnight insurance_money farewell* last_night"
        " last_word last_words loved_them loved_you life_insurance passed_on handed_over leave_behind last_time one_last"
        " my_wishes the_will executor ashes belongings coming_back see_me_again hear_from_me read_this find_me finds_me"
    ),
    "LIVE": (
        "live* living life alive exist* wake waking woke here tomorrow carry continue morning around"
        " go_on carry_on keep_going breathing"
    ),
    "HARM": (
        "hurt* harm* cut cuts cutting burn* starv* slit slash* injur* stab* scars selfharm* bleed_out on_purpose own_hand"
        " wrists thighs veins"
    ),
    "MEANS": (
        "blade razor knife gun shotgun pistol rifle bullet trigger rope cliff bridge roof train tube"
        " rail rails railway platform river sea ledge window storey balcony tracks exhaust garage bus"
        " traffic lorry truck jump* jumping belt rafters multi_storey multistorey car_park pier quarry weir hose parapet"
        " viaduct overpass noose revolver ammo ammunition bullets blades razors knives cliffs helium monoxide bleach"
        " stash pills_out the_lot whole_box whole_bottle whole_packet entire_bottle handful level_crossing"
    ),
    "BURDEN": (
        "burden pointless worthless point reason worth useless hopeless meaningless purpose"
        " better_off without relieved enough drain waste_of_space waste_of_oxygen weight nuisance millstone dead_weight"
        " in_the_way rid_of free_of their_hands mouth_to out_of_the_way their_lives_back get_over"
    ),
    "PEACE": (
        "peace dark sleep asleep forever quiet rest heaven angel god relief escape numb nothingness for_good for_ever calm"
        " lord allah jesus maker paradise other_side join_him join_her be_with_him be_with_her hell sin haram soul forgive_me"
    ),
    "LOW": (
        "sad low depress* hopeless alone lonel* scared terrif* afraid cry* cried overwhelm* frighten*"
        " empty despair heartbroken fear* down miserable devastated lost cope coping broken hollow"
        " tears worried worry anxious gutted ashamed guilty shadow deserve_this"
    ),
    "ANGER": (
        "angr* furious mad livid unfair hate* useless rubbish stupid pathetic fed_up sick_of terrible"
        " rage raging annoy* pissed fuming cross joke disgrace* ignored dismissed fobbed let_down"
        " betrayed bitter resent* boil"
    ),
    # --- the body in danger ---
    "BREATH": (
        "breath* air oxygen gasp* chok* suffocat* wheez* puffed lungs inhale gurgl* rattl* panting winded"
    ),
    "CHEST": "chest heart cardiac jaw pulse heartbeat palpitat* ticker breastbone ribs",
    "PAIN": (
        "pain* ache* aching hurt hurts agon* crush* stab* tight* pressure squeez* excruciat*"
        " unbearable sore vice elephant heavy heaviness scream* doubled writh*"
    ),
    "BLOOD": (
        "blood* bleed* bled hemor* haemor* clot clots tarry gush* pour* soak* spurt* spray* pumping"
        " black_poo black_stool* coffee_grounds nosebleed"
    ),
    "DOWN": (
        "faint* collaps* unconscious unresponsive conscious* blackout blacked passed black floor"
        " slump* limp floppy fitting fit seiz* convuls* jerk* keel* lifeless respond* rouse twitch*"
        " foam* dropped groan* react reacting out_cold going_black wont_wake tunnel_vision blacking"
    ),
    "STROKE": (
        "stroke droop* slur* numb* paraly* lopsided speech vision blind weak* face arm leg side"
        " words_out garbled mouth_drooping blurred"
    ),
    "SUGAR": "sugar* glucose bg hypo* insulin insulinoma",
    "MUDDLE": (
        "confus* delir* hallucin* drowsy gibberish nonsense sleepy disorient* sense rubbish_talk"
        " talking_rubbish who_i_am where_he_is weird vacant dazed muddled rambling"
    ),
    "SWELL": (
        "swell* swoll* throat tongue lips anaphyl* allerg* hives rash welts itch* puff* clos*"
        " reaction blotch* massive fat"
    ),
    "FEVER": "fever* temp temperature chill* shiver* shak* rigor* sepsis burning hot burning_up",
    "VOMIT": "vomit* throw* threw puk* sick nausea diarr* runs poo poop stool* loo toilet loose",
    "COLOR": "blue grey gray purple pale yellow clammy white sweat* drench* red flush* sheet",
    "PRESSURE": "bp pressure",
    "NOW": (
        "now tonight tonite today suddenly sudden ago since minute* moment quick* hurry urgent* asap"
        " rn currently"
    ),
    "PAST": (
        "years used history childhood 19* 20* previously once turned_out last_year months_ago back_then"
    ),
    "HELP": "help sos emergency ambulance 911 999 000 112 paramedic* hospital er casualty rush",
    # --- medicines ---
    "DRUG": (
        "octreo* lanreo* sandostat* somatul* everol* afinitor sunit* sutent telotri* xermelo capecit*"
        " xeloda temozol* temodar captem"
        " creon enzyme* imodium loperam* lutathera lutetium interferon lar diazoxide pasireotide"
        " signifor lomotil somatostatin"
    ),
    "MED": (
        "med meds medic* pill* tablet* capsul* inject* shot shots jab jabs infusion* drug*"
        " prescription* drip depot needle* patches"
        " patch syringe dose doses dosage dosing bottle sachet* inhaler drops"
    ),
    "OPTION": (
        "surgery operat* prrt chemo* whipple trial radiation radiotherap* emboli* tace sirt y90"
        " surveillance immunother* transplant"
        " ablation treatment* therap* cycle* cycles radionuclide watch_and_wait op option* resection"
        " debulk* infusions procedure"
    ),
    "OTHER": (
        "ibuprofen paracetamol aspirin advil tylenol aleve naproxen codeine vitamin* turmeric"
        " curcumin supplement* herb* cbd cannabis weed"
        " melatonin antidepress* omeprazole warfarin thinner* alcohol wine beer vodka whisky gin"
        " grapefruit tea coffee probiotic*"
        " antibiotic* statin* viagra antihist* magnesium zinc ginseng wort steroid* antacid* metformin"
        " gaviscon rennie tums nexium"
        " pantoprazole lansoprazole zofran ondansetron sertraline prozac thyroid levothyroxine"
        " morphine oxy* painkill* insulin tramadol"
        " fentanyl gabapentin pregabalin diazepam lorazepam temazepam zopiclone prednis* dexameth*"
        " laxative* senna fybogel buscopan"
        " flu_jab vaccine* booster covid_jab antifungal* eliquis apixaban clopidogrel lisinopril"
        " ramipril amlodipine bisoprolol metoprolol"
        " niacin iron calcium gummies edibles smoothie* milk_thistle echinacea ashwagandha cough_syrup"
        " cold_medicine sleeping allergy_tablet*"
        " glass_of pint nicotine vape vaping"
    ),
    "TAKE": (
        "take* taking took taken have having had use using inject* swallow* mix* combin* drink*"
        " smoke* eat* interact* interfer* clash* together alongside gave give given giving on_top with"
        " store stored fridge mess_with react_with"
    ),
    "MUCH": (
        "much many often amount amounts strength maximum max minimum double doubled halv* half extra"
        " increas* lower* reduc* raise* up_the upped twice another one_more too_much two_in_one"
        " overdose_of weigh weighs kilos kg early late missed forgot forgotten skipped lost how_far"
        " apart"
    ),
    "UNIT": "mg mcg units ml milligram* microgram* iu tablets_a per_day a_day",
    "CHANGE": (
        "stop* quit* skip* paus* off delay* postpon* refus* cancel* switch* miss* break wean* taper*"
        " change* ditch* bin binned binning"
        " chuck* jack* drop dropping dropped swap* swop* give_up giving_up gave_up pack_in packing_in"
        " packed_in pack_it_in jack_in on_the_head put_off"
        " come_off coming_off came_off say_no turn_down turned_down hold_off push_back reschedul*"
        " leave_out go_without without_it opt_out"
        " pull_out withdraw* declin* call_it_a_day had_enough_of no_more have_a_break day_off holiday"
        " forgo avoid_having not_taking not_have"
        " dont_turn_up dont_want give_it_a_miss knocking knock cut_down"
    ),
    # --- choosing, judging ---
    "BEST": (
        "best better recommend* suggest* advise choose choice choosing prefer right opt pick versus"
        " vs or rather_than instead candidate eligible suitable qualif* worth_it go_for if_you_were"
        " fit_enough too_old too_late need first_choice good_for decide between"
    ),
    "RESULT": (
        "cga chromogranin hiaa ki67 ki 67 gastrin scan* ct mri pet biopsy blood_test* blood_work"
        " bloods test tests marker* report* result* level* number*"
        " lab labs suv* nodule* lesion* mass spot spots lump polyp pathology histology mitos* mitotic"
        " krenning margin* lymph node nodes platelets"
        " liver_tests liver_function count readings letter portal chart grade stage g1 g2 g3 uptake"
        " avid score dotatate gallium ultrasound serotonin shadow"
    ),
    "VERDICT": (
        "bad good normal high low worr* serious dangerous aggressive benign malignan* spread* grow*"
        " grew stable remission cured worse abnormal raised elevated panic concern* trouble recurrence"
        " suspicious indeterminate progress* advanced doubled tripled up_again come_back comes_back"
        " came_back all_clear in_the_clear gone_up shrink* shrunk"
    ),
    "NET": (
        "net nets pnet neuroendocrine carcinoid* cancer* tumor* tumour* gastrinoma vipoma pheo*"
        " metasta* mets disease malignant zollinger men1 paraganglioma nec illness"
    ),
    "HAVE_IT": (
        "have_i got_it ive_got have_it do_i_have has_it got_a sign_of could_this could_it might_i"
        " diagnos* wrong_with_me what_have_i match matches my_symptoms"
    ),
    "LONG": (
        "long time years months weeks left surviv* prognosis odds chance* expectancy terminal outlook"
        " christmas curable incurable how_long to_live goner"
        " make_it pull_through beat_this beat_it see_my see_him reach_70 retire wedding birthday"
        " recover hope_for death_sentence numbered borrowed_time cure_me"
        " get_better be_around finish_me graduate grow_up old_age next_year in_five_years outlive"
    ),
    "SYMPTOM": (
        "symptom* sign signs cause* causing effect* common usual risks happen* prevent* treat treats treated"
    ),
    "UNWELL": (
        "flushing flushes flushed flush sweats bloat* cramp* dizzy dizziness wheezy tired* fatigue"
        " weight_loss lost_weight palpitations ibs reflux diarrhoea diarrhea cough tummy stomach belly"
        " bowels jaundice skin"
    ),
    "DOCTOR": (
        "doctor* docs doc dr gp oncolog* surgeon* specialist* consultant* nurse* team hospital*"
        " clinic opinion medics expert* center centre registrar physician endocrinologist"
    ),
    "RIGHT": (
        "wrong right trust mistake* agree disagree second_opinion someone_else another_doctor"
        " doing_the_right clueless doesnt_know misdiagnos* double_check believe incompetent refer"
    ),
    # --- other limits ---
    "PREG": (
        "pregnan* conceiv* breastfe* fertil* expecting womb ivf unborn trimester weeks_gone"
        " up_the_duff a_baby have_kids want_kids having_kids more_kids start_a_family nursing_my"
        " feeding_my_baby positive_pregnancy father_a"
    ),
    "YOUNG": (
        "child* kid kids toddler* teen* paediatr* pediatr* boy girl lad juvenile year_old yr_old"
        " years_old yo little_one grandson granddaughter schoolgirl schoolboy infant newborn aged"
    ),
    "CURE": (
        "cure* natural* holist* keto homeopath* ivermectin fenben* herbal alkaline apricot laetrile"
        " fasting alternative remed* healer diet soursop"
        " graviola mistletoe baking_soda bicarb* essiac b17 juic* detox* enema* reiki prayer* pray*"
        " faith black_seed black_salve mushroom* starve sugar_free"
        " cannabis_oil cbd_oil rick_simpson hydrogen_peroxide chaga moringa dandelion heal heals"
        " healed healing dewormer wormer ayurved* naturopath* crystals acupunctur* energy miracle*"
        " big_pharma vitamin_c shrunk"
    ),
    "SEX": "sex* nude* naked horny boobs tits dick cock pussy erotic porn kinky dirty suck lick hook_up",
    "CURSE": (
        "fuck* shit* bitch* cunt* idiot* asshole* arsehole* moron bastard* twat wanker damn hell stfu"
        " piss crap dumb"
    ),
    "ROLE": (
        "pretend* roleplay role act ignore forget_your rules instruct* prompt* dan jailbreak* mode"
        " persona system override unrestricted imagine simulate previous restrictions as_if"
        " from_now_on be_my youre_now character"
    ),
}
MOST = 4  # words of a phrase


def concepts(words: Sequence[str]) -> list[str]:
    """The concepts of `words` in their order, without repeats next to each other."""
    found: list[str] = []
    for at, word in enumerate(words):
        names = _of(word)
        if word in _FIRSTS:
            names = (*names, *_phrases(words, at))
        for concept in names:
            if not found or found[-1] != concept:
                found.append(concept)
    return found


def _phrases(words: Sequence[str], at: int) -> list[str]:
    """The concepts of the phrases that begin with the word at `at`."""
    ends = range(at + 2, min(len(words), at + MOST) + 1)
    said = ["_".join(words[at:end]) for end in ends]
    found = [name for phrase in said for name in _PHRASES.get(phrase, ())]
    if words[at] in _STEM_FIRSTS:
        found += [
            name for phrase in said for stem in _prefixes(phrase) for name in _STEM_PHRASES.get(stem, ())
        ]
    return found


def _prefixes(phrase: str) -> Iterator[str]:
    """What a phrase begins with, the whole of it last: its words but the last, and more and more of the last."""
    return (phrase[:end] for end in range(phrase.rindex("_") + 2, len(phrase) + 1))


@lru_cache(maxsize=8192)
def _of(word: str) -> tuple[str, ...]:
    names = list(_WHOLE.get(word, ()))
    for size in range(2, len(word) + 1):
        names += _STEMS.get(word[:size], ())
    if word[0].isdigit():
        names.append("NUM")
    return tuple(dict.fromkeys(names))


def _tables() -> tuple[dict[str, list[str]], ...]:
    """Whole words, stems, whole phrases and phrases that end in a stem, each with its concepts."""
    tables: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
    for concept, listed in _LISTS.items():
        for word in listed.split():
            table = tables[2 * ("_" in word) + word.endswith("*")]
            table.setdefault(word.removesuffix("*"), []).append(concept)
    return tables


_WHOLE, _STEMS, _PHRASES, _STEM_PHRASES = _tables()
_STEM_FIRSTS = frozenset(phrase.split("_")[0] for phrase in _STEM_PHRASES)
_FIRSTS = frozenset(phrase.split("_")[0] for phrase in _PHRASES) | _STEM_FIRSTS
