from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.definitions import calculations
from indicators.disclosure.solver import facts
from indicators.disclosure.solver.facts import LARGEST, Fact, FactError

DECIMALS = st.integers(0, 2)
# The tests are to be fast: everything small is tried in full, what is drawn is only a few.
FEW = settings(max_examples=20, deadline=None)


def test_fact_needs_terms() -> None:
    with pytest.raises(FactError, match=r"^A fact needs at least one quantity\.$"):
        Fact((), 0, 1)
    with pytest.raises(FactError, match="at least one quantity"):
        facts.difference("a", "a", 0)


@pytest.mark.parametrize(
    ("coefficient", "lower", "upper"),
    [(LARGEST + 1, 0, 0), (-LARGEST - 1, 0, 0), (1, LARGEST + 1, None), (1, None, LARGEST + 1), (1, -LARGEST - 1, 0)],
)
def test_fact_refuses_numbers_that_cannot_be_held(coefficient: int, lower: int | None, upper: int | None) -> None:
    with pytest.raises(FactError, match=r"^A fact holds a number that is too large to be worked with exactly\.$"):
        Fact((("a", coefficient),), lower, upper)


def test_fact_takes_the_largest_number() -> None:
    assert Fact((("a", LARGEST), ("b", -LARGEST)), -LARGEST, LARGEST).upper == LARGEST == 10**12


@pytest.mark.parametrize(
    ("lower", "upper", "known"), [(3, 3, True), (3, 4, False), (None, 3, False), (3, None, False), (None, None, False)]
)
def test_equality_is_a_sum_that_is_known(lower: int | None, upper: int | None, known: bool) -> None:
    assert Fact((("a", 1),), lower, upper).is_equality is known


def test_amount_and_holds() -> None:
    fact = Fact((("a", 2), ("b", -3)), -1, 4)
    assert fact.amount({"a": 5, "b": 2}) == 4
    assert fact.holds({"a": 5, "b": 2})
    assert fact.holds({"a": 1, "b": 1})
    assert not fact.holds({"a": 4, "b": 1})
    assert not fact.holds({"a": 0, "b": 1})
    with pytest.raises(KeyError):
        fact.amount({"a": 1})


def test_no_limit_is_never_passed() -> None:
    assert Fact((("a", 1),), None, 2).holds({"a": -(10**9)})
    assert not Fact((("a", 1),), None, 2).holds({"a": 3})
    assert Fact((("a", 1),), 2, None).holds({"a": 10**9})
    assert not Fact((("a", 1),), 2, None).holds({"a": 1})


def test_plain_facts() -> None:
    assert facts.exactly("a", 7) == Fact((("a", 1),), 7, 7)
    assert facts.between("a", 2, None) == Fact((("a", 1),), 2, None)
    assert facts.between("a", None, 9) == Fact((("a", 1),), None, 9)
    assert facts.sums_to(["b", "a"], "whole") == Fact((("a", 1), ("b", 1), ("whole", -1)), 0, 0)
    assert facts.at_most("part", "whole") == Fact((("part", -1), ("whole", 1)), 0, None)
    assert facts.within_sum(["b", "a"], "persons") == Fact((("a", 1), ("b", 1), ("persons", -1)), 0, None)
    assert facts.difference("later", "earlier", -4) == Fact((("earlier", -1), ("later", 1)), -4, -4)


def test_equal_quantities_are_added_up_and_nothing_is_left_of_those_that_cancel() -> None:
    assert facts.sums_to(["a", "a", "b"], "b") == Fact((("a", 2),), 0, 0)


