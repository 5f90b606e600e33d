import datetime

import pytest

from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import (
    DEFAULT_SYMBOL,
    LOW_SYMBOL,
    METHOD_WORDS,
    TAKEN,
    ZERO_NAMES,
    ZERO_WORDS,
    Method,
    Policy,
    PolicyError,
    Zeros,
)

BOTH = Policy(method=Method.BOTH, base=10)
ROUND = Policy(method=Method.ROUND, base=11)
NONE = Policy(method=Method.NONE)


def exact(number: int) -> Fact:
    return Fact((("a", 1),), number, number)


def test_defaults() -> None:
    policy = Policy()
    assert (policy.version, policy.threshold, policy.zeros, policy.method) == (1, 5, Zeros.PRINTED, Method.SUPPRESS)
    assert (policy.base, policy.symbol, policy.reason, policy.agreed_by) == (0, "[c]", "", ())
    assert policy.in_force_from is None


@pytest.mark.parametrize("threshold", [-1, 0, 101])
def test_threshold_out_of_range(threshold: int) -> None:
    with pytest.raises(PolicyError, match=r"^The threshold must be between 1 and 100\.$"):
        Policy(threshold=threshold)


@pytest.mark.parametrize("threshold", [1, 100])
def test_threshold_at_its_ends(threshold: int) -> None:
    assert Policy(threshold=threshold).is_sensitive(threshold)


@pytest.mark.parametrize(
    ("method", "base"), [(Method.SUPPRESS, 5), (Method.NONE, 5), (Method.ROUND, 0), (Method.BOTH, 0)]
)
def test_base_goes_with_rounding(method: Method, base: int) -> None:
    with pytest.raises(
        PolicyError, match=r"^Enter a number to round to if counts are rounded, or 0 if they are not\.$"
    ):
        Policy(method=method, base=base)


@pytest.mark.parametrize("base", [1, 1001, -5])
def test_base_out_of_range(base: int) -> None:
    with pytest.raises(PolicyError, match=r"^The number to round to must be between 2 and 1000\.$"):
        Policy(method=Method.BOTH, base=base)


@pytest.mark.parametrize("base", [2, 1000])
def test_base_at_its_ends(base: int) -> None:
    assert Policy(method=Method.BOTH, base=base).rounds


def test_rounding_alone_must_hide_small_counts() -> None:
    with pytest.raises(PolicyError) as refused:
        Policy(method=Method.ROUND, base=10)
    assert str(refused.value) == (
        "Rounding to 10 would show whether a count is nearer to 0 or to 10, which would reveal small counts. "
        "Round to 11 or more, or suppress small counts as well."
    )
    assert ROUND.fact("a", 5) == ROUND.fact("a", 1) == Fact((("a", 1),), 1, 5)
    assert Policy(threshold=3, method=Method.ROUND, base=7).fact("a", 3) == Fact((("a", 1),), 1, 3)


@pytest.mark.parametrize("symbol", ["", "c", "[C]", "[]", "[abcdefg]", "[c] ", "x[c]", "[c1]", *TAKEN])
def test_symbol_that_cannot_be_used(symbol: str) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy(symbol=symbol)
    assert str(refused.value) == (
        "The symbol must be 1 to 6 lower case letters in square brackets, such as [c]. It cannot be [x], [z], "
        "[p], [r], [e], [u], [low], which have other meanings."
    )


@pytest.mark.parametrize("symbol", ["[c]", "[small]", "[abcdef]"])
def test_symbol_that_can_be_used(symbol: str) -> None:
    assert symbol in Policy(symbol=symbol).sentence


def test_rounds_and_hides() -> None:
    assert [(one.rounds, one.hides) for one in (Policy(), ROUND, BOTH, NONE)] == [
        (False, True),
        (True, False),
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("zeros", "sensitive"), [(Zeros.ALWAYS, range(1, 6)), (Zeros.PRINTED, range(1, 6)), (Zeros.HIDDEN, range(6))]
)
def test_sensitive_counts(zeros: Zeros, sensitive: range) -> None:
    policy = Policy(zeros=zeros)
    assert policy.least == sensitive.start
    assert [count for count in range(9) if policy.is_sensitive(count)] == list(sensitive)
    for count in range(9):
        assert policy.stays(count) == ((sensitive.start, 5) if count in sensitive else None)


def test_nothing_is_sensitive_without_a_method() -> None:
    assert not any(NONE.is_sensitive(count) for count in range(9))
    assert NONE.stays(3) is None
    assert all(NONE.is_always_printed(count) for count in (0, 3, 9))
    assert Policy(method=Method.NONE, zeros=Zeros.ALWAYS).floor(3) == 0


def test_floor_is_what_a_reader_knows_of_a_hidden_count() -> None:
    always = Policy(zeros=Zeros.ALWAYS)
    assert [always.floor(count) for count in (0, 1, 9)] == [0, 1, 1]
    assert [Policy(zeros=zeros).floor(9) for zeros in (Zeros.PRINTED, Zeros.HIDDEN)] == [0, 0]


