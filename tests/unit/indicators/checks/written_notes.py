"""Notes about 16 crimes after 10, as councils and forces write them: contradicted by that, or not."""

CONTRADICTED = """
Crimes fell slightly.
Crimes doubled.
Crimes more than doubled this year.
Crimes almost trebled.
Crimes halved.
There was no change on last year.
There was no change in crimes.
Crimes remain stable.
Numbers have remained broadly stable.
The number is similar to last year.
Figures are in line with last year.
Numbers stayed level.
Numbers are broadly consistent with the previous year.
Crimes are up by a third.
Crimes rose by a quarter.
A fall of a third.
Crimes went from 16 to 10.
Crimes did not rise.
Crimes have not increased.
There was no increase in crimes.
There has been no rise.
An increase of 7.
An increase of 61%.
A 50% increase.
A 50 per cent rise on last year.
Crimes were 50% higher than last year.
Up 50% on last year.
Down 6 on last year.
Six fewer than last year.
7 more crimes than last year.
This compares with 11 last year.
There were 11 last year.
There were 11 in 2021-22.
Last year the figure was 11.
A total of 17 crimes was recorded.
There were 17 crimes compared with 10 last year.
Crimes rose to 16 (from 11).
Crimes dipped.
Crimes are on a downward trend.
There were less crimes than last year.
Crimes plummeted after the operation.
Crimes fell because of increased patrols.
After a rise in 2020-21, crimes fell.
Crimes fell and the quality of recording improved.
Crimes rose to over 20.
Crimes rose to nearly 30.
Twice as many as last year.
Half as many as last year.
A threefold increase.
Crimes rose to 10.
Numbers are going down.
The lowest number in five years.
Crimes have gone back down to 10.
There was a small decrease.
Crimes quadrupled.
The figure is unchanged at 16.
Recorded crimes have shown a slight decrease this year.
There has been a decline in the number of crimes.
Crime reduced by 6.
We saw crimes drop from 16 last year to 10 this year.
Crimes decreased from 16 in 2021-22 to 10 in 2022-23.
This represents a 37.5% reduction.
This is a reduction of 6 on the previous year.
This is a six crime reduction.
The number of offences is broadly unchanged.
Crimes have stayed at the same level.
Numbers are consistent with previous years.
Little change from last year.
No significant change since 2021-22.
Crimes have plateaued.
The volume is flat.
Crimes have levelled off.
Crimes are half what they were.
Crimes more than trebled.
Crimes have increased tenfold.
Crimes increased by 60 crimes.
Crimes increased slightly, by 1.6%.
A marked reduction compared with the year before.
The figure for 2021-22 was 12.
In 2021-22 there were 12 crimes.
12 crimes were recorded in 2021-22.
Crimes numbered 18 this year.
We recorded 18 crimes in 2022-23.
18 crimes were recorded in total.
The total is 18.
Lower numbers than last year.
Volumes are down.
Crimes are down 60%.
Crimes were down on last year.
There's been a fall in crimes.
Crimes hadn't increased.
Sadly the number has gone down again.
Crimes have nearly halved.
Crimes fell sharply, reflecting a new team.
The increase of 4 crimes is small.
Crimes rose 50 per cent.
Crimes rose 7.
The count went from 11 in 2021/22 to 16 in 2022/23.
Recorded crime fell this year.
There was a fall of 6.
We have seen reductions in crimes.
Levels are unchanged from last year.
The number has not changed since 2021-22.
The figure has remained constant.
Crimes stayed flat.
Crimes are at their lowest level since recording began.
Crimes have come down from 16 to 10.
It is down by a third.
Crimes went up by three.
Crimes are now 18.
Numbers have fallen again, by 4.
Overall, the trend is downwards.
Crime rose by just over a third.
Crimes rose fourfold.
The total fell to 10.
Crimes tripled from 5 to 16.
A drop was seen in crimes.
Crimes shrank by 6.
The number was 12 last year.
""".strip().splitlines()

