"""Words that begin with a capital letter and still name nobody.

The anonymisation check warns of capitalised words that it does not know. These lists keep it quiet
about the calendar, the trade's own terms and the words with which sentences begin.
"""

MONTHS: tuple[str, ...] = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_CALENDAR = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan Eid Diwali"

_TRADE = """
Act Adult Adults Agency Assessment Authority Board Care Centre Chair Child Childline Children Commissioner
Community Conference Council Courts Court Crime Department Domestic Duty Early Education Emergency England English
Family Fire Government Group Health Healthwatch Help Home Housing Human Independent Integrated Learning Level Local
Making Mental Multi National Navigator NHS Office Parent Partner Partners Partnership Person Personal Plan Police
Practice Prevention Priority Probation Protection Public Refuge Report Rescue Review Rights Risk Safeguarding Safety
School Section Senior Service Services Sexual Social South Stage Strategic Support Team Think Together Transitional
Violence Voluntary Wales Ward West Western Women Worker Working Young Youth Section
"""

_ABBREVIATIONS = """
AA ABE ADHD AI AMHP ASB ASD BSW CAFCASS CAMHS CCG CIN CP CPS CSE CSP CYP DA DASH DBS DFE DHR DV EHCP FGM GP GPS HIV HR
IAPT ICB ID IDVA IQ ISVA IT KS LA LAC LADO LGA LGBT MACE MARAC MAPPA MASH MCA MHA MSP NEET NHS NPS NRM OK ONS OT PC PCC
PCSO PE PHSE PPN PTSD SAB SAR SEND SENCO TAF TV UASC UK VAWG YJS YOT
"""

_STARTERS = """
A About Above Across After Afterwards Again Against Agree All Almost Along Already Also Although Always Among An And
Another Any Anyone Appointments Are Around As Ask At Away Back Be Because Become Before Began Behind Being Below
Beside Between Born Both Bring But By Call Came Can Cases Change Check Close Contact Could Counselling Daily Decisions
Despite Did Different Do Does Down During Each Earlier Eight Either Eleven Enough Especially Even Every Everybody
Everyone Everything Evidence Except Few Fewer Finally Find First Five For Four Friends From Further Give Given Going
Good Had Half Has Have He Her Here Him His Hold Home How However I If Immediately In Information Initially Instead
Into Is It Its Just Keep Last Later Less Let Letters Like Listen Little Long Look Make Many Mean Meanwhile Meet
Meetings Might Money More Most Much My Name Names Near Nearly Neighbours Neither Never Next Nine No Nobody None Nor
Not Notes Nothing Now Of Off Officers Often Older On Once One Only Or Other Others Our Out Outside Over Parents People
Perhaps Phone Planning Please Police Practitioners Previously Professionals Put Questions Rather Read Records
Relatives Report Right Ring Same Say Schools Second See Seven Several Sharing She Should Since Six So Social Some
Somebody Someone Something Sometimes Soon Staff Start Staying Still Such Take Talk Teachers Tell Ten Than That The
Their Them Then There These They Things Think Third This Those Though Three Through Throughout To Today Together Too
Towards Training Trust Trusted Twice Two Under Unless Until Up Use Very Was We Weekly Well Were What When Where
Whether Which While Who Whole Why Will With Within Without Work Worker Workers Would Write Yes Yet You Younger Your
"""

KNOWN_WORDS = frozenset(word.casefold() for text in (_CALENDAR, _TRADE, _STARTERS) for word in text.split())
KNOWN_WORDS |= frozenset(month.casefold() for month in MONTHS)
KNOWN_ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())

_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
NUMBER_WORDS = {word: number for number, word in enumerate(_NUMBERS.split())}

_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU
GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE
PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO
ZE
"""
POSTCODE_AREAS = frozenset(_AREAS.split())
