"""What words must not say: every withheld count, and all that is one step away from it."""

from indicators.disclosure.change_rules import Measure
from indicators.disclosure.near_values import Near, Step, near_values
from tests.unit.indicators.disclosure.tables import CARE, MISSING, as_published, categories, police, released
from tests.unit.indicators.disclosure.test_everything_public import (
    CONCLUDED,
    OUTCOMES,
    REPORTS,
    SUMMARY,
    counted,
    parts_of,
    side_by_side,
)
from tests.unit.indicators.tables.readings import area_rates, estimated


def steps(found: tuple[Near, ...], key: str, step: Step) -> set[str]:
    """The numbers of one kind about one count."""
    return {str(one.number) for one in found if one.key == key and one.step is step}


def test_a_hidden_count_of_two_years_is_near_its_change_and_its_share_of_a_whole() -> None:
    found = near_values(as_published(released(police())))
    key = f"{MISSING}/{CARE}/2022-04-01..2023-03-31"
    assert steps(found, key, Step.COUNT) == {"3"}
    assert steps(found, key, Step.CHANGE) == {"-7"}
    assert steps(found, key, Step.PERCENT_CHANGE) == {"-70"}
    assert "92" in steps(found, key, Step.REST), "95 missing children, of whom 3 from care"
    assert {one.family for one in found} == {MISSING}


def test_a_part_of_a_total_is_near_its_share_and_the_rest() -> None:
    key = f"{OUTCOMES}/identified-action/2022-04-01..2023-03-31"
    found = near_values(as_published(released(categories([3, 40, 50, 60]))))
    assert steps(found, key, Step.SHARE) == {"2"}
    assert "150" in steps(found, key, Step.REST)
    hidden_total = near_values(as_published(released(categories([3]))))
    total = f"{OUTCOMES}/total/2022-04-01..2023-03-31"
    assert steps(hidden_total, total, Step.SHARE) == {"100", "0"}


def test_windows_that_follow_or_hold_a_hidden_one_and_other_versions_of_it_are_near() -> None:
    quarters = side_by_side(*parts_of("2022-23", "q", 40, 2, 50, 60))
    corrected = side_by_side(*parts_of("2022-23", "q", 40, 12, 50, 60), published=as_published(quarters))
    year = released(counted("2022-23", 152, 170), published=as_published(quarters))
    found = near_values([*as_published(quarters), *as_published(corrected, "second"), *as_published(year, "third")])
    key = f"{MISSING}/{REPORTS}/2022-07-01..2022-09-30"
    assert steps(found, key, Step.CHANGE) == {"-38", "48"}
    assert steps(found, key, Step.REVISION) == {"10"}
    assert "150" in steps(found, key, Step.REST)


def test_what_two_families_keep_back_is_given_for_both() -> None:
    both = released(counted("2022-23", 4, family=SUMMARY, row=CONCLUDED), categories([4]))
    found = near_values(as_published(both))
    assert {one.family for one in found if one.step is Step.COUNT and one.number == 4} == {SUMMARY, OUTCOMES}


def test_a_hidden_count_of_an_area_is_near_its_rate() -> None:
    outcome = released(estimated(area_rates(2023, (4, "1.1")), avonside=36_000))
    people = {Measure.from_key(one.key): 36_000 for one in outcome.withheld}
    found = near_values(as_published(outcome), people)
    assert {(str(one.number), Measure.from_key(one.key).row) for one in found if one.step is Step.RATE} == {
        ("1", "avonside"),
        ("1.1", "avonside"),
    }
    assert not [one for one in near_values(as_published(outcome)) if one.step is Step.RATE]


def test_nothing_is_near_where_nothing_is_hidden() -> None:
    assert near_values([]) == ()
    assert near_values(as_published(released(categories([30, 40, 50])))) == ()
