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
She was born on the 3rd of May 2010.
Born 12.11.09, he moved here in the spring.
He turned 15 last week.
A girl of fourteen was hurt.
The 87-year-old was found on the floor.
She is 9 yrs old.
NINO QQ 12 34 56 C was on the form.
NHS no 943 476 5919.
Her UPN is A123456789012.
The LAC number was 4471882.
Ring 01225 477000 for him.
Her mobile is +44 7700 900 982.
See facebook.com/jane.doe.1990 for her pictures.
Write to j.smith(at)example.org.
They live at 14 Weston Lane.
Flat 3, 22 The Paragon was cold.
BA2 6QE is where it happened.
He goes to Ralph Allen School.
She attends St Gregory's Catholic College.
They live in Twerton.
On Tuesday 4 July she was taken to hospital.
The hearing was on 2023-06-14.
He died on Christmas Day 2022.
His Mosaic ID was 100234.
Passport 533401372 was found in the drawer.
A child in Year 8 told a friend.
She is nearly 16.
She was 14.
She is only 15 and lives at home.
A woman of 87 fell.
Adult B was 45, and lived alone.
""".splitlines()
    if line
)

# What tells by where it leads, by how few they are, or together with what stands beside it. Every text asks about it.
CIRCUMSTANCES = tuple(
    line
    for line in """\
See facebook.com/sam.example.14 for her own words.
Her page is https://www.facebook.com/profile.php?id=1000123.
He posts as @sam_fifteen every day.
Her videos: https://www.tiktok.com/@sam.example
The family collects at https://www.gofundme.com/f/help-for-sam.
The mother writes at https://samsmum.wordpress.com/2021.
Tributes are at www.muchloved.com/sam.
[Her profile](https://www.linkedin.com/in/sam-example) says more.
Two children were at home that night.
Three families were moved.
The two younger children saw it.
Four women told us what happened.
Two of the children live with an aunt.
3 girls were in the car.
Three young people died.
Two deaths were reviewed.
There were 2 victims in the flat.
Only one child was asked.
A single family came.
Two people died in the fire.
Four deaf pupils were asked.
The only girl in her class went missing.
They were the only Polish family in the village.
A Somali boy lived in Twerton.
She is Polish and moved to Keynsham.
The mother came from Radstock. She is Vietnamese.
A teenage girl with epilepsy was a witness at the murder trial.
He is in his eighties, blind and was once the headteacher.
The twins have cystic fibrosis. Their mother was a councillor and is a widow, and she asked for help.
The man, a retired judge and wheelchair user, is in his nineties.
A teenager with autism lived on a houseboat.
His father, a vicar, was murdered. The boy was adopted.
Her son, a teenager, was stabbed and is paralysed.
They live in the ward of Twerton.
They live in Twerton ward.
The flat is at 12 milsom street.
They were moved to Flat 3b.
He goes to st mark's school.
She left Oldfield Park Infants in spring.
The girl goes to St Saviour's Juniors.
They met in Riverside Mews.
He worked at Hollow Farm.
The family prays at Kingsmead Chapel.
The house in Orchard Rise is empty.
The only Somali family in the village.
A 14 year old Polish girl with epilepsy.
Two of the four children had leukaemia.
""".splitlines()
    if line
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
Read more at https://www.gov.uk/government/publications/working-together.
The form is on www.nspcc.org.uk.
Guidance for health staff: https://www.england.nhs.uk/safeguarding/
Our feed has 40 readers a week.
Write “@” before the name of a team.
Two in three women knew where to go.
One in four children needs help at some time.
Key stage 2 children saw the play.
Year 4 pupils wrote to the board.
At least two adults are in each session.
Work in groups of four pupils.
Two schools and three charities took part.
Two children's homes were inspected.
Four family hubs opened.
Two men's groups meet weekly.
The panel read two reviews and three audits.
Up to three families share a worker.
Two adult social workers lead the training.
Three youth workers visit every school.
Each worker has no more than four families.
Fewer than three children were counted, so no figure is shown.
The only way to know is to ask.
The only change in the plan is its date.
Polish and Somali interpreters are booked in advance.
The leaflet is in Polish, Somali and Ukrainian.
Teenagers with autism may be exploited.
Deaf people can text 999.
The murder trial was in the newspapers.
Councillors and headteachers came to the conference.
Adopted children may need support later.
Older people who are blind or deaf should be asked how they want to be told.
Staff learned about epilepsy, autism and cerebral palsy.
Widows and orphans of the war are welcome.
The village hall is free on Tuesdays.
A ward of the hospital closed for a week.
The ward sister leads on safeguarding.
It is 3 miles down the road.
We took the first street on the left.
Staff in primary and secondary schools took part.
Urgent care and early years settings were told.
The green form is for a referral.
The farm visit was for foster carers.
12 weeks later the team met again.
Staff asked adults what they wanted and wrote it down.
The Care Act 2014 says who decides.
In winter 2022-23 we trained 140 people.
Social workers should ask early.
May we suggest that agencies meet weekly?
Will partners change how they refer?
Working Together to Safeguard Children 2023 was published.
The Partnership met four times in the year.
Ofsted and the Care Quality Commission inspected both.
Making Safeguarding Personal starts with a question.
Adult B is 45 to 54 years old.
Ask the adult, then act.
Domestic abuse rose by 12% in 2023.
The Mental Capacity Act 2005 has five principles.
A multi-agency meeting on the plan took place in March.
Homes England paid for the beds.
Every Child Matters was the start.
People told us that letters were too long.
Read section 42 of the Act.
White Ribbon Day is in November.
Operation Encompass tells schools the next morning.
The Strategic Board agreed the plan.
Housing officers visited at the weekend.
Good practice: one worker, one plan.
Children in care waited 20 days on average.
The GP surgery changed its form.
Prevent duty training is online.
Black and Asian families were asked first.
English is a second language for many.
Key facts: neglect is the most common reason.
Trauma-informed practice helps everyone.
Christmas is a hard time for many.
Friday is the day of the meeting.
County lines is a form of exploitation.
Nurses, teachers and officers were trained together.
Think Family is our approach.
Herbert Protocol forms are kept by the police.
MARAC and MASH share one list.
A child of ten families came.
She is 1 of many.
It was 14.
He was 20 minutes late.
""".splitlines()
    if line
)
