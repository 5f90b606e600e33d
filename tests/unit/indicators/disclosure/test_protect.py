"""A release is protected, and attacked as it would be read."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.values import reported
from indicators.disclosure import protect_release as module
from indicators.disclosure.change_rules import Place
from indicators.disclosure.protect_release import broken_promises, given_away, place_words
from indicators.disclosure.solver.attack import SolverError
from indicators.disclosure.solver.audit import Why
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    POLICY,
    REPEAT_CARE,
    as_published,
    before_policies,
    categories,
    police,
    released,
    texts,
    withheld,
)
from tests.unit.indicators.tables.readings import area_rates, estimated

NONE = Policy(version=2, method=Method.NONE, reason="Agreed")
CARE_NOW = f"{MISSING}/{CARE}/2022-04-01..2023-03-31"
REPEAT_NOW = f"{MISSING}/{REPEAT_CARE}/2022-04-01..2023-03-31"
REPEAT_BEFORE = f"{MISSING}/{REPEAT_CARE}/2021-04-01..2022-03-31"
IDENTIFIED, NO_ACTION = "identified-action", "inconclusive-no-action"


def test_the_seed_hides_its_three_small_counts_and_what_would_give_them_back() -> None:
    outcome = released(police())
    assert outcome.passed
    assert texts(outcome, CARE) == ["[c]", "10", "[c]", "[c]"]
    assert texts(outcome, REPEAT_CARE) == ["[c]", "[c]", "[c]", "[c]"]
    shown = [row["key"] for row in outcome.contents[0]["rows"] if all(cell["value"] for cell in row["cells"])]
    assert len(shown) == 3
    assert {one.place.row for one in outcome.hidden} == {CARE, REPEAT_CARE}
    assert {one.why for one in outcome.hidden} == {Why.SMALL}
    assert withheld(outcome)[CARE_NOW].value == 3
    assert withheld(outcome)[CARE_NOW].stays == (1, 5)


def test_a_reviewer_is_told_what_a_reader_could_conclude_before_and_after() -> None:
    outcome = released(categories([3, 40, 50, 60]))
    found = {one.place.row: one for one in outcome.hidden}
    small = found[IDENTIFIED]
    assert small.place == Place("section-42-outcomes", "2022-23", IDENTIFIED, "count")
    assert (small.why, str(small.before)) == (Why.SMALL, "3")
    assert small.after is not None
    assert small.after.contains(1, 5)
    protecting = [one for one in outcome.hidden if one.why is Why.PROTECTS]
    assert [one.place.row for one in protecting] == [NO_ACTION]


def test_a_second_count_is_hidden_where_the_total_would_give_the_first_back_and_the_total_stays() -> None:
    outcome = released(categories([3, 40, 50, 60, 70, 80, 90]))
    assert texts(outcome, IDENTIFIED) == ["[c]", "[c]"]
    assert texts(outcome, NO_ACTION) == ["[c]", "[c]"]
    assert texts(outcome, "total") == ["393", "[z]"]
    assert texts(outcome, "ceased") == ["90", "22.9%"]


def test_the_next_year_cannot_print_as_previous_what_this_year_kept_back() -> None:
    this_year = released(police())
    changed = {
        "number_of_children_missing_from_care__current": 12,
        "number_of_children_missing_from_care__previous": 3,
        "number_of_repeat_children_missing_from_care__current": 7,
        "number_of_repeat_children_missing_from_care__previous": 1,
    }
    loose = released(police("2023-24", **changed), policies={MISSING: NONE}, published=as_published(this_year))
    assert not loose.passed
    assert f"{CARE} in {MISSING}, 1 April 2022 to 31 March 2023" in loose.problem
    assert "policy" in loose.problem
    assert all(cell["value"] is None for row in loose.contents[0]["rows"] for cell in row["cells"])
    strict = released(police("2023-24", **changed), published=as_published(this_year))
    assert strict.passed
    assert texts(strict, CARE) == ["12", "[c]", "[c]", "[c]"]
    assert texts(strict, REPEAT_CARE) == ["7", "[c]", "[c]", "[c]"]


def test_what_was_printed_long_ago_is_public_named_and_not_disguised() -> None:
    last_year = police(
        "2021-22",
        number_of_children_missing_from_care__current=10,
        number_of_repeat_children_missing_from_care__current=4,
    )
    outcome = released(police(), published=before_policies(last_year))
    assert outcome.passed
    assert [one.key for one in outcome.exposed] == [REPEAT_BEFORE]
    assert str(outcome.exposed[0].interval) == "4"
    assert texts(outcome, REPEAT_CARE) == ["[c]", "4", "[c]", "[c]"]
    assert texts(outcome, CARE) == ["[c]", "10", "[c]", "[c]"]
    assert REPEAT_BEFORE not in withheld(outcome)


def test_without_protection_every_row_prints_as_it_was() -> None:
    outcome = released(police(), policies={MISSING: NONE})
    assert outcome.passed
    assert texts(outcome, CARE) == ["3", "10", "-7", "-70.0%"]
    assert texts(outcome, REPEAT_CARE) == ["1", "4", "-3", "-75.0%"]
    assert not outcome.hidden
    assert not outcome.withheld


def test_rounded_tables_print_rounded_counts_and_what_follows_from_those() -> None:
    both = Policy(version=2, method=Method.BOTH, base=5)
    outcome = released(police(), policies={MISSING: both})
    assert outcome.passed
    assert texts(outcome, CARE) == ["[c]", "10", "[c]", "[c]"]
    assert texts(outcome, "number-of-missing-children") == ["95", "60", "+35", "+58.3%"]
    assert withheld(outcome)[f"{MISSING}/number-of-missing-children/2021-04-01..2022-03-31"].stays is None
    again = released(
        police("2023-24", number_of_missing_children__current=90, number_of_missing_children__previous=95),
        policies={MISSING: both},
        published=as_published(outcome),
    )
    assert again.passed


def test_counts_that_round_to_zero_say_so() -> None:
    outcome = released(police(), policies={MISSING: Policy(version=2, method=Method.ROUND, base=20)})
    assert outcome.passed
    assert texts(outcome, REPEAT_CARE) == ["[low]", "[low]", "[low]", "[low]"]
    assert "[low]" in " ".join(outcome.contents[0]["notes"])


def test_hidden_zeros_are_as_secret_as_small_counts() -> None:
    hidden = Policy(version=2, zeros=Zeros.HIDDEN)
    outcome = released(categories([30, 40, 50]), policies={"section-42-outcomes": hidden})
    assert texts(outcome, "ceased") == ["[c]", "[c]"]
    assert texts(outcome, "identified-no-action") == ["40", "33.3%"]
    assert texts(outcome, IDENTIFIED) == ["[c]", "[c]"], "else the zeros could be worked out from the total"
    assert texts(released(categories([30, 40, 50])), "ceased") == ["0", "0.0%"]


def test_a_mistake_between_the_plan_and_the_page_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "protected", lambda snapshot, *_: snapshot)
    outcome = released(police())
    assert "would still reveal" in outcome.problem
    assert f"{CARE} in {MISSING}" in outcome.problem


def test_a_solver_that_gives_up_stops_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: Any, **__: Any) -> None:
        raise SolverError("it took too long")

    monkeypatch.setattr(module, "protect", gives_up)
    outcome = released(police())
    assert outcome.problem == "We could not finish testing the tables: it took too long"
    assert texts(outcome, "number-of-missing-children") == ["[c]", "[c]", "[c]", "[c]"]


def test_rates_go_with_their_counts() -> None:
    small = estimated(area_rates(2023, (4, "1.1")), avonside=36_000)
    outcome = released(small)
    assert outcome.passed
    own = outcome.contents[0]
    assert [cell["text"] for cell in own["rows"][0]["cells"]] == ["[c]"]
    of_area = {cell["key"]: cell["text"] for cell in own["more_tables"][0]["rows"][0]["cells"]}
    assert (of_area["count"], of_area["rate"]) == ("[c]", "[c]")
    assert "1.1" not in str(own)


def test_an_estimate_that_the_rate_is_not_over_tells_nothing_of_the_count() -> None:
    other = estimated(area_rates(2023, (400, "110.0")), avonside=20_000)
    assert released(other).passed


def test_what_is_public_together_is_attacked_again() -> None:
    this_year = released(police())
    public = as_published(this_year)
    assert broken_promises(public) == []
    careless = before_policies(
        police(
            "2023-24",
            number_of_children_missing_from_care__previous=3,
            number_of_repeat_children_missing_from_care__previous=2,
        )
    )
    found = given_away([*public, *careless])
    assert [(one.key, str(one.interval)) for one in found] == [(CARE_NOW, "3"), (REPEAT_NOW, "0 to 3")]
    # The words are mailed: they do not hand on what can be concluded.
    assert broken_promises([*public, *careless]) == [
        f"{CARE} in {MISSING}, 1 April 2022 to 31 March 2023: a reader can work out more than the policy allows.",
        (
            f"{REPEAT_CARE} in {MISSING}, 1 April 2022 to 31 March 2023: a reader can work out more than the "
            "policy allows."
        ),
    ]
    assert broken_promises([*public, *careless], {(CARE_NOW, (3, 3)), (REPEAT_NOW, (0, 3))}) == []


def test_what_cannot_be_attacked_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: Any) -> None:
        raise SolverError("it took too long")

    monkeypatch.setattr(module, "settle", gives_up)
    assert broken_promises([]) == ["We could not finish testing the tables: it took too long"]


def test_names_are_told_in_words() -> None:
    assert place_words(CARE_NOW) == f"{CARE} in {MISSING}, 1 April 2022 to 31 March 2023"
    assert place_words(f"{CARE_NOW} (otherwise 1)") == place_words(CARE_NOW)
    assert place_words("something else") == "something else"


def test_the_same_returns_always_hide_the_same_cells() -> None:
    first, second = (released(police(), categories([3, 40, 50, 60])) for _ in range(2))
    assert first.hidden == second.hidden
    assert first.contents == second.contents
    assert POLICY.sentence in first.contents[0]["notes"]


def test_a_table_that_no_definition_knows_stops_the_attack_with_a_sentence() -> None:
    (old,) = before_policies(police("2021-22"))
    old.content["rows"][0]["cells"][0]["key"] = "gone"
    outcome = released(police(), published=[old])
    assert "missing-children of long ago names 'gone', which is no longer in any definition" in outcome.problem
    assert all(cell["value"] is None for row in outcome.contents[0]["rows"] for cell in row["cells"])
    assert broken_promises([old]) != []


def test_counts_beyond_what_can_be_held_exactly_stop_the_attack_with_a_sentence() -> None:
    outcome = released(police(number_of_missing_children_reports__current=10**13))
    assert "too large to be worked with exactly" in outcome.problem
    assert all(cell["value"] is None for row in outcome.contents[0]["rows"] for cell in row["cells"])


def test_a_count_that_is_not_whole_is_kept_back_since_nothing_protects_it() -> None:
    sent = categories([30, 40, 50, 60])
    figures = {**sent.figures, (IDENTIFIED, "count"): reported(Decimal("2.5"))}
    outcome = released(replace(sent, figures=figures))
    assert outcome.passed
    assert texts(outcome, IDENTIFIED) == ["[c]", "[c]"]
    assert texts(outcome, "total") == ["[c]", "[z]"]
    assert "2.5" not in str(outcome.contents)


def test_one_family_that_cannot_be_protected_is_left_out_and_the_others_come_out() -> None:
    """Agreed after the first release: show every count of missing children, those of last year with them."""
    changed = {
        "number_of_children_missing_from_care__current": 12,
        "number_of_children_missing_from_care__previous": 3,
    }
    outcome = released(
        police("2023-24", **changed),
        categories([3, 40, 50, 60], "2023-24"),
        policies={MISSING: NONE},
        published=as_published(released(police())),
    )
    assert outcome.passed
    assert [content["slug"] for content in outcome.contents] == ["section-42-outcomes"]
    assert list(outcome.left_out) == [MISSING]
    assert f"{CARE} in {MISSING}, 1 April 2022 to 31 March 2023" in outcome.left_out[MISSING]
    assert not [one for one in outcome.withheld if one.key.startswith(MISSING)]


def test_a_release_of_which_nothing_could_come_out_is_refused() -> None:
    published = as_published(released(police()))
    sent = police("2023-24", number_of_children_missing_from_care__previous=3)
    outcome = released(sent, policies={MISSING: NONE}, published=published)
    assert not outcome.passed
    assert not outcome.left_out


def test_worlds_that_differ_in_hidden_counts_alone_give_the_same_tables() -> None:
    """One enquiry fewer of one hidden outcome, one more of the other."""
    one, other = released(categories([3, 40, 50, 60])), released(categories([2, 40, 50, 61]))
    assert {cell.place for cell in one.hidden} == {cell.place for cell in other.hidden}
    assert one.contents == other.contents
