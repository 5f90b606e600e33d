"""Two hundred sentences of our own that give nothing away, many of them with numbers near the rows of `kept_back`."""

CLEAN = tuple(
    line
    for line in """\
The partnership ran 3 workshops on children missing from care.
Three partners agreed one protocol for children missing from care.
Police recorded 95 missing children this year, against 61 last year.
The number of missing children rose by 56%.
Missing children reports are shared within 24 hours.
A return interview is offered within 72 hours of a child going missing.
We trained 48 foster carers on what to do when a child goes missing.
In 2022-23 the number of missing children rose.
Four schools piloted the missing from care checklist.
One of our priorities is to find children missing from care sooner.
The panel on missing from care met four times a year.
Step 3 of the protocol covers repeat missing episodes.
Priority 3 is about children missing from care.
Children missing from care are aged 10 to 17.
Children aged 10 and over who go missing from care see the same nurse.
Two social workers lead the work on children missing from care.
Two new posts support children who go missing from care.
The missing from care team has 7 staff.
The figure for children missing from care is too small to print.
Fewer than 5 children were missing from care.
Fewer than five children were repeatedly missing from care.
Section 3 of the report is about children missing from care.
Table 4 shows repeat missing episodes.
We met 10 children's homes about missing from care.
The protocol on missing from care is 4 pages long.
Since March 2022 each child missing from care has had a named officer.
On 3 February the board discussed children missing from care.
Children missing from care were discussed at 2 meetings.
Missing from care is one theme of the plan.
Carers call 101 when a child is missing, or 999 in an emergency.
A child may go missing from care for many reasons.
We asked children what would help them not to go missing again.
No table shows counts of children missing from care below five.
The second workshop was about children missing from care.
Half of our partners use the new form for missing children.
Half of the foster carers have been trained.
The first priority is care.
One in four adults provides care for somebody.
Three key messages about care were shared.
Care leavers have one plan and one adviser.
Two thirds of care leavers are in touch with us.
The care home inspection had 4 parts.
Care Act 2014, section 42(2), sets the duty.
The care record holds 3 tabs.
Our care review has 10 questions.
Children in care told us 3 things that matter to them.
Children in care wrote a poem in one afternoon.
Two care homes closed.
We doubled our training offer.
Training places doubled for foster carers.
The exploitation panel met 6 times.
The exploitation team works in two boroughs.
Exploitation can be sexual or criminal, or both.
Two campaigns on child exploitation reached parents.
Both agencies signed the exploitation protocol.
The exploitation screening tool has 6 questions.
The toolkit on exploitation has 4 sections.
Four schools asked for lessons on sexual exploitation.
Exploitation training: 2 hours, online.
We published a briefing on exploitation in two languages.
An exploitation lead was appointed in each of 4 hospitals.
Six multi-agency audits looked at exploitation.
In the 2 years since, exploitation work has changed.
Our exploitation strategy runs from 2022 to 2025.
Exploitation is priority 2 of the plan.
The Modern Slavery Act 2015 covers exploitation and trafficking.
The exploitation network links six agencies.
Two thirds of professionals felt more confident about exploitation.
One officer reads every exploitation report.
Hate crime awareness week ran for a fourth year.
The hate crime awareness campaign reached 4 wards.
Four schools took part in the race equality charter.
Race and identity was the theme of 3 workshops.
Police recorded 120 child victims of crimes.
The number of child victims of crimes fell to 120.
Hate crime can be reported in 4 ways.
Three community groups help people report hate crime.
Hate crime training has three modules.
A third of our partners sit on the hate crime board.
Racism hurts, and one report is never too many.
The race hate toolkit was viewed 116 times a month.
Four police forces share the hate crime form.
Trafficking is defined in section 2 of the Act.
We trained three teams on trafficking.
Two charities help people who were trafficked.
The trafficking pathway has 5 steps.
The National Referral Mechanism has two stages for trafficking.
Trafficking awareness week was in October.
Three briefings on trafficking and modern slavery went out.
In 310 assessments at least one factor was noted.
Factors were noted in 310 assessments.
Neglect was the most common of the factors.
Two factors often come together: alcohol and neglect.
The duty to report genital mutilation applies to four professions.
Two midwives lead on female genital mutilation.
A clinic for female genital mutilation opened two days a week.
The helpline on genital mutilation is open 24 hours.
One webinar on female genital mutilation was recorded.
We have two posters on female genital mutilation.
Genital mutilation is covered in chapter 2.
Enquiries are concluded within 20 working days.
The number of enquiries concluded was 92.
We closed 92 section 42(2) enquiries.
Four audits looked at inconclusive risk assessments.
A risk assessment has four parts.
The risk assessment form was cut to 4 pages.
Inconclusive enquiries are read by two managers.
The action plan has 8 actions.
Action was taken after each audit.
Four agencies took action on self-neglect.
Risk was reduced in most enquiries.
The board took three actions.
Asking adults what they want is one of six principles.
Six principles guide adult safeguarding.
Most adults who were asked said what they wanted.
Making Safeguarding Personal is ten years old.
Three local authorities share our procedures.
We held 12 learning events.
One hundred and twenty professionals came.
48 people came to the conference.
Ninety-five per cent would recommend the course.
95% of delegates rated the day good.
70% of staff have done the course.
Seventy per cent of schools sent their audit.
Attendance at the board was 75%.
The budget rose by 3%.
We spent £3,000 on training.
The grant was £4m over three years.
Partners gave £92,000.
The website had 10,000 visits.
The newsletter goes to 38 schools.
Seven-minute briefings are read in teams.
Read the seven boxes, then ask the two questions at the end.
There are 3 questions for reflection.
The team has one manager and six practitioners.
Ten practitioners told us what helped.
Two practitioners shadowed each other for a day.
One practitioner said that time was the barrier.
The strategy has four strands.
Four arms make up the partnership.
The partnership has three statutory partners.
Three statutory safeguarding partners lead it.
The chair meets the three partners each month.
The board met 4 times and the executive 6 times.
Two lay members joined.
One lay member left.
A third lay member is being sought.
The third meeting was online.
The fourth objective is about neglect.
Neglect is one of our four priorities.
Two audits of neglect were completed.
Graded care profile training reached 116 staff.
The Graded Care Profile 2 is used in every team.
Working Together 2018 sets out the duties.
Keeping children safe in education, part 5, was revised.
Domestic Abuse Act 2021 made children victims in their own right.
The Domestic Abuse Act has 7 parts.
Domestic abuse crimes rose.
Three housing providers joined the domestic abuse forum.
One in three domestic abuse callers was referred on.
Operation Encompass tells schools within one day.
A family told us that one worker made the difference.
She asked for one person to talk to.
He said that he wanted to stay in his own home.
Two services worked as one.
One plan, one worker, one review.
The two teams now share one form.
The family had seen six professionals before anyone asked the child.
In the first month there was a visit every week.
After 3 months the plan was closed.
The case was open for two years.
It took four visits before the door was opened.
She is between 25 and 34.
He is in his forties.
A man of 65 or over, living alone, stopped opening his post.
A girl of 13 to 15 stopped going to school.
The young person chose two adults whom they trusted.
The nurse called three times before somebody answered.
Ask once, ask again, and write down the answer.
If a door stays closed twice, tell your manager.
Two visits together are better than one alone.
There is no single answer.
No one agency could see the whole.
Every child needs one trusted adult.
Both parents were asked.
Both services agreed.
A couple of practical changes helped.
The review made ten recommendations.
Recommendation 3 has been completed.
All 10 recommendations are complete.
Four of the recommendations are on track.
Ten actions, of which 7 are done.
Of 10 commitments 3 are done.
We reported on 11 actions.
Two actions are on hold.
The plan runs for three years.
In year 2 we will measure change.
By quarter 3 the audit will be complete.
The survey had 61 answers.
61 practitioners answered.
Six agencies sent data on time.
Data came from 4 sources.
Rates are per 10,000 children.
Confidence limits are at 95%.
The population is about 193,000.
Of every 10 people, 2 live in villages.
A quarter of our population is under 18.
One third of the area is countryside.
We are one of 4 pilot areas.
Two neighbouring areas joined us.
The first of two events was full.
Places are free; book by 3 March.
Doors open at 9am, and we start at 10.
Call 0800 1111 for Childline.
""".splitlines()
    if line
)
