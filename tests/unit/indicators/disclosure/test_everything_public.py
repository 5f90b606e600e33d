"""No count can be concluded from everything that was ever public: what a reader puts together over releases.

Each case names what a reader would have found out. What is printed is read by a second solver, which knows the sums
that the windows are known to keep and nothing of our code.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from ortools.sat.python import cp_model

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import reported
from indicators.disclosure.assemble import assemble
from indicators.disclosure.notes import with_policy
from indicators.disclosure.protect_release import Outcome, given_away, protect_returns
from indicators.disclosure.published import Published
from indicators.disclosure.solver.audit import intervals
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from indicators.tables.table import annotated, build_table
from tests.unit.indicators.disclosure.tables import MISSING, POLICY, as_published, categories, released, texts
from tests.unit.indicators.tables.readings import returned, windows

REPORTS = "number-of-missing-children-reports"
SUMMARY, CONCLUDED = "adult-safeguarding-summary", "section-42-concluded"
OUTCOMES = "section-42-outcomes"
MOST = 1_000
Sums = Sequence[tuple[Sequence[str], str, int]]


def counted(
    period: str, current: int, previous: int | None = None, *, family: str = MISSING, row: str = ""
) -> Snapshot:
    """A return of one row alone."""
    figures = {(row or REPORTS, "current"): reported(current)}
    if previous is not None:
        figures[row or REPORTS, "previous"] = reported(previous)
    return returned(family, period, figures)


def side_by_side(*sent: Snapshot, policy: Policy = POLICY, published: Sequence[Published] = ()) -> Outcome:
    """A release of months or quarters, side by side in one table."""

    def build(shown: Sequence[Snapshot]) -> list[dict[str, Any]]:
        return annotated([with_policy(build_table(shown[-1], shown[:-1], shown=len(shown)), policy)])

    return protect_returns(sent, {sent[-1].family.slug: policy}, published, build)


def parts_of(year: str, letter: str, *counts: int, family: str = MISSING, row: str = "") -> list[Snapshot]:
    """The returns of the first months or quarters of a year."""
    slugs = [f"{year}-{letter}{number:0{1 if letter == 'q' else 2}d}" for number in range(1, len(counts) + 1)]
    return [counted(slug, count, family=family, row=row) for slug, count in zip(slugs, counts, strict=True)]


def printed(outcome: Outcome, row: str = REPORTS, table: int = 0) -> list[int | None]:
    """The numbers of a row; None for a symbol."""
    return [
        None if cell["value"] is None else int(cell["value"].split(".")[0])
        for one in outcome.contents[table]["rows"]
        if one["key"] == row
        for cell in one["cells"]
    ]


def possible(
    name: str, seen: Mapping[str, int | None], sums: Sums, least: Mapping[str, int] | None = None
) -> tuple[int, int]:
    """From where to where a count can be: `sums` are parts, whole, and how many more the whole may have."""
    ends = []
    for upwards in (False, True):
        model = cp_model.CpModel()
        counts = {key: model.new_int_var((least or {}).get(key, 0), MOST, key) for key in seen}
        for key, number in seen.items():
            if number is not None:
                model.add(counts[key] == number)
        for parts, whole, late in sums:
            model.add(counts[whole] >= sum(counts[part] for part in parts))
            model.add(counts[whole] <= sum(counts[part] for part in parts) + late)
        (model.maximize if upwards else model.minimize)(counts[name])
        solver = cp_model.CpSolver()
        assert solver.solve(model) == cp_model.OPTIMAL
        ends.append(solver.value(counts[name]))
    return ends[0], ends[1]


@pytest.mark.parametrize(("year", "late"), [(30, 0), (31, 1)])
def test_a_late_record_does_not_switch_off_what_is_known(year: int, late: int) -> None:
    """Months 0 + 0 + 7 and a quarter of 8: the year is 8 + 2 + 9 + 11 all the same, or one late record more."""
    months = side_by_side(*parts_of("2022-23", "m", 0, 0, 7))
    quarters = side_by_side(*parts_of("2022-23", "q", 8, 2, 9, 11), published=as_published(months))
    assert printed(quarters) == [8, None, 9, 11]
    public = [*as_published(months), *as_published(quarters)]
    outcome = released(counted("2022-23", year, 40), published=public)
    assert outcome.passed
    names = ["q1", "q2", "q3", "q4"]
    seen = {**dict(zip(names, printed(quarters), strict=True)), "year": printed(outcome)[0]}
    least, most = possible("q2", seen, [(names, "year", late)])
    assert least <= 1 < 5 <= most
    bare = {**seen, "year": year}
    assert possible("q2", bare, [(names, "year", late)]) == (2, 2 + late), "had the year been printed"
    (found,) = given_away([*public, Published("bare", build_table(counted("2022-23", year, 40)))])
    assert str(found.interval) == ("2" if not late else "2 to 3")


def test_what_was_revised_and_put_back_is_tied_to_what_it_stood_beside() -> None:
    """Q3 was 9, then 10, then 9 again, and the year before of the next one is 30: Q2 would be 2."""
    quarters = side_by_side(*parts_of("2022-23", "q", 8, 2, 9, 11))
    revised = side_by_side(*parts_of("2022-23", "q", 8, 2, 10, 11), published=as_published(quarters))
    public = [*as_published(quarters), *as_published(revised, "second")]
    back = side_by_side(*parts_of("2022-23", "q", 8, 2, 9, 11), published=public)
    public += as_published(back, "third")
    assert printed(quarters) == printed(back) == [8, None, 9, 11]
    assert printed(revised) == [8, None, 10, 11]
    outcome = released(counted("2023-24", 44, 30), published=public)
    assert outcome.passed
    assert printed(outcome) == [44, None, None, None]
    both = [*public, *as_published(released(counted("2023-24", 44, 30)))]
    assert [str(one.interval) for one in given_away(both)] == ["2"]


def test_a_correction_does_not_untie_the_tables_that_it_replaced() -> None:
    """Quarters and their year were tied; a rounded correction of a quarter is not. The next table prints the year."""
    rounded = Policy(version=2, threshold=15, zeros=Zeros.HIDDEN, method=Method.BOTH, base=5)
    quarters = side_by_side(*parts_of("2022-23", "q", 40, 2, 50, 60))
    year = released(counted("2022-23", 152, 170), published=as_published(quarters))
    assert printed(year) == [None, 170, None, None]
    public = [*as_published(quarters), *as_published(year, "second")]
    corrected = side_by_side(*parts_of("2022-23", "q", 44, 2, 50, 60), policy=rounded, published=public)
    assert printed(corrected) == [45, None, 50, 60]
    public += as_published(corrected, "third")
    outcome = released(counted("2023-24", 180, 152), published=public)
    assert outcome.passed
    assert printed(outcome) == [180, None, None, None]
    both = [*public, *as_published(released(counted("2023-24", 180, 152)))]
    assert [str(one.interval) for one in given_away(both)] == ["2"]


def test_what_two_families_count_is_one_number_over_every_window() -> None:
    """Quarters of 120, [c], 150, 180 beside the year of another family, 453: 3 would be left."""
    quarters = side_by_side(*parts_of("2022-23", "q", 120, 3, 150, 180, family=SUMMARY, row=CONCLUDED))
    assert printed(quarters, CONCLUDED) == [120, None, 150, 180]
    year = released(categories([100, 353]), published=as_published(quarters))
    assert year.passed
    assert texts(year, "total") == ["[c]", "[z]"]
    both = [*as_published(quarters), *as_published(released(categories([100, 353])))]
    assert [str(one.interval) for one in given_away(both)] == ["3"]
    names = ["q1", "q2", "q3", "q4"]
    seen = {**dict(zip(names, printed(quarters, CONCLUDED), strict=True)), "year": 453}
    assert possible("q2", seen, [(names, "year", 0)]) == (3, 3)


def test_the_year_before_of_one_family_is_the_year_of_the_other() -> None:
    """The outcomes of 2022-23 add up to 453, which the summary of 2023-24 prints as its year before."""
    quarters = side_by_side(*parts_of("2022-23", "q", 120, 3, 150, 180, family=SUMMARY, row=CONCLUDED))
    later = released(windows(SUMMARY, {CONCLUDED: (500, 453)}, "2023-24"), published=as_published(quarters))
    assert later.passed
    assert printed(later, CONCLUDED) == [500, None, None, None]
    outcomes = released(categories([100, 353]))
    after = side_by_side(
        *parts_of("2022-23", "q", 120, 3, 150, 180, family=SUMMARY, row=CONCLUDED), published=as_published(outcomes)
    )
    assert after.passed
    assert printed(after, CONCLUDED).count(None) == 2


def test_a_total_of_twelve_months_is_a_total_of_each_quarter_in_them() -> None:
    """No enquiry was concluded from April to June 2022, as the summary says: so 12 months to June hold none of them."""
    rolling = [categories([8, 92], "2021-22"), categories([3, 97], "2022-23-to-june")]
    quarter = counted("2022-23-q1", 0, family=SUMMARY, row=CONCLUDED)
    problem = assemble([*rolling, quarter], dict.fromkeys((SUMMARY, OUTCOMES), POLICY)).problem()
    june = [cell.key for cell in problem.cells if cell.key.endswith("/2021-07-01..2022-06-30")]
    key = f"{OUTCOMES}/identified-action/2021-07-01..2022-06-30"
    assert str(intervals(problem, june, [key])[key]) == "0 to 8", (
        "those of April to June 2021 may have been any of the 8"
    )


def test_what_the_policy_of_a_release_gives_away_is_not_blamed_on_older_ones() -> None:
    """4 enquiries were promised to be 0 to 5. Two outcomes that are known to be none of zero would leave 2 to 5."""
    hidden, always = Policy(version=2, zeros=Zeros.HIDDEN), Policy(version=3, zeros=Zeros.ALWAYS)
    before = released(counted("2022-23", 4, 90, family=SUMMARY, row=CONCLUDED), policies={SUMMARY: hidden})
    outcome = released(categories([3, 1]), policies={OUTCOMES: always}, published=as_published(before))
    assert not outcome.passed
    assert outcome.exposed == ()
    assert CONCLUDED in outcome.problem
    assert released(categories([3, 1]), policies={OUTCOMES: hidden}, published=as_published(before)).passed


def test_a_number_that_another_table_still_prints_is_tied_as_well() -> None:
    """The year is 30 in the table of the next one, and was corrected to 33 in its own. Quarters add up to 30."""
    next_year = released(counted("2023-24", 44, 30))
    corrected = released(counted("2022-23", 33, 40), published=as_published(next_year))
    public = [*as_published(next_year), *as_published(corrected, "second")]
    quarters = side_by_side(*parts_of("2022-23", "q", 8, 2, 9, 11), published=public)
    assert quarters.passed
    assert printed(quarters).count(None) == 2
