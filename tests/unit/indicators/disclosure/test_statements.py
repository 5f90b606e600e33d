"""What the words of a definition say of counts is known to every reader, and so to the attack."""

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import reported
from indicators.disclosure.notes import with_policy
from indicators.disclosure.protect_release import given_away
from indicators.disclosure.published import Published, Withheld
from indicators.tables.table import build_table
from tests.unit.indicators.disclosure.tables import MISSING, POLICY, categories, police, released, texts
from tests.unit.indicators.tables.readings import returned, windows

CHILDREN, REPORTS = "number-of-missing-children", "number-of-missing-children-reports"
REPEAT, REPEAT_CARE = "number-of-repeat-missing-children", "number-of-repeat-children-missing-from-care"
CARE = "number-of-children-missing-from-care"
SAFETY = "safety-and-anti-bullying"
VICTIMS, RACE_HATE = "number-of-child-victims-of-crimes", "number-of-child-victims-of-race-hate-crimes"


def missing(*, children: int, reports: int, repeats: int) -> Snapshot:
    """Missing children, of whom nobody was missing from care; the year before was quiet."""
    numbers = {(CHILDREN, "current"): children, (REPORTS, "current"): reports, (REPEAT, "current"): repeats}
    numbers |= {(row, window): 0 for row in (REPEAT_CARE, CARE) for window in ("current", "previous")}
    return police(**{f"{row.replace('-', '_')}__{window}": number for (row, window), number in numbers.items()})


def concluded_of(snapshot: Snapshot, row: str) -> list[str]:
    """What a reader of the table concludes of a small count where it alone was kept back."""
    key = f"{snapshot.family.slug}/{row}/{snapshot.starts_on}..{snapshot.ends_on}"
    number = snapshot.value(row, "current").number
    assert number is not None
    content = with_policy(build_table(snapshot), POLICY)
    for one in content["rows"]:
        if one["key"] == row:
            for cell in one["cells"]:
                if cell["key"] != "previous":
                    cell.update(text="[c]", value=None, state="confidential")
    table = Published("now", content, (Withheld(key, int(number), (1, 5)),))
    return [str(one.interval) for one in given_away([table]) if one.key == key]


def test_a_repeat_missing_child_was_reported_more_than_once_so_41_reports_of_40_children_are_1_repeat() -> None:
    sent = missing(children=40, reports=41, repeats=1)
    assert concluded_of(sent, REPEAT) == ["1"]
    outcome = released(sent)
    assert outcome.passed
    assert texts(outcome, REPEAT)[0] == "[c]"
    assert "[c]" in (texts(outcome, CHILDREN)[0], texts(outcome, REPORTS)[0])


def test_as_many_reports_as_children_are_no_repeat() -> None:
    sent = missing(children=30, reports=30, repeats=0)
    assert concluded_of(sent, REPEAT) == ["0"]


def test_reports_that_are_many_more_say_only_that_there_was_a_repeat() -> None:
    sent = missing(children=40, reports=60, repeats=3)
    assert concluded_of(sent, REPEAT) == []
    assert texts(released(sent), CHILDREN)[0] == "40"


def test_figures_that_contradict_the_words_say_nothing() -> None:
    """92 reports of 61 children, 39 of them repeat: the partnership's report of 2022-23 printed so."""
    assert texts(released(police()), REPEAT)[1] == "39"


def test_a_repeat_child_missing_from_care_is_a_repeat_missing_child() -> None:
    sent = police(
        number_of_repeat_missing_children__current=3,
        number_of_repeat_children_missing_from_care__current=3,
        number_of_children_missing_from_care__current=9,
    )
    outcome = released(sent)
    assert outcome.passed
    found = {one.key: one.after for one in outcome.findings}
    concluded = found[f"{MISSING}/{REPEAT_CARE}/2022-04-01..2023-03-31"]
    assert concluded is not None
    assert concluded.contains(1, 5)


def test_victims_of_race_hate_crimes_are_victims_of_crimes() -> None:
    sent = windows(SAFETY, {VICTIMS: (3, 20), RACE_HATE: (3, 0)})
    assert concluded_of(windows(SAFETY, {VICTIMS: (2, 20), RACE_HATE: (2, 0)}), RACE_HATE) == ["0 to 2"]
    assert released(sent).passed


def risks(*numbers: int) -> Snapshot:
    """What became of the risk: remained, reduced, removed."""
    rows = ("remained", "reduced", "removed")
    figures = {(row, "count"): reported(number) for row, number in zip(rows, numbers, strict=True)}
    return returned("enquiry-outcomes", "2022-23", figures)


def test_enquiries_with_a_risk_identified_are_two_rows_of_another_family() -> None:
    """265 in all, 262 with action taken: 3 without."""
    outcome = released(categories([262, 3, 40, 18, 22, 27, 14]), risks(100, 120, 45))
    assert outcome.passed
    found = {one.key: one.after for one in outcome.findings}
    concluded = found["section-42-outcomes/identified-no-action/2022-04-01..2023-03-31"]
    assert concluded is not None
    assert concluded.contains(1, 5)
    assert "[c]" in (texts(outcome, "identified-action")[0], texts(outcome, "total", table=1)[0])


def test_desired_outcomes_are_asked_about_in_the_enquiries_that_were_concluded() -> None:
    rows = ("concluded", "expressed", "none-expressed", "not-asked", "dont-know", "not-recorded")
    asked = dict(zip(rows, (47, 20, 12, 8, 7, 0), strict=True))
    desired = returned("desired-outcomes", "2022-23", {(row, "count"): reported(n) for row, n in asked.items()})
    outcome = released(categories([3, 0, 0, 0, 0, 0, 44]), desired)
    assert outcome.passed
    found = {one.key: one.after for one in outcome.findings}
    concluded = found["section-42-outcomes/identified-action/2022-04-01..2023-03-31"]
    assert concluded is not None
    assert concluded.contains(1, 5)
    assert "[c]" in (texts(outcome, "ceased")[0], texts(outcome, "concluded", table=1)[0])
