"""Sentences with one detail that tells who somebody is, made up, as people and programs write them."""

IDENTIFIERS = tuple(
    line
    for line in """\
Call her mother on 07700 900123.
His number is 07700900456.
Ring (01632) 960123 after six.
Her landline is 01632 960 456.
She can be reached at +44 7700 900789.
The aunt answers on 0044 7700 900321.
Text +44 (0)7700 900654 first.
NHS number 943 476 5919 was on the form.
The form said 9434765919.
NHS: 943-476-5919.
NHS no. 401 023 2137.
The NHS number is 4010232137.
NI number AB 12 34 56 C.
National Insurance AB123456C.
Her NINO is ab123456d.
NI: JG 10 37 59 A.
JG103759A was on the letter.
Her UPN is A12345678901B.
UPN: H801200001001.
ULN 1234567890.
Unique learner number 1234567890.
Passport number 123456789.
Passport no. 987654321 was lost.
passport: 533380006
Driving licence MORGA753116SM9IJ.
His licence number is JONES710238HA9CD.
Crime reference 5223123456.
Crime ref. no. 52230/12345.
Incident number 20220503417.
Occurrence number 5222019876.
PNC ID 2012/1234567X.
Her PNC is 12/345678A.
CRO number 123456/12A.
Home Office reference A1234567.
Home Office ref: M1098765.
Asylum reference 1234567890.
ARC number ARC123456789.
LAC ID 1234567.
LCS number 223344.
Mosaic ID 1029384.
Mosaic number: 1234567.
Liquidlogic ID 7654321.
Hospital number K1234567.
Hospital no RH1234567.
MRN 12345678.
Patient ID 876543210.
Case number AB21C50123.
Court case number BS22C50045.
Custody record no 12345/22.
Custody number 4512345.
Prison number A1234BC 56789.
Probation reference 12345678.
Social care ID 554433.
Tenancy number 1002003004.
Child benefit number CHB12345678.
Council tax reference 40012345.
Service user number 334455.
Client ID 998877.
Pupil number 202200123.
He was born on 3 May 2010.
Born 03/05/2010 at home.
DOB: 15-Mar-2010.
DOB 15/03/2010.
D.O.B. 15.03.10.
Date of birth: 2010-03-15.
(b. 15 March 2010)
Born in Bath on the 15th of March 2010.
Her birthday is 15 March 2010.
On 15 March 2010 the twins were born.
15Mar2010 is her date of birth.
She was born in 2010.
The year of birth is 2010.
On 3 May 2014 she died.
He died on 3 May 2014.
Date of death 03/05/2014.
She was killed on the 3rd of May 2014.
It happened on 21 June 2021.
They moved on 21/06/2021.
The visit of 2021-06-21 was the last.
On June 21, 2021 the police came.
It was 21 June when she left.
They met on the 4th of March.
A girl aged 15 told us.
A 15-year-old girl told us.
The boy is 7 years old.
She turned sixteen that week.
A man, 47yo, lived alone.
A baby of 8 months old was seen.
She was fourteen years old.
An 82-year-old woman fell.
He was aged 3 at the time.
The mother, aged 19, asked for help.
She lives at BA1 1AA.
The flat is in BA2 3DQ.
The postcode was ba1 5lh.
They live in 12 Milsom Street.
A flat in Kipling Avenue was searched.
The house in Weston Lane is empty.
She went to St Mark's School.
He attends Oldfield Academy.
The nurse at Royal United Hospital knew.
They slept at Julian House.
He was seen at Riverside Surgery.
Write to her at jo.smith@example.com.
His email is j_smith99@example.org.
Contact: mum.of.two@example.net.
Sam, 15, told us about it.
A girl, 14, was afraid.
Child A, 9, lives with an aunt.
The boy, 12, who stayed behind, called.
It was her 15th birthday.
His fifteenth birthday was hard.
Child B's 7th birthday was spent in hospital.
At 15 she left home.
At fifteen, he stopped going out.
She left home at 15.
He was excluded from school at 14 and stayed in bed.
She came into care at 13.
She was in Year 9.
A boy in year 4 told his teacher.
A Year 9 girl asked for help.
She turned 15 in the spring.
J.S. came to the door.
Then A. B. left.
KT told her teacher.
""".splitlines()
    if line
)

_PLACES = (
    "Then {} told her teacher.",
    "We asked {} what would help.",
    "The worker met {}'s mother.",
    "A friend of {} called us.",
    "It was {} who asked first.",
    "Support for {} came late.",
)
_NAMES = tuple(
    line
    for line in """\
Daniel
Sarah
Mohammed
Aisha
Olivia
Jayden
Zofia
Piotr
Chloe
Kwame
Fatima
Liam
Siobhan
Ngozi
Tariq
Mei
Ewan
Priya
Callum
Yusuf
Gethin
Amara
Bogdan
Ines
Luca
Maisie
Reece
Shanice
Tomasz
Wren
Smith
Patel
Okafor
Nowak
Jones-Hughes
O’Brien
MacDonald
Ahmed
Fernandes
Li
""".splitlines()
    if line
)

# Names in first place, where a capital letter alone says nothing; many end like common words or are some.
_FIRST_PLACES = (
    "{} told us that the visits helped.",
    "{}'s mother asked for help.",
    "{} said that she was tired.",
    "{} wanted to stay at home.",
    "{} moved in with an aunt.",
    "{} Taylor came to every meeting.",
)
_FIRST_NAMES = """
Emily Kelly Holly Felicity Florence Constance Sally Molly Lily Billy Verity Laurence Beverly Polly Clarence
Will May April June Bill Mark Grace Hope Faith Rose Jack Drew Frank Dawn Joy Daniel Aisha Zofia Kwame Callum
"""
NAMES = (
    *(_PLACES[number % len(_PLACES)].format(name) for number, name in enumerate(_NAMES)),
    *(_FIRST_PLACES[number % len(_FIRST_PLACES)].format(name) for number, name in enumerate(_FIRST_NAMES.split())),
    "We asked Will what would help.",
    "A friend called Bill left the room.",
    "The worker met May, who was afraid.",
)

# Sentences that begin like those with a name or tell an age, and tell of nobody.
NOBODY = tuple(
    line
    for line in """\
April was the busiest month.
May we ask you for ten minutes?
In May the board met.
June's figures are in the table.
Will you tell us what helped?
Will the plan work?
The Bill became law.
In June a new nurse started.
Hope grew in the group.
Mark each box that applies.
Recently the team has grown.
Guidance helped.
Capacity was lost.
Assistance came early.
The briefing for May is out.
From April staff use one form.
Year 9 pupils learned about consent.
Pupils in Year 9 and Year 10 took part.
In year 2 of the plan we met 15 schools.
Our service had its tenth birthday.
Attendance was at 75.
We met at 15 schools.
The rate stood at 15, and rose.
In Table 3, 15 rows are new.
The meeting began at 10 and ended at 12.
""".splitlines()
    if line
)