@pytest.mark.parametrize(
    ("printed", "decimals", "interval"),
    [
        ("2.5", 1, (Fraction(49, 20), Fraction(51, 20), True, False)),
        ("-2.5", 1, (Fraction(-51, 20), Fraction(-49, 20), False, True)),
        ("0", 0, (Fraction(-1, 2), Fraction(1, 2), False, False)),
        ("3", 0, (Fraction(5, 2), Fraction(7, 2), True, False)),
    ],
)
def test_rounding_interval(printed: str, decimals: int, interval: tuple[Fraction, Fraction, bool, bool]) -> None:
    assert facts.rounding_interval(Decimal(printed), decimals) == interval


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_rounding_interval_holds_exactly_what_is_printed_so(decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    for number in (unit * tenth / 20 for tenth in range(-50, 51)):
        for printed in (unit * step for step in range(-3, 4)):
            least, greatest, has_least, has_greatest = facts.rounding_interval(printed, decimals)
            exact = Fraction(number)
            inside = least < exact < greatest or (exact == least and has_least) or (exact == greatest and has_greatest)
            assert inside == (calculations.half_up(number, decimals) == printed)


@pytest.mark.parametrize("decimals", [0, 1])
def test_share_holds_for_exactly_the_counts_that_print_it(decimals: int) -> None:
    possible = [(part, base) for part in range(31) for base in range(31)]
    shares = {pair: calculations.share(*pair, decimals) for pair in possible}
    for printed in {
        shares[pair] for pair in [(0, 9), (1, 3), (1, 8), (1, 16), (2, 3), (5, 4), (7, 9), (8, 8), (1, 30)]
    }:
        assert isinstance(printed, Decimal)
        found = facts.share("part", "base", printed, decimals)
        for part, base in possible:
            agrees = all(fact.holds({"part": part, "base": base}) for fact in found)
            assert agrees == (shares[part, base] == printed), (part, base, printed)


@pytest.mark.parametrize("decimals", [0, 1])
def test_percent_change_holds_for_exactly_the_counts_that_print_it(decimals: int) -> None:
    possible = [(later, earlier) for later in range(31) for earlier in range(31)]
    changes = {pair: calculations.percent_change(*pair, decimals) for pair in possible}
    pairs = [(0, 9), (3, 8), (8, 8), (7, 8), (9, 8), (15, 16), (17, 16), (30, 1), (29, 30), (5, 7)]
    for printed in {changes[pair] for pair in pairs}:
        assert isinstance(printed, Decimal)
        found = facts.percent_change("later", "earlier", printed, decimals)
        for later, earlier in possible:
            agrees = all(fact.holds({"later": later, "earlier": earlier}) for fact in found)
            assert agrees == (changes[later, earlier] == printed), (later, earlier, printed)


@FEW
@given(st.integers(0, 5_000), st.integers(1, 5_000), DECIMALS, st.integers(-3, 3), st.integers(-3, 3))
def test_percentages_of_larger_counts(part: int, base: int, decimals: int, more: int, wider: int) -> None:
    printed = calculations.share(part, base, decimals)
    changed = calculations.percent_change(part, base, decimals)
    assert isinstance(printed, Decimal)
    assert isinstance(changed, Decimal)
    others = {"a": max(0, part + more), "b": max(0, base + wider)}
    for found, again in (
        (facts.share("a", "b", printed, decimals), calculations.share(others["a"], others["b"], decimals) == printed),
        (
            facts.percent_change("a", "b", changed, decimals),
            calculations.percent_change(others["a"], others["b"], decimals) == changed,
        ),
    ):
        assert all(fact.holds({"a": part, "b": base}) for fact in found)
        assert all(fact.holds(others) for fact in found) == again


def test_ratio_says_that_the_denominator_is_not_zero() -> None:
    denominator, least, greatest = facts.ratio({"a": 1}, {"b": 2, "c": 1}, Decimal("0.5"), 0)
    assert denominator == Fact((("b", 2), ("c", 1)), 1, None)
    # a / (2 b + c) from 0 to just below 1, from which half is taken at both ends: rounded 0.5 means 0 to 1.
    assert least == Fact((("a", 1),), 0, None)
    assert greatest == Fact((("a", -1), ("b", 2), ("c", 1)), 1, None)


@FEW
@given(st.integers(0, 60), st.integers(1, 400), st.sampled_from([1, 100, 1_000, 10_000]), DECIMALS)
def test_rate_holds_for_exactly_the_counts_that_print_it(count: int, population: int, per: int, decimals: int) -> None:
    def printed(number: int) -> Decimal:
        return calculations.half_up(Decimal(number) * per / population, decimals)

    fact = facts.rate("a", population, per, printed(count), decimals)
    for number in range(-1, 130):
        if number >= 0:
            assert fact.holds({"a": number}) == (printed(number) == printed(count))


@pytest.mark.parametrize(
    ("population", "printed", "decimals", "ends"),
    [
        # A rate of 2.5 to just below 3.5 per 1,000 of 2,000: from 5 to 6.
        (2_000, "3", 0, (5, 6)),
        # Nothing is printed as 0 but what is below half: below 1 person in 2,000.
        (2_000, "0", 0, (0, 0)),
        # Falls: -3.5 is printed as -4, -2.5 as -3.
        (2_000, "-3", 0, (-6, -5)),
        (3_000, "1.0", 1, (3, 3)),
        (1_000_000, "1.0", 1, (950, 1049)),
    ],
)
def test_rate_at_its_ends(population: int, printed: str, decimals: int, ends: tuple[int, int]) -> None:
    fact = facts.rate("a", population, 1_000, Decimal(printed), decimals)
    assert (fact.lower, fact.upper) == ends


@pytest.mark.parametrize("base", range(2, 13))
def test_rounded_holds_for_exactly_the_counts_that_are_nearest(base: int) -> None:
    for count in range(3 * base + 1):
        near = facts.nearest(count, base)
        expected = int(calculations.half_up(Decimal(count) / base)) * base
        assert near == expected
        fact = facts.rounded("a", near, base)
        for other in range(5 * base):
            assert fact.holds({"a": other}) == (facts.nearest(other, base) == near)


def test_scaled_makes_fractions_whole() -> None:
    fact = facts.scaled({"a": Fraction(1, 2), "b": Fraction(-2, 3)}, Fraction(1, 4), Fraction(9, 4))
    assert fact == Fact((("a", 3), ("b", -4)), 2, 13)
    assert facts.scaled({"a": Fraction(1, 2)}, None, Fraction(1)) == Fact((("a", 1),), None, 2)
    assert facts.scaled({"a": Fraction(1, 2)}, Fraction(1), None) == Fact((("a", 1),), 2, None)
    assert facts.scaled({"a": 2, "b": Fraction(1, 3)}, 1, 2) == Fact((("a", 6), ("b", 1)), 3, 6)
