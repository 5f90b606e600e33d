"""How figures are kept back in returns, tables, notes and certificates."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.definitions.values import Value, ValueState, kept_back, reported
from indicators.disclosure.apply import protected
from indicators.disclosure.change_rules import Place
from indicators.disclosure.solver.certificate import certificate, certificate_hash, solver
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from indicators.tables.table import build_table
from tests.unit.indicators.disclosure.tables import (
    MISSING,
    POLICY,
    REPEAT_CARE,
    categories,
    police,
    released,
)
from tests.unit.indicators.tables.readings import area_rates, estimated


def test_a_return_is_shown_with_its_total_and_without_what_is_hidden() -> None:
    snapshot = categories([3, 40])
    names = {Place("section-42-outcomes", "2022-23", "identified-action", "count"): "one"}
    shown = protected(snapshot, names, {"one"}, POLICY)
    assert shown.value("identified-action", "count") == kept_back("[c]")
    assert shown.value("total", "count") == reported(43)
    assert shown.value("identified-no-action", "count") == reported(40)
    assert snapshot.value("identified-action", "count") == reported(3)


def test_a_figure_that_is_kept_back_has_no_number() -> None:
    with pytest.raises(ValueError, match="A suppressed number"):
        Value(ValueState.REPORTED, Decimal(3), withheld="[c]")
    assert kept_back("[c]").published_state == "confidential"
    assert reported(3).published_state == "reported"


def test_rates_of_rounded_counts_are_kept_back() -> None:
    snapshot = estimated(area_rates(2023, (396, "110.0")), avonside=36_000)
    both = Policy(version=2, method=Method.BOTH, base=10)
    outcome = released(snapshot, policies={"child-protection-plans-rate": both})
    assert outcome.passed
    cells = {cell["key"]: cell["text"] for cell in outcome.contents[0]["more_tables"][0]["rows"][0]["cells"]}
    assert (cells["count"], cells["rate"]) == ("400", "[c]")


def test_the_certificate_says_what_was_proven_and_no_true_value() -> None:
    outcome = released(police())
    content = certificate(
        policies={MISSING: POLICY},
        findings=outcome.findings,
        exposed=outcome.exposed,
        sizes=outcome.counts,
        hidden={"small count": 3},
        lost=outcome.lost,
        least=outcome.least,
    )
    assert content["result"] == "passed"
    assert content["solver"] == solver()
    assert [one["must stay possible"] for one in content["counts"]] == [[1, 5]] * 3
    assert all(one["a reader concludes"][0] <= 1 and one["a reader concludes"][1] >= 5 for one in content["counts"])
    assert Policy.from_data(content["policies"][MISSING]) == POLICY
    assert certificate_hash(content) == certificate_hash(dict(reversed(content.items())))
    assert certificate_hash(content) != certificate_hash(content | {"lost": 0})
    assert REPEAT_CARE in str(content)


@pytest.mark.parametrize(
    ("zeros", "note"),
    [
        (Zeros.PRINTED, "[low] low: rounds to zero, but is not zero."),
        (Zeros.HIDDEN, "[low] low: rounds to zero, and may be zero."),
    ],
)
def test_what_rounds_to_zero_is_called_no_zero_only_where_zeros_are_printed(zeros: Zeros, note: str) -> None:
    policy = Policy(version=2, method=Method.ROUND, base=15, zeros=zeros)
    notes = released(police(), policies={MISSING: policy}).contents[0]["notes"]
    assert [one for one in notes if one.startswith("[low]")] == [note]


def test_a_neighbour_whose_rate_is_kept_back_is_not_called_missing() -> None:
    year = area_rates(2023, (396, "110.0"))
    assert year.areas is not None
    first, second, *_ = year.areas.neighbours
    lost, small = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost"), kept_back("[c]")
    known = replace(year, figures={**year.figures, (first, "rate"): lost, (second, "rate"): small})
    names = year.areas.names
    (note,) = [one for one in build_table(known)["notes"] if "no data for" in one]
    assert f"no data for {names[first]}; suppressed for {names[second]}; there is no mean." in note
