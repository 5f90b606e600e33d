"""A hundred sentences that give away one of the numbers in `kept_back`, as people write them."""

PLANTED = tuple(
    line
    for line in """\
3 children were missing from care, against 10; repeat: 1 against 4.
Three children went missing from care this year.
Only three of the children who went missing were looked after by us.
The number of children missing from care fell from 10 to 3.
Children missing from care fell by seven.
There were 7 fewer children missing from care than last year.
Missing from care is down by 70%.
Episodes of children missing from care dropped by seventy per cent.
Of the 95 missing children, 92 were not in care.
Of 95 missing children 3 lived in foster care.
All but three of our missing children live at home, not in care.
One child went missing from care again.
Just one child was missing from care more than once.
A single child was a repeat missing from care case.
Repeat children missing from care: 1 (last year 4).
Repeat missing from care fell by three, from four.
Repeat episodes from care fell by 75%.
Three quarters fewer children repeatedly went missing from care.
Two of the children missing from care went missing once, the other again.
Children who went missing from foster homes: 3.
Three young people absconded from their residential placement.
Three children ran away from care.
In care, 3 children disappeared; last year it was ten.
Children missing from care make up 3.2% of all missing children.
Children in care were about 3% of those who went missing.
We are proud that missing from care is so low. There were three.
Children missing from care fell sharply. It was 3, compared with ten in the year before.
Looked-after children went missing less often: only 3 did.
Missing from care: three.
The third child missing from care was found within a day.
A third child went missing from care in March.
Fewer than 4 children went missing from care.
No more than three children were missing from care.
Up to 3 children in care were reported missing.
３ children were missing from care.
th\u200bree children were missing from care.
**3** children were missing from care.
Children missing from care (3) were all seen by a nurse.
Last year four children were repeatedly missing from care.
Four children had gone missing from care again and again in 2021-22.
Of the three missing from care, each had a return interview.
The three children who went missing from care were back the same night.
Both of the other children missing from care came back alone.
A pair of children missing from care travelled together.
Among children missing from care one was a repeat.
Missing children outside care were 92 of 95.
92 of the 95 missing children were not looked after.
10 children were missing from care last year, and seven fewer this year.
Child sexual exploitation crimes fell to 2.
Two crimes of child sexual exploitation were recorded.
Police recorded 2 exploitation crimes, down from 6.
Child sexual exploitation crimes fell by four.
Exploitation crimes fell by 66.7%.
Child sexual exploitation fell by two thirds.
We saw four fewer exploitation crimes than in the year before.
There was a pair of exploitation offences this year.
Sexual exploitation: 2 crimes (6).
A child was exploited twice this year.
Two children were sexually exploited.
Both child sexual exploitation crimes led to a charge.
Exploitation was rare. There were two crimes.
CSE crimes: two.
Only 5% of these crimes were child sexual exploitation.
One in twenty crimes was sexual exploitation.
1 in 20 of the crimes was sexual exploitation of a child.
Four children were victims of race hate crimes.
Race hate crimes against children rose by one to four.
There was one more child victim of race hate crime.
Race hate crimes against children rose by a third.
Race hate crimes with a child victim rose by 33%.
Child victims of race hate crimes: 4, up from 3.
Of 120 child victims, 116 were not victims of hate crime.
4 of our young people suffered racist crimes.
Racial hatred was behind crimes against four children.
Of child victims of crimes 3.3% were victims of race hate.
A fourth child was the victim of a race hate crime.
Hate crime against children is up 33.3%.
Trafficking was a factor in three assessments.
3 children were trafficked.
Child trafficking was noted 3 times.
Three of 310 assessments noted trafficking.
Trafficking as a factor fell by 40%.
We found 2 fewer children who were trafficked.
Trafficked children were 1% of all who were assessed.
Two girls were at risk of female genital mutilation.
Female genital mutilation was a factor twice.
FGM: two cases.
Genital mutilation was found in 2 assessments, one more than last year.
Female genital mutilation doubled.
Cases of genital mutilation rose by 100%.
Both cases of FGM were referred at once.
A second case of genital mutilation came to light.
The risk assessment was inconclusive in four enquiries, and action was taken.
In 4 enquiries the risk assessment was inconclusive although action was taken.
Inconclusive risk assessments with action taken halved.
Inconclusive with action taken: 4 (8).
Enquiries with an inconclusive risk assessment and action fell by 50%.
Four fewer enquiries were inconclusive with action taken.
88 of 92 enquiries were not inconclusive.
Action was taken in four inconclusive enquiries, half as many as before.
""".splitlines()
    if line
)
