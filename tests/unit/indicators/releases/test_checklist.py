"""Each check of the checklist: silent for a release that is right, and heard when the one thing is wrong."""

import datetime
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from indicators.definitions.estimates import Estimate
from indicators.definitions.families import Family, get_family
from indicators.definitions.snapshots import Areas, Snapshot
from indicators.definitions.values import Value, reported
from indicators.releases.checklist.plan import Plan, Return, Severity, Table
from indicators.releases.checklist.run import CHECKS, errors, not_accepted, run_checklist, warnings
from indicators.tables.table import build_table

YEAR = "2022-23"
STARTS, ENDS = datetime.date(2022, 4, 1), datetime.date(2023, 3, 31)
NOW = datetime.datetime(2023, 6, 1, 9, 0, tzinfo=datetime.UTC)
EXPLOITATION = "child-sexual-exploitation"
AREAS = Areas(
    "bath",
    ("york", "poole"),
    ("england",),
    {"bath": "Bath", "york": "York", "poole": "Poole", "england": "England"},
    "2021",
    "2021 set",
)
Change = Callable[[Plan], Plan]


def snapshot(slug: str, **more: Any) -> Snapshot:
    family = get_family(slug)
    areas = AREAS if family.is_area_rates else None
    made = Snapshot(family, YEAR, YEAR, STARTS, ENDS, "The Police", "", {}, areas)
    figures = {(row.key, column.key): reported(50) for row in made.rows for column in family.input_columns}
    return replace(made, **({"figures": figures} | more))


def table(slug: str = EXPLOITATION, content: Mapping[str, Any] | None = None, **more: Any) -> Table:
    family: Family = get_family(slug)
    return Table(family, content or build_table(snapshot(slug)), (Return("The Police", period=YEAR),), **more)


def plan(*tables: Table, **more: Any) -> Plan:
    values: dict[str, Any] = {
        "title": "Figures for 2022-23",
        "note": "",
        "year": YEAR,
        "ends_on": ENDS,
        "now": NOW,
        "publish_at": None,
        "tables": tables or (table(), table("contact-sources"), table("referrals-rate")),
    }
    return Plan(**(values | more))


def content(slug: str = EXPLOITATION, **more: Any) -> dict[str, Any]:
    return deepcopy(build_table(snapshot(slug))) | more


def with_cell(slug: str, key: str, **changes: Any) -> dict[str, Any]:
    """The family's table with one cell of its last row that has the key changed."""
    made = content(slug)
    cells = [cell for row in made["rows"] for cell in row["cells"] if cell["key"] == key and cell["value"] is not None]
    cells[-1].update(changes)
    return made


def returned(**more: Any) -> Plan:
    return plan(replace(table(), returns=(Return("The Police", period=YEAR, **more),)))


def of_family(**more: Any) -> Plan:
    one = table()
    return plan(replace(one, family=replace(one.family, **more)))


def with_people(persons: int) -> dict[str, Any]:
    """A table of rates of which one area's people are estimated: 50 of 10,000 are the printed rate of 50.0."""
    day = datetime.date
    estimate = Estimate("bath", "0-17", day(2022, 6, 30), day(2023, 5, 1), persons, "Statistics Office")
    return build_table(snapshot("referrals-rate", estimates={"bath": estimate}))


PROVISIONAL = with_cell(EXPLOITATION, "current", text="50 [p]")
PROVISIONAL["notes"] = ["[p] provisional: may still change."]
LATER = NOW + datetime.timedelta(days=30)
WITHOUT_BENCHMARK = content("referrals-rate")
WITHOUT_BENCHMARK["rows"][-1]["cells"][-1]["value"] = None
MADE_UP = build_table(
    snapshot(
        EXPLOITATION,
        figures={cell: replace(value, illustrative=True) for cell, value in snapshot(EXPLOITATION).figures.items()},
    )
)
UNAVAILABLE = content()
for one in UNAVAILABLE["rows"][0]["cells"]:
    one.update(value=None, text="[x]")
