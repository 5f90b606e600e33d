"""The register of rules: each has a code, sentences, a severity, and a return that it is found in."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.checks.column_swaps import check_swapped_columns
from indicators.checks.context import Context, PastReturn
from indicators.checks.history import check_window, other_period_sentence
from indicators.checks.percentages import check_percentages
from indicators.checks.problems import Problem, Severity
from indicators.checks.registry import GENERAL, Check, every_check, finding
from indicators.definitions.families import Column, Row, families, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing.file_problems import Level
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from tests.unit.indicators.checks.cases import (
    CSE,
    CSE_ROW,
    END,
    YEAR,
    Figures,
    cells,
    check,
    codes,
    crimes,
    factors,
    past,
    rates,
    rates_before,
)

CHILDREN, REPORTS = "number-of-missing-children", "number-of-missing-children-reports"
REPEAT, CARE = "number-of-repeat-missing-children", "number-of-children-missing-from-care"
REPEAT_CARE = "number-of-repeat-children-missing-from-care"
DAY = datetime.date
PERCENTAGES = replace(
    get_family("referrals-rate"), shape="measures", per=100, columns=(Column("rate", "Percentage", "percent", 1),)
)

PART = reported(Decimal("0.2"))


def missing(**changes: int) -> list[Problem]:
    numbers = {CHILDREN: 95, REPORTS: 202, REPEAT: 48, CARE: 3, REPEAT_CARE: 1}
    named = {"children": CHILDREN, "reports": REPORTS, "repeat": REPEAT, "care": CARE, "repeat_care": REPEAT_CARE}
    numbers |= {named[key]: number for key, number in changes.items()}
    before = {CHILDREN: 90, REPORTS: 191, REPEAT: 44, CARE: 4, REPEAT_CARE: 1}
    return check("missing-children", cells(numbers, "current") | cells(before, "previous"))


def missing_again() -> list[Problem]:
    figures = cells({CHILDREN: 95, REPORTS: 202, REPEAT: 48}, "current", "previous")
    return check("missing-children", figures, context=Context(YEAR, earlier=figures))


def swapped() -> list[Problem]:
    earlier = cells({"1a": 214, "6": 618}, "count")
    return check("contact-sources", cells({"1a": 600, "6": 230}, "count"), context=Context(YEAR, earlier=earlier))


def outcomes(**changes: int) -> list[Problem]:
    numbers = {"concluded": 10, "expressed": 6, "none-expressed": 4, "not-asked": 0, "dont-know": 0, "not-recorded": 0}
    numbers |= {"fully-achieved": 3, "partially-achieved": 2, "not-achieved": 1}
    numbers |= {key.replace("_", "-"): number for key, number in changes.items()}
    return check("desired-outcomes", cells(numbers, "count"))


def adults() -> list[Problem]:
    numbers = {"concerns": 20, "section-42-started": 30, "other-started": 5}
    return check("adult-safeguarding-summary", cells(numbers, "current", "previous"))


def safety() -> list[Problem]:
    family = get_family("safety-and-anti-bullying")
    figures = cells({row.key: 10 for row in family.fixed_rows}, "current", "previous")
    more = ("number-of-domestic-abuse-crimes-victim-age-16-17", "number-of-child-victims-of-race-hate-crimes")
    return check(family.slug, figures | cells(dict.fromkeys(more, 11), "current"))


def published(count: int) -> list[Problem]:
    old = tuple(
        replace(one, figures={("own", "count"): reported(10), ("own", "rate"): reported(2)})
        for one in past(10, 11, 9, 10, 12)
    )
    return check("referrals-rate", rates(count, "110.0"), context=Context(YEAR, history=old, own_area="own"))


def contacts() -> list[Problem]:
    sent = {"referrals-to-social-care": cells({"children-contacts-sent": 618}, "current")}
    return check("contact-sources", cells({"6": 100}, "count"), context=Context(YEAR, others=sent))


def beside(of: str, figures: Figures, **siblings: Figures) -> list[Problem]:
    others = {slug.replace("_", "-"): found for slug, found in siblings.items()}
    return check(of, figures, context=Context(YEAR, siblings=others))


def enquiries(identified: int) -> Figures:
    rows = {row.key: 0 for row in get_family("section-42-outcomes").rows_on(END)}
    return cells(rows | {"identified-action": identified}, "count")


def columns_swapped() -> list[Problem]:
    """The percentage of the area and that of England in each other's place."""
    columns = (PERCENTAGES.column("rate"), replace(PERCENTAGES.column("rate"), key="england", label="England"))
    family, rows = replace(PERCENTAGES, shape="measures", columns=columns), [Row("a", "A")]
    own, england = reported(84), reported(61)
    before = Context(YEAR, earlier={("a", "rate"): own, ("a", "england"): england})
    return list(check_swapped_columns(family, rows, {("a", "rate"): england, ("a", "england"): own}, before))


