"""What always holds between counts and is no rule is named, until a person settles it."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from indicators.definitions.entries import CatalogueError
from indicators.definitions.settled import SETTLED, Row, Settled, load_settled
from indicators.disclosure.unstated import OWN_AREA, Known, Unstated, counts_of, title_of, unstated
from tests.unit.indicators.disclosure.tables import categories, police
from tests.unit.indicators.tables.readings import area_rates

CRIMES, MISSING, ADULTS = "child-protection", "missing-children", "adult-safeguarding-summary"
ALL = (CRIMES, "number-of-child-protection-crime-excluding-domestic-abuse-crimes")
CRUELTY = (CRIMES, "number-of-child-protection-crimes-for-cruelty-and-neglect-of-children")
SERIOUS = (CRIMES, "number-of-child-protection-serious-sexual-offences")
CHILDREN, REPORTS = (MISSING, "number-of-missing-children"), (MISSING, "number-of-missing-children-reports")
REPEAT, CARE = (MISSING, "number-of-repeat-missing-children"), (MISSING, "number-of-children-missing-from-care")
CONCLUDED, TOTAL = (ADULTS, "section-42-concluded"), ("section-42-outcomes", "total")
YEARS = [(datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)) for year in range(2019, 2023)]


def found(*years: Mapping[Row, int], settled: tuple[Settled, ...] = ()) -> list[str]:
    """What is found in figures of so many years."""
    return [one.sentence for one in unstated(dict(zip(YEARS, years, strict=False)), settled)]


def test_a_count_that_is_always_the_same_as_another_or_at_most_it_is_named() -> None:
    same = found({CRUELTY: 20, SERIOUS: 20}, {CRUELTY: 30, SERIOUS: 30})
    assert same == [f"{'/'.join(CRUELTY)} = {'/'.join(SERIOUS)} (2 windows)"]
    part = found({CRUELTY: 20, ALL: 30}, {CRUELTY: 30, ALL: 30})
    assert part == [f"{'/'.join(CRUELTY)} <= {'/'.join(ALL)} (2 windows)"]
    assert found({CRUELTY: 20, ALL: 30}, {CRUELTY: 31, ALL: 30}) == []


def test_two_counts_that_are_always_a_third_are_named() -> None:
    years = ({CRUELTY: 20, SERIOUS: 30, ALL: 50}, {CRUELTY: 35, SERIOUS: 30, ALL: 65})
    assert f"{'/'.join(CRUELTY)} + {'/'.join(SERIOUS)} = {'/'.join(ALL)} (2 windows)" in found(*years)


def test_two_parts_that_are_always_at_most_their_whole_are_named() -> None:
    years = ({CHILDREN: 95, CARE: 3, REPORTS: 202}, {CHILDREN: 61, CARE: 10, REPORTS: 92})
    assert f"{'/'.join(CARE)} + {'/'.join(CHILDREN)} <= {'/'.join(REPORTS)} (2 windows)" in found(*years)


def test_what_follows_from_the_rules_is_not_named() -> None:
    assert found({CHILDREN: 95, REPEAT: 48, REPORTS: 202}) == []
    assert found({CONCLUDED: 404, TOTAL: 404}) == []
    known = Known([CHILDREN, REPEAT, REPORTS, CONCLUDED, TOTAL])
    assert known.implies(Unstated("at_most", (REPEAT,), (REPORTS,), 1))
    assert known.implies(Unstated("at_most", (CHILDREN, REPEAT), (REPORTS,), 1))
    assert not known.implies(Unstated("at_most", (REPORTS,), (CHILDREN,), 1))


def test_one_part_of_a_total_is_more_than_another_by_chance() -> None:
    first, second = ("contact-sources", "1a"), ("contact-sources", "1b")
    assert found({first: 20, second: 30}) == []


def test_small_numbers_are_the_same_by_chance() -> None:
    assert found({CRUELTY: 0, SERIOUS: 0}) == []
    assert found({CRUELTY: 4, SERIOUS: 4}) == []


def test_what_a_person_settled_is_not_named_again_and_nothing_else_is_covered() -> None:
    within = Settled("Chance", ("at_most",), (CRIMES,))
    assert found({CRUELTY: 20, ALL: 30}, settled=(within,)) == []
    assert found({CRUELTY: 30, ALL: 30}, settled=(within,)) != []
    assert found({CRUELTY: 20, REPORTS: 30}, settled=(within,)) != []
    of_rows = Settled("Chance", ("at_most",), (CRIMES,), lower=("/".join(SERIOUS),))
    assert found({CRUELTY: 20, ALL: 30}, settled=(of_rows,)) != []
    between = Settled("Chance", ("at_most",), (CRIMES,), others=(MISSING,))
    assert found({CRUELTY: 20, REPORTS: 30}, settled=(between,)) == []
    assert found({CRUELTY: 20, ALL: 30}, settled=(between,)) != []
    both = Settled("Chance", ("equal",), (CRIMES, ADULTS), lower=("/".join(CONCLUDED),), upper=("/".join(CRUELTY),))
    assert found({CRUELTY: 30, CONCLUDED: 30}, settled=(both,)) == []


def test_counts_come_from_returns_by_window_and_of_areas_the_own_one_alone() -> None:
    counts = counts_of([police(), categories([3, 40]), area_rates(2023, (139, "38.4"))])
    window = (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
    assert counts[window][CHILDREN] == 95
    assert counts[window][TOTAL] == 43
    assert counts[YEARS[2]][CHILDREN] == 61
    day = datetime.date(2023, 3, 31)
    assert counts[day, day] == {("child-protection-plans-rate", OWN_AREA): 139}
    assert title_of(CHILDREN) == "Missing children: Number of Missing Children"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("second reader", "data definitions", "must be two"),
        ('families = ["child-protection"]', 'families = ["weather"]', "weather"),
        ('kinds = ["at_most"]', 'kinds = ["less"]', "kinds"),
    ],
)
def test_what_is_not_signed_or_names_nothing_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    text = SETTLED.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "settled.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load_settled(path)