UNAVAILABLE["notes"] = ["[x] not available."]
DEFINED = {"definition": "", "method": "x"}

WRONG: dict[str, Plan] = {
    "title-missing": plan(title=" "),
    "title-taken": plan(taken_titles=("figures FOR 2022-23 ",)),
    "nothing-approved": replace(plan(), tables=()),
    "nothing-new": plan(is_same_as_earlier=True, earlier="Before"),
    "another-pending": plan(pending="Another"),
    "revision-without-note": plan(table(earlier=with_cell(EXPLOITATION, "current", text="51", value="51"))),
    "time-past": plan(publish_at=NOW),
    "time-day-off": plan(publish_at=LATER, is_working_day=False),
    "time-not-as-announced": plan(publish_at=LATER, planned_for=LATER + datetime.timedelta(hours=1)),
    "announcement-open": plan(announced=("“Figures for 2022-23” on 31 March 2027",)),
    "disclosure-unsafe": plan(disclosure_problem="Whatever is hidden, a reader could still work out: one count."),
    "already-public": plan(already_public=("One count: what was published before gives it away.",)),
    "hidden-number-in-words": plan(replace(table(), typed=("Three of them came back.",), withheld=frozenset({3}))),
    "question-open": returned(open_questions=("Is it right?",)),
    "return-changed": returned(is_intact=False),
    "return-not-as-approved": returned(is_withdrawn=True),
    "two-suppliers": plan(replace(table(), returns=(Return("A", period=YEAR), Return("B", period=YEAR)))),
    "revised-without-reason": returned(revised_without_reason=("Crimes",)),
    "return-edited-since": returned(is_edited_since=True),
    "soft-check-unconfirmed": returned(unconfirmed=("Unusual.",)),
    "return-late": returned(is_late=True),
    "return-withdrawn": plan(withdrawn=("Missing children",)),
    "supplier-of-another-kind": returned(is_right_kind=False),
    "supplier-without-people": returned(has_people=False),
    "family-missing": plan(missing=("Missing children",)),
    "family-removed": plan(removed=("Missing children",)),
    "table-left-out": plan(left_out=("Missing children: left out.",)),
    "family-owed-by-nobody": plan(owed_by_nobody=("Missing children",)),
    "return-not-printed": plan(not_printed=("Missing children", "Missing children")),
    "definition-text": plan(table(content=content(definition=" "))),
    "definition-not-in-effect": of_family(effective_to=STARTS),
    "definition-one-signature": of_family(checked_by=get_family(EXPLOITATION).authored_by),
    "definition-review-overdue": of_family(next_review=datetime.date(2023, 5, 31)),
    "table-text": plan(table(content=content(licence=""))),
    "table-not-made": plan(unusable=("Missing children",)),
    "table-empty": plan(table(content=content(rows=[]))),
    "nothing-available": plan(table(content=UNAVAILABLE)),
    "symbol-unexplained": plan(table(content=with_cell(EXPLOITATION, "current", text="50 [r]"))),
    "illustrative-unsaid": plan(table(content=MADE_UP | {"notes": []})),
    "illustrative": plan(table(content=MADE_UP)),
    "percentage-wrong": plan(table(content=with_cell(EXPLOITATION, "percent_change", value="99.9"))),
    "share-wrong": plan(table("contact-sources", with_cell("contact-sources", "share", value="99.9"))),
    "total-wrong": plan(table("contact-sources", with_cell("contact-sources", "count", value="1"))),
    "chart-undescribed": plan(table(content=content(chart={"title": "x", "alt": " "}), has_chart=True)),
    "benchmark-of-another-period": plan(table("referrals-rate", WITHOUT_BENCHMARK)),
    "history-recomputed": plan(table("referrals-rate", sets={"2021-22": "2025"}, earlier_sets={"2021-22": "2021"})),
    "rate-not-of-people": plan(table("referrals-rate", with_people(20_000))),
    "estimate-revised": plan(table("referrals-rate", with_people(10_001), earlier=with_people(10_000)), note="Why."),
    "still-provisional": plan(table(content=PROVISIONAL, earlier=PROVISIONAL)),
}
# These come with another one, by their nature.
ALSO = {"illustrative-unsaid": {"illustrative"}, "total-wrong": {"share-wrong"}}