def a_year_of(number: int) -> list[Problem]:
    """Beside two halves of 60."""
    halves = [PastReturn(parse_period(f"2022-23-h{half}"), cells({"1a": 60}, "count")) for half in (1, 2)]
    if number == 70:
        halves[0] = PastReturn(halves[0].period, cells({"1a": 71}, "count"))
    return check("contact-sources", cells({"1a": number}, "count"), context=Context(YEAR, within=halves))


def in_a_file() -> list[Problem]:
    """Files hold their findings by line; the register says what they weigh."""
    form = FileForm(YEAR, (FamilyForm(get_family(CSE), get_family(CSE).fixed_rows),))
    content = f"Code,Current 12 months,Previous 12 months,Change\n{CSE_ROW},9,10,7\n".encode()
    found = read_file("figures.csv", content, form).parsed.problems
    return [finding(problem.code, problem.sentence) for problem in found if problem.level is Level.REJECTED]


class Unreadable(dict[tuple[str, str], Value]):
    """Figures that no rule can look at."""

    def get(self, *_args: object) -> Value | None:  # type: ignore[override]
        raise KeyError("share")


TRIGGERS: dict[str, Callable[[], list[Problem]]] = {
    "CHECK-1": lambda: check(CSE, Unreadable(crimes(9))),
    "BLANK": lambda: check(CSE, {}),
    "ZERO-1": lambda: outcomes(expressed=6, fully_achieved=0, partially_achieved=0, not_achieved=0),
    "ZERO-2": lambda: outcomes(concluded=0),
    "ZERO-3": lambda: check("referrals-rate", rates(0, "110.0")),
    "ZERO-4": lambda: check(CSE, crimes(0, 128)),
    "ZERO-5": lambda: check("contact-sources", cells({"1a": 0, "2a": 0, "4": 0, "6": 0}, "count")),
    "HISTORY-1": lambda: check(CSE, crimes(9, 8), context=Context(YEAR, earlier=crimes(10))),
    "HISTORY-2": lambda: check(CSE, crimes(9)),
    "HISTORY-3": lambda: check(
        CSE,
        crimes(9) | {(CSE_ROW, "previous"): Value(ValueState.NOT_APPLICABLE)},
        context=Context(YEAR, earlier=crimes(10)),
    ),
    "WINDOW-1": lambda: check_window(YEAR, DAY(2021, 4, 1), DAY(2022, 3, 31)),
    "WINDOW-2": lambda: check_window(YEAR, None, None, DAY(2021, 3, 1), DAY(2022, 2, 28)),
    "WINDOW-3": lambda: check_window(YEAR, DAY(2022, 5, 1), DAY(2023, 3, 31)),
    "WINDOW-4": lambda: check(
        CSE,
        crimes(9),
        context=Context(YEAR, other_period=other_period_sentence(YEAR, [("Return for 2021-22", "line 1, column A")])),
    ),
    "DERIVED-1": in_a_file,
    "RATE-1": lambda: check("referrals-rate", rates() | {("own", "people"): reported(30_000)}),
    "RATE-2": lambda: check("referrals-rate", rates(), context=Context(YEAR, earlier=rates(3960))),
    "RATE-3": lambda: check("referrals-rate", rates(), context=Context(YEAR, populations={"own": [30_000]})),
    "RATE-4": lambda: check("referrals-rate", rates(317, "0.0"), context=Context(YEAR, earlier=rates_before())),
    "RATE-5": lambda: check("referrals-rate", rates(396, "110000.0")),
    "JUMP-1": lambda: check(CSE, crimes(5390, 494)),
    "REPEAT-1": missing_again,
    "REPEAT-2": lambda: check("referrals-rate", rates(), context=Context(YEAR, earlier=rates(380, "105.6"))),
    "PARTS-1": lambda: a_year_of(70),
    "PARTS-2": lambda: a_year_of(100),
    "REPEAT-3": lambda: check("contact-sources", cells({"1a": 9, "2a": 9, "4": 9, "6": 9}, "count")),
    "SWAP-1": swapped,
    "SWAP-2": columns_swapped,
    "PERCENT-1": lambda: list(
        check_percentages(PERCENTAGES, [Row("a", "A")], {("a", "rate"): reported(Decimal("100.1"))})
    ),
    "PERCENT-2": lambda: list(
        check_percentages(PERCENTAGES, [Row("a", "A"), Row("b", "B")], {("a", "rate"): PART, ("b", "rate"): PART})
    ),
    "OUTLIER-1": lambda: check(CSE, crimes(40, 10), context=Context(YEAR, history=past(10, 11, 9, 10, 12))),
    "OUTLIER-2": lambda: published(396),
    "NOTE-1": lambda: check(CSE, crimes(16), note="Crimes decreased further to 16."),
    "ILLUSTRATIVE-1": lambda: check(CSE, {key: replace(one, illustrative=True) for key, one in crimes(9).items()}),
    "FACTORS-1": lambda: check("assessment-factors", factors(code_3b=101)),
    "FACTORS-2": lambda: check("assessment-factors", factors(code_3b=96)),
    "FACTORS-3": lambda: check("assessment-factors", factors(assessments=5000)),
    "ADULT-1": adults,
    "DESIRED-1": lambda: outcomes(not_asked=1),
    "DESIRED-2": lambda: outcomes(not_achieved=2),
    "MISSING-1": lambda: missing(children=203),
    "MISSING-2": lambda: missing(repeat=96),
    "MISSING-3": lambda: missing(care=96),
    "MISSING-4": lambda: missing(repeat_care=4),
    "MISSING-5": lambda: missing(reports=142),
    "MISSING-6": lambda: missing(repeat=0),
    "SAFETY-1": safety,
    "SAFETY-2": safety,
    "BETWEEN-1": lambda: beside(
        "section-42-outcomes",
        enquiries(70),
        adult_safeguarding_summary=cells({"section-42-concluded": 431}, "current"),
    ),
    "BETWEEN-2": lambda: beside(
        "desired-outcomes",
        cells({"concluded": 70}, "count"),
        adult_safeguarding_summary=cells({"section-42-concluded": 431}, "current"),
    ),
    "BETWEEN-3": lambda: beside(
        "section-42-outcomes",
        enquiries(283),
        enquiry_outcomes=cells({"remained": 499, "reduced": 0, "removed": 0}, "count"),
    ),
    "ACROSS-1": contacts,
}


