"""What another policy would change, in words."""

import pytest

from indicators.disclosure.compare import LOOSER, STRICTER, changes, same_in_effect, warnings
from indicators.disclosure.solver.policy import Method, Policy, Zeros

NOW = Policy()
NONE = Policy(method=Method.NONE)
ROUND = Policy(method=Method.ROUND, base=11)


@pytest.mark.parametrize(
    ("before", "after", "said", "warned"),
    [
        (NOW, Policy(version=9, reason="Others."), (), ()),
        (NOW, Policy(threshold=9), ("Counts from 6 to 9 will be protected as well.",), (STRICTER,)),
        (NOW, Policy(threshold=2), ("Counts from 3 to 5 will no longer be protected.",), (LOOSER,)),
        (NOW, Policy(symbol="[s]"), ("Suppressed figures will show [s] instead of [c].",), ()),
        (NOW, Policy(zeros=Zeros.HIDDEN), ("Zeros will be protected like small counts.",), (STRICTER,)),
        (
            Policy(zeros=Zeros.HIDDEN),
            NOW,
            ("Zeros will be shown, unless suppressing one protects another figure.",),
            (LOOSER,),
        ),
        (NONE, Policy(method=Method.NONE, threshold=9), (), ()),
        (
            ROUND,
            Policy(method=Method.ROUND, base=20),
            ("Counts will be rounded to the nearest 20 instead of 11.",),
            (STRICTER,),
        ),
        (ROUND, Policy(method=Method.ROUND, base=11, symbol="[s]"), (), ()),
    ],
)
def test_each_difference_is_said_and_warned_of(
    before: Policy, after: Policy, said: tuple[str, ...], warned: tuple[str, ...]
) -> None:
    assert changes(before, after) == said
    assert warnings(before, after) == warned
    assert same_in_effect(before, after) == (not said)


def test_another_method_is_named_with_what_it_does() -> None:
    to_none = (
        "How counts are protected: “Show every count as it is” instead of “Suppress small counts, and any "
        "figures that would reveal them”."
    )
    assert changes(NOW, NONE) == (to_none,)
    assert warnings(NOW, NONE) == (LOOSER,)
    assert warnings(NONE, NOW) == (STRICTER,)
    assert changes(NOW, ROUND)[1:] == ("Counts will be rounded to the nearest 11.",)
    # It hides none any more, and tells less of those that were printed.
    assert warnings(NOW, ROUND) == (STRICTER, LOOSER)


def test_zeros_that_are_always_printed_make_more_tables_unpublishable() -> None:
    (sentence,) = changes(NOW, Policy(zeros=Zeros.ALWAYS))
    assert "more tables cannot be published" in sentence