def test_zeros_that_are_always_printed_cannot_be_hidden() -> None:
    assert Policy(zeros=Zeros.ALWAYS).is_always_printed(0)
    assert not Policy(zeros=Zeros.ALWAYS).is_always_printed(1)
    assert not Policy(zeros=Zeros.PRINTED).is_always_printed(0)
    assert not Policy(zeros=Zeros.HIDDEN).is_always_printed(0)


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (Policy(), {0: 0, 3: 3, 17: 17}),
        (NONE, {0: 0, 3: 3}),
        (BOTH, {0: 0, 4: None, 5: 10, 14: 10, 15: 20}),
        (Policy(method=Method.BOTH, base=10, zeros=Zeros.HIDDEN), {0: None, 4: None, 5: 10}),
        (ROUND, {0: 0, 5: None, 6: 11, 16: 11, 17: 22}),
    ],
)
def test_shown(policy: Policy, shown: dict[int, int | None]) -> None:
    assert {count: policy.shown(count) for count in shown} == shown


@pytest.mark.parametrize(
    ("policy", "count", "fact"),
    [
        (Policy(), 7, exact(7)),
        (Policy(), 0, exact(0)),
        (BOTH, 0, exact(0)),
        (BOTH, 3, Fact((("a", 1),), 1, 4)),
        (BOTH, 17, Fact((("a", 1),), 15, 24)),
        (Policy(method=Method.BOTH, base=10, zeros=Zeros.HIDDEN), 0, Fact((("a", 1),), 0, 4)),
        (Policy(method=Method.BOTH, base=10, zeros=Zeros.HIDDEN), 3, Fact((("a", 1),), 0, 4)),
        (ROUND, 0, exact(0)),
        (ROUND, 16, Fact((("a", 1),), 6, 16)),
    ],
)
def test_fact(policy: Policy, count: int, fact: Fact) -> None:
    assert policy.fact("a", count) == fact


@pytest.mark.parametrize("base", [2, 3, 5, 10, 11])
@pytest.mark.parametrize("zeros", list(Zeros))
def test_fact_holds_for_exactly_the_counts_that_are_shown_so(zeros: Zeros, base: int) -> None:
    policy = Policy(method=Method.BOTH, base=base, zeros=zeros)

    def looks(count: int) -> tuple[int | None, bool]:
        return policy.shown(count), count == 0 and zeros is not Zeros.HIDDEN

    for count in range(40):
        for other in range(60):
            assert policy.fact("a", count).holds({"a": other}) == (looks(other) == looks(count))


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (
            Policy(),
            "Counts from 1 to 5 are replaced by [c], as is any figure that would reveal one. Zeros are shown, "
            "unless suppressing one protects another figure. Disclosure policy, version 1.",
        ),
        (
            Policy(zeros=Zeros.ALWAYS, threshold=9, symbol="[s]", version=3),
            "Counts from 1 to 9 are replaced by [s], as is any figure that would reveal one. Zeros are shown. "
            "Disclosure policy, version 3.",
        ),
        (
            Policy(
                zeros=Zeros.HIDDEN, method=Method.BOTH, base=5, agreed_by=("Chair", "Data lead"), reason="Few live here"
            ),
            "Counts from 0 to 5 are replaced by [c], as is any figure that would reveal one. The others are "
            "rounded to the nearest 5. Disclosure policy, version 1, agreed by Chair and Data lead. Few live "
            "here.",
        ),
        (
            Policy(method=Method.ROUND, base=11, reason="Small places."),
            "Counts are rounded to the nearest 11. [low] means a count that rounds to zero. Zeros are shown, "
            "unless suppressing one protects another figure. Disclosure policy, version 1. Small places.",
        ),
        (
            Policy(method=Method.NONE, agreed_by=("Chair",)),
            (
                "Counts are shown as they are: none are suppressed or rounded. Disclosure policy, version 1, "
                "agreed by Chair."
            ),
        ),
    ],
)
def test_sentence(policy: Policy, sentence: str) -> None:
    assert policy.sentence == sentence


def test_every_choice_has_its_words() -> None:
    assert [method.words for method in Method] == [
        "Suppress small counts, and any figures that would reveal them",
        "Round every count",
        "Suppress small counts, and round the others",
        "Show every count as it is",
    ]
    assert set(METHOD_WORDS) == set(Method)
    assert ZERO_WORDS == {
        Zeros.ALWAYS: " Zeros are shown.",
        Zeros.PRINTED: " Zeros are shown, unless suppressing one protects another figure.",
        Zeros.HIDDEN: "",
    }
    assert ZERO_NAMES == {
        Zeros.ALWAYS: "Always show them",
        Zeros.PRINTED: "Show them, unless suppressing one protects another figure",
        Zeros.HIDDEN: "Protect them like small counts",
    }
    assert (DEFAULT_SYMBOL, LOW_SYMBOL) == ("[c]", "[low]")


def test_data_and_back() -> None:
    policy = Policy(
        version=4,
        threshold=7,
        zeros=Zeros.HIDDEN,
        method=Method.BOTH,
        base=5,
        symbol="[s]",
        reason="Why",
        agreed_by=("a", "b"),
        in_force_from=datetime.date(2026, 4, 1),
    )
    data = policy.as_data()
    assert data == {
        "version": 4,
        "threshold": 7,
        "zeros": "hidden",
        "method": "both",
        "base": 5,
        "symbol": "[s]",
        "reason": "Why",
        "agreed_by": ["a", "b"],
        "in_force_from": "2026-04-01",
    }
    assert type(data["zeros"]) is type(data["method"]) is str
    assert Policy.from_data(data) == policy
    assert Policy().as_data()["in_force_from"] is None
    assert Policy.from_data(Policy().as_data()) == Policy()
    with pytest.raises(PolicyError, match="threshold"):
        Policy.from_data(data | {"threshold": 0})