def test_every_rule_has_a_return_that_it_is_found_in() -> None:
    assert {check.code for check in every_check()} == set(TRIGGERS)


@pytest.mark.parametrize("one", every_check(), ids=lambda one: one.code)
def test_a_rule_is_found_as_hard_as_the_register_says(one: Check) -> None:
    found = [problem for problem in TRIGGERS[one.code]() if problem.code == one.code]
    assert found
    for problem in found:
        assert problem.stops == (one.severity is Severity.HARD)
        assert problem.confirm == (one.severity is Severity.SOFT)
        assert problem.key == (one.code, problem.row, problem.column)


@pytest.mark.parametrize("one", every_check(), ids=lambda one: one.code)
def test_a_rule_is_written_for_people(one: Check) -> None:
    for text in (one.sentence, one.action):
        assert text[0].isupper()
        assert text.endswith(".")
    assert one.where
    assert one.severity.words


def test_codes_are_never_used_twice() -> None:
    listed = [check.code for check in every_check()]
    assert len(set(listed)) == len(listed)
    assert list(GENERAL) == listed[: len(GENERAL)]
    assert {rule.code for family in families() for rule in family.rules} <= set(listed)


def test_a_finding_needs_a_rule() -> None:
    with pytest.raises(KeyError):
        finding("NO-SUCH-RULE", "Something is wrong.")


def test_soft_rules_say_to_check_and_hard_ones_to_correct() -> None:
    actions = {check.code: check.action for check in every_check()}
    assert actions["MISSING-1"] == "Correct one of the figures."
    assert actions["ADULT-1"] == "Check both. If they are right, explain why."


def test_all_is_well_with_returns_that_break_nothing() -> None:
    assert codes(missing()) == ["HISTORY-2"]
    assert outcomes() == []
    blank = get_family("contact-sources").rows_on(datetime.date(2023, 3, 31))
    assert check("contact-sources", cells({row.key: 5 for row in blank}, "count")) == []
    assert check("assessment-factors", factors()) == []
    assert check("referrals-rate", rates()) == []
