"""Words that begin with a capital letter and still name nobody.

The anonymisation check warns of capitalised words that it does not know. These lists keep it quiet
about the calendar, the trade's own terms and the words with which sentences begin.
"""

import re

MONTHS: tuple[str, ...] = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_CALENDAR = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays
Christmas Easter Ramadan Eid Diwali
"""

_TRADE = """
Abuse Act Addiction Adult Adults Agency Alcohol Allegation Allegations Annual Assessment Association Audit Audits
Authority Behaviour Bill Board Briefing Briefings Bullying Bureau Campaign Care Carer Carers Centre Chair Charity
Charter Child Childline Children Code College Commission Commissioner Community Concern Concerns Conference Consent
Council Court Courts Crime Criminal Data Delivery Department Deprivation Disability Domestic Drug Drugs Duty Early
Education Emergency England English Enquiries Enquiry Equality Exploitation Factor Factors Family Female Fire Forum
Foster Framework Genital Government Graded Group Guidance Harm Hate Health Healthwatch Help Home Homeless Homelessness
Housing Human Inclusion Inconclusive Independent Indicator Indicators Inspection Inspectorate Integrated Justice Key Law
Lead Leads Learning Level Liberty Licence Local Looked Making Mechanism Mental Missing Modern Multi Mutilation National
Navigator Neglect Network Newsletter NHS Nurse Nurses Offending Office Ofsted Open Operation Outcome Outcomes Panel
Parent Partner Partners Partnership Pathway Person Personal Plan Police Policy Practice Prevention Priorities Priority
Probation Procedure Procedures Profile Programme Project Protection Public Race Racial Racism Referral Referrals Reform
Refuge Report Rescue Residential Review Rights Risk Safeguarding Safety Scheme School Section Senior Serious Service
Services Sexual Slavery Social South Stage Strategic Strategy Substance Suicide Superintendent Support Survey Surveys
Team Theme Themes Think Together Toolkit Trafficking Transitional Victim Victims Violence Voluntary Wales Ward Welfare
West Western Women Worker Working Workshop Workshops Young Youth
Age Arrangements Capacity Collection Communities Crimes Database Dataset Development Disclosure Ministry Mortality
Average Baseline Difference Number Offences Percentage Performance Quality Safeguards Suspects Target Total Value
"""

_ABBREVIATIONS = """
AA ABE ADHD AI AMHP ASB ASD BSW CAFCASS CAMHS CCG CIN CP CPS CSE CSP CSV CYP DA DASH DBS DFE DHR DV EHCP FGM GBP GP GPS
HIV HR IAPT ICB ID IDVA IQ ISVA IT KS LA LAC LADO LGA LGBT MACE MAPPA MARAC MASH MCA MHA MSP NEET NHS NPS NRM OK ONS OT
PC PCC PCSO PDF PE PHSE PPN PTSD SAB SAR SENCO SEND TAF TV UASC UK VAWG YJS YOT
"""

_STARTERS = """
A About Above Access Across Actions After Afterwards Again Against Agencies Agree All Almost Along Already Also
Although Always Among An And Anonymous Another Answers Any Anyone Appointments Are Around As Ask Asked At Attendance
Audiences Away Back Be Because Become Before Began Behind Being Below Beside Between Boards Books Born Both Boys Bring
But By Call Callers Calls Came Can Cared Carefully Cases Chairs Change Check Clear Clinicians Close Colleagues
Comments Confidence Contact Copies Costs Could Councillors Counselling Courses Customers Daily Days Deaf Decisions
Delegates Despite Detectives Did Different Do Doctors Does Doors Down Dozens During Each Earlier Eight Eighteen Eighty
Either Eleven Enough Especially Even Every Everybody Everyone Everything Evidence Except Fathers Feedback Few Fewer
Fifteen Fifty Figures Finally Find First Five For Forms Forty Four Fourteen Friends From Further Girls Give Given
Goals Going Good Grandparents Groups Had Half Has Have Having He Hearing Her Here Him His Hold Home Homes Hours How
However Hundred Hundreds I Ideas If Immediately In Incidents Information Initially Instead Into Is Issues It Items Its
Just Keep Knowing Landlords Last Later Less Lessons Let Letters Like Links Listen Little Local Long Look Make Managers
Many Mean Meanwhile Meet Meetings Members Men Might Minutes Money Month Months More Most Mothers Much My Name Names
Near Nearly Neighbours Neither Never Next Nine Nineteen Ninety No Nobody None Nor Not Notes Nothing Now Numbers Nurses
Of Off Offers Officers Often Older On Once One Only Opening Or Other Others Our Out Outside Over Pages Parents
Participants Partnerships Pathways Patients People Per Percent Perhaps Phone Places Planning Plans Please Police
Posters Posts Powers Practitioners Previously Professionals Progress Projects Pupils Put Questions Rates Rather Read
Records Relatives Report Reports Residents Respondents Results Reviews Right Ring Rooms Roughly Safe Same Say Schools
Second Seconds See Seven Seventeen Seventy Several Sharing She Should Since Six Sixteen Sixty Skills Slides So Social
Some Somebody Someone Something Sometimes Soon Staff Start Staying Step Steps Still Stop Stories Story Students Such
Table Tables Take Talk Talking Teachers Teams Teenagers Tell Ten Tenants Than That The Their Them Then There These
They Things Think Third Thirteen Thirty This Those Though Thousands Three Through Throughout Times To Today Together
Too Tools Topics Towards Training Trust Trusted Twelve Twenty Twice Two Under Unless Until Up Urgent Use Very Visits
Voices Volunteers Was Ways We Week Weekly Weeks Well Were What When Where Whether Which While Who Whole Why Will With
Within Without Women Words Work Worker Workers Would Write Year Years Yes Yet You Younger Your Zero
"""

# Campaigns, schemes and laws of the trade with capitals of their own, some called after a person.
_INITIATIVES = (
    *("Working Together to Safeguard Children", "Keeping Children Safe in Education", "Every Child Matters"),
    *("White Ribbon Day", "White Ribbon", "Operation Encompass", "Operation Makesafe", "Herbert Protocol"),
    *(
        "Philomena Protocol",
        "Clare's Law",
        "Clare’s Law",
        "Sarah's Law",
        "Sarah’s Law",
        "Martha's Rule",
        "Martha’s Rule",
    ),
    *("Oliver McGowan", "Right Care, Right Person", "Right Care Right Person", "Ask for Angela", "Signs of Safety"),
    *("Prevent duty", "Prevent Duty", "Prevent strategy", "Channel Panel", "County lines", "County Lines"),
    *("Stop Adult Abuse Week", "National Safeguarding Adults Week", "Safeguarding Adults Week", "Anti-Bullying Week"),
    *("Family Hubs", "Family Hub", "Start for Life", "Section 42", "Ann Craft Trust", "Think Family"),
    *("Black, Asian and", "Black and Asian", "Black and minority", "Black, Asian", "White British"),
    *("Step Up, Speak Out", "Freedom Programme", "Caring Dads", "Respect Young", "Contextual Safeguarding"),
)
INITIATIVE = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_INITIATIVES, key=len, reverse=True)))})\b")

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
