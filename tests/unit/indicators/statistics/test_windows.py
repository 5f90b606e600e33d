"""Two windows: the test, its ratio, too few to compare, and the 16 rows of the seed."""

import csv
from fractions import Fraction
from math import comb, inf

import pytest

from bcssp.example.sources import POLICE
from indicators.statistics.limits import LEVEL
from indicators.statistics.windows import (
    Verdict,
    adjusted,
    compare_windows,
    equal_rates_p,
    least_events,
    ratio_limits,
    verdicts,
)
from tests.lazy import Lazily
from tests.unit.indicators.statistics.published import EXACT, reference

stats = Lazily("scipy.stats")


def seed() -> dict[str, tuple[int, int]]:
    with POLICE.open(encoding="utf-8", newline="") as file:
        return {line["indicator"]: (int(line["current"]), int(line["previous"])) for line in csv.DictReader(file)}


def by_hand(current: int, previous: int, share: Fraction) -> Fraction:
    """Twice the smaller tail in exact arithmetic."""
    total = current + previous
    chance = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return min(Fraction(1), 2 * min(sum(chance[: current + 1]), sum(chance[current:])))


@pytest.mark.parametrize(("current", "previous"), [*seed().values(), (0, 0), (0, 9), (9, 0), (5, 5)])
def test_p_agrees_with_exact_fractions_and_with_scipy(current: int, previous: int) -> None:
    p = equal_rates_p(current, previous)
    assert p == pytest.approx(float(by_hand(current, previous, Fraction(1, 2))), rel=EXACT)
    if current + previous:
        assert p == pytest.approx(stats.binomtest(current, current + previous).pvalue, rel=EXACT)


@pytest.mark.parametrize(("current", "previous"), [(10, 3), (95, 61), (3, 10)])
def test_windows_of_different_length_are_compared_by_their_days(current: int, previous: int) -> None:
    share = Fraction(366, 366 + 365)
    assert equal_rates_p(current, previous, float(share)) == pytest.approx(
        float(by_hand(current, previous, share)), rel=EXACT
    )
    test = compare_windows(current, previous, float(share))
    assert test.ratio == pytest.approx(current / previous * 365 / 366, rel=EXACT)


@pytest.mark.parametrize(("current", "previous"), [*seed().values(), (0, 9), (9, 0)])
def test_ratio_limits_are_those_of_clopper_and_pearson(current: int, previous: int) -> None:
    exact = stats.binomtest(current, current + previous).proportion_ci(method="exact")
    limits = ratio_limits(current, previous)
    assert limits.lower == pytest.approx(exact.low / (1 - exact.low) if current else 0, rel=EXACT)
    assert limits.upper == (pytest.approx(exact.high / (1 - exact.high), rel=EXACT) if previous else inf)


def test_without_any_event_the_ratio_is_open() -> None:
    limits = ratio_limits(0, 0)
    assert (limits.lower, limits.upper) == (0, inf)
    assert compare_windows(9, 0).ratio == inf


@pytest.mark.parametrize("current", range(0, 41, 4))
@pytest.mark.parametrize("share", [0.5, 366 / 731, 0.2])
def test_the_limits_leave_out_equal_rates_exactly_where_the_test_does(current: int, share: float) -> None:
    limits = ratio_limits(current, 20, share)
    assert (not limits.lower <= 1 <= limits.upper) == (equal_rates_p(current, 20, share) < LEVEL)


def test_too_few_is_where_no_split_could_pass() -> None:
    assert least_events() == 6
    assert equal_rates_p(5, 0) >= LEVEL > equal_rates_p(6, 0)
    assert compare_windows(5, 0).p is None
    assert compare_windows(6, 0).p == pytest.approx(2 / 64, rel=EXACT)
    assert least_events(0.8) > 6
    assert compare_windows(1, 4).total == 5


@pytest.mark.parametrize(("current", "previous", "share"), [(-1, 3, 0.5), (3, -1, 0.5), (3, 3, 0.0), (3, 3, 1.0)])
def test_nonsense_is_refused(current: int, previous: int, share: float) -> None:
    with pytest.raises(ValueError, match=r"below zero|at least one day"):
        compare_windows(current, previous, share)


def test_adjusted_probabilities_reproduce_the_published_example() -> None:
    example = reference("false_discovery")
    after = adjusted(example["probabilities"])
    assert sum(one <= 0.05 for one in after) == example["claimed"]
    assert sum(one <= 0.05 / len(after) for one in example["probabilities"]) == example["by_bonferroni"]


def test_adjusted_probabilities_agree_with_scipy_in_any_order() -> None:
    shuffled = [0.7, 0.0004, 0.0459, 0.0001, 1.0, 0.0095, 0.0459]
    assert adjusted(shuffled) == pytest.approx(list(stats.false_discovery_control(shuffled)), rel=EXACT)
    assert adjusted([]) == []


def test_the_seeds_changes_are_not_overclaimed() -> None:
    names = list(seed())
    tests = [compare_windows(*seed()[name]) for name in names]
    plain = [equal_rates_p(*seed()[name]) for name in names]
    assert sum(p >= 0.05 for p in plain) == 9
    assert sum(p < 0.05 for p in plain) == 7
    assert sum(p < 0.05 / 16 for p in plain) == 3
    said = dict(zip(names, (verdict for verdict, _ in verdicts(tests)), strict=True))
    assert {name for name, verdict in said.items() if verdict is Verdict.HIGHER} == {
        "Number of Missing Children",
        "Number of Missing Children Reports",
    }
    assert {name for name, verdict in said.items() if verdict is Verdict.LOWER} == {
        "Number of Domestic Abuse Crimes",
        "Number of Child Protection Serious Sexual Offences",
        "Number of Non-Familial Sexual Crimes - Child Victim",
        "Number of Child Sexual Exploitation Crimes",
    }
    # 4.4% alone, 9.4% among the 15 that can be tested.
    assert said["Number of Child Protection Crime (excluding Domestic Abuse Crimes)"] is Verdict.NOT_AFTER_CORRECTION
    assert said["Number of Repeat Children Missing from Care"] is Verdict.TOO_FEW
    by_chance = {name for name, p in zip(names, plain, strict=True) if p >= 0.05}
    assert {said[name] for name in by_chance} == {Verdict.CHANCE, Verdict.TOO_FEW}


def test_tests_with_too_few_events_are_not_counted_among_those_looked_at() -> None:
    lone, few = compare_windows(20, 7), compare_windows(1, 1)
    assert verdicts([lone, few]) == [*verdicts([lone]), (Verdict.TOO_FEW, None)]