def test_every_check_is_tried_and_there_are_at_least_twenty() -> None:
    assert [check.code for check in CHECKS if check.code not in WRONG] == []
    assert len(WRONG) == len(CHECKS) >= 20
    assert len({check.code for check in CHECKS}) == len(CHECKS)


def test_a_release_that_is_right_is_found_right() -> None:
    assert run_checklist(plan()) == []


@pytest.mark.parametrize("code", WRONG)
def test_a_check_hears_the_one_thing_that_is_wrong(code: str) -> None:
    found = {finding.code: finding for finding in run_checklist(WRONG[code])}
    assert set(found) - ALSO.get(code, set()) == {code}
    assert all(sentence.endswith((".", "?", "!")) for sentence in found[code].sentences)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (returned(is_approved_anew=True), "return-not-as-approved"),
        (of_family(checked_by=" "), "definition-one-signature"),
        (plan(table(content=content(method=None))), "definition-text"),
        (plan(planned_for=LATER), "time-not-as-announced"),
        (
            plan(replace(table(), typed=("It was 1,003.", "And 1003 again."), withheld=frozenset({1003}))),
            "hidden-number-in-words",
        ),
        (plan(table(content=content(chart={"title": "", "alt": "x"}), has_chart=True)), "chart-undescribed"),
    ],
)
def test_a_check_hears_the_other_way_to_go_wrong_too(changed: Plan, code: str) -> None:
    assert [finding.code for finding in run_checklist(changed)] == [code]


@pytest.mark.parametrize(
    "right",
    [
        plan(table(earlier=with_cell(EXPLOITATION, "current", text="51", value="51")), note="Counted again."),
        plan(table(earlier=content())),
        plan(table("referrals-rate", sets={"2021-22": "2025"}, earlier_sets={"2021-22": "2021"}), note="A newer set."),
        plan(publish_at=LATER, planned_for=LATER),
        plan(replace(table(), typed=("Counted by 14 people, 1,003 times.",), withheld=frozenset({3, 4, 100}))),
        plan(table(content=PROVISIONAL, earlier=content()), note="x"),
        plan(table(content=content(), has_chart=False)),
        plan(replace(table(), returns=(Return("A", period="2022-23-q1"), Return("A", period="2022-23-q2")))),
    ],
)
def test_what_only_looks_wrong_is_let_through(right: Plan) -> None:
    assert run_checklist(right) == []


def test_where_our_own_figure_is_missing_nothing_is_compared() -> None:
    rows = content("referrals-rate")
    for row in rows["rows"]:
        row["cells"][-1].update(value=None)
    codes = {finding.code for finding in run_checklist(plan(table("referrals-rate", rows)))}
    assert "benchmark-of-another-period" not in codes


def test_errors_come_first_and_warnings_have_to_be_accepted_word_for_word() -> None:
    found = run_checklist(plan(pending="Another", missing=("Missing children",), withdrawn=("Missing children",)))
    assert [finding.severity for finding in found] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]
    assert [finding.code for finding in errors(found)] == ["another-pending"]
    first, second = warnings(found)
    assert not_accepted(found, [first.key]) == [second]
    more = run_checklist(plan(missing=("Missing children", "Child protection")))
    assert [finding.code for finding in not_accepted(more, [first.key, second.key])] == ["family-missing"]
    assert first.as_content()["sentences"] == list(first.sentences)


def test_a_wrong_kind_of_value_does_not_hide_in_a_further_table() -> None:
    made = content("referrals-rate")
    made["more_tables"][0]["rows"][0]["cells"][0]["text"] = "[u]"
    assert [finding.code for finding in run_checklist(plan(table("referrals-rate", made)))] == ["symbol-unexplained"]
    assert isinstance(reported(1), Value)