FITTING = """
Crimes rose slightly.
Crimes increased by more than half.
Crimes rose by nearly two thirds.
Crimes rose by around 60%.
There was no change in the way we record crimes.
No change to recording practice this year.
Recording practice remains the same; crimes rose.
The definition of a count is unchanged.
The counting rules are stable.
Staffing of the team remained stable.
An increase of 6.
An increase of 60%.
A 60% increase.
A 60 per cent rise on last year.
Crimes were 60% higher than last year.
Up 60% on last year.
Up 6 on last year.
Six more than last year.
6 more crimes than last year.
This compares with 10 last year.
There were 10 in 2021-22.
Last year the figure was 10.
A total of 16 crimes was recorded.
There were 16 crimes compared with 10 last year.
Crimes rose to 16 (from 10).
Crimes rose to over 15.
Crimes rose to nearly 20.
Crimes rose by over 50%.
Crimes have not fallen.
There was no reduction in crimes.
Crimes did not fall in the year to 31 Mar 2023.
Crimes rose from 10 in 2021/22 to 16 in 2022/23.
Crimes rose from 10 (2021-22) to 16 (2022-23).
Crimes rose in the period 01/04/2022 to 31/03/2023.
Crimes rose in the year to 31.03.2023.
Crimes rose in the 12 months to 31 Mar 23.
Crimes rose among those aged 10 to 17.
Crimes rose for 16 to 17 year olds.
This is down to better recording.
The rise is down to a new system.
This reflects reduced capacity in the team.
Fewer cases are closed without action, so the number rose.
Crimes rose because fewer are screened out.
Following a fall in 2020-21, crimes rose.
Crimes fell in the second half of the year.
Crimes rose, then fell in quarter 4.
Numbers dropped in March 2023 after the operation ended.
Crimes are higher than we would like.
Lower level crimes are not included.
4 crimes were withdrawn on 12 April.
The 16 crimes include 3 recorded in 2021-22.
See section 3.2 of the report and table 16.
Published on 11 May at 9.30am, version 2.1.
The threshold was lowered from 5 to 3 in July.
Crimes are higher than in 2021-22.
The highest number in five years.
Crimes rose in line with national figures.
Crimes have risen year on year since 2019.
Operation Makesafe ran from 3 to 17 October.
An upward trend.
More crimes than last year.
Recorded crimes have shown a slight increase this year.
There has been a rise in the number of crimes.
Crimes increased from 10 in 2021-22 to 16 in 2022-23.
This represents a 60.0% increase.
This is an increase of 6 on the previous year.
The figure for 2021-22 was 10.
In 2021-22 there were 10 crimes.
16 crimes were recorded in total.
We recorded 16 crimes in 2022-23.
Figures for 2021-22 have been revised down from 12 to 10.
Figures for 2020-21 fell because of the pandemic.
The previous figure of 12 was revised to 10.
We moved from Niche to Athena on 1 June 2022.
Two crimes were reclassified as no crime.
Data were extracted on 14/04/2023 at 10:15.
The increase is due to a fall in the threshold.
Officers recorded fewer crimes without a victim.
Up to 3 crimes may be counted twice.
Crimes flagged as CSE by 2 or more officers.
Figures include crimes against children aged 17 and under.
The rise follows Operation Vermelho, which ended in March.
It is not possible to say whether crimes rose or fell.
Numbers are small, so percentages should be treated with caution.
Percentages are rounded to 1 decimal place.
Rounded to the nearest 5.
We have increased our focus on exploitation from 3 to 5 officers.
Sharp rise: see the commentary on page 14.
A reduction is expected in 2023-24.
We expect numbers to fall next year.
The target is to reduce crimes by 10%.
Had the old rules applied, crimes would have fallen.
The team aims to reduce harm.
If recorded as before, crimes would be lower.
National figures fell by 3%.
Nationally, crimes fell.
Crimes fell nationally but rose here.
Increased from a low base.
Crime numbers do not include 5 that were cancelled.
The count is of crimes, not of victims; victims fell.
Of the 16 crimes, 9 were recorded in quarter 4.
The increase of 6 crimes reflects one operation.
Crimes rose 60 per cent.
Crimes rose 6.
The count went from 10 in 2021/22 to 16 in 2022/23.
Recorded crime rose this year.
The number has changed since 2021-22.
Crimes are at their highest level since recording began.
Crimes have gone up from 10 to 16.
It is up by three fifths.
Crimes went up by six.
Crimes are now 16.
Overall, the trend is upwards.
Crime rose by just over half.
The total rose to 16.
The number was 10 last year.
We moved to a new system on 1 April 2022, so figures are not comparable.
Data quality has improved.
The lower age limit changed from 16 to 18.
One crime was counted in both years.
In 3 cases the date is not known.
Figures were taken from Niche on 12 April 2023.
Under-recording in 2021-22 may explain some of the rise.
The rise is statistically significant.
Please read with the notes on page 3.
Crimes where the victim was under 18 at the time.
The force covers two council areas.
Increased partnership working has led to more reports.
No crimes were left out.
""".strip().splitlines()
