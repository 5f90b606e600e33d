"""Relations between rows of several families, as facts about one window."""

from collections.abc import Mapping

from indicators.disclosure.across_rules import rules_across
from indicators.disclosure.solver.facts import Fact, at_most, scaled

SUMMARY, OUTCOMES, RISKS = "adult-safeguarding-summary", "section-42-outcomes", "enquiry-outcomes"
ACTION, NO_ACTION, ALL = (OUTCOMES, "identified-action"), (OUTCOMES, "identified-no-action"), (RISKS, "total")


def found(names: Mapping[tuple[str, str], str]) -> list[Fact]:
    return list(rules_across(names))


def test_all_enquiries_with_a_risk_identified_are_those_with_and_without_action() -> None:
    """265 less 262 is 3: the second outcome is small, and hidden in vain."""
    names = {ACTION: "a", NO_ACTION: "b", ALL: "c"}
    assert found(names) == [scaled({"a": -1, "b": -1, "c": 1}, 0, 0)]
    assert found(names)[0].holds({"a": 262, "b": 3, "c": 265})


def test_what_is_known_of_a_sum_is_no_more_than_the_whole() -> None:
    assert found({ACTION: "a", ALL: "c"}) == [at_most("a", "c")]
    assert found({ACTION: "a"}) == found({ALL: "c"}) == []


def test_enquiries_concluded_are_the_same_in_three_families() -> None:
    names = {(SUMMARY, "section-42-concluded"): "a", (OUTCOMES, "total"): "b", ("desired-outcomes", "concluded"): "c"}
    assert set(found(names)) == {scaled({"a": -1, "b": 1}, 0, 0), scaled({"a": 1, "c": -1}, 0, 0)}


def test_what_is_one_quantity_already_says_nothing() -> None:
    assert found({(SUMMARY, "section-42-concluded"): "a", (OUTCOMES, "total"): "a"}) == []
