"""What the choice of the suppressed cells tells, and how much is suppressed: the measurements measure."""

from indicators.disclosure.solver.problem import information
from tests.disclosure import minimality
from tests.disclosure.minimality import excluded, hides, measure, possibilities, two_way
from tests.disclosure.usefulness import usefulness_of


def test_possibilities_look_the_same_and_have_the_value() -> None:
    story = two_way(0)
    hidden = hides(story)
    assert hidden
    name = story.small[0]
    value = next(one for one in range(1, 6) if one != story.counts[name])
    found = list(possibilities(story, hidden, name, value))[:3]
    assert found
    for one in found:
        assert one.counts[name] == value
        assert all(one.counts[key] == count for key, count in story.counts.items() if key not in hidden)


def test_a_value_is_excluded_where_no_possibility_hides_the_same(monkeypatch) -> None:
    story = two_way(0)
    hidden, name = hides(story), story.small[0]
    monkeypatch.setattr(minimality, "hides", lambda one, cost: hidden)
    assert excluded(story, hidden or frozenset(), name) == []
    monkeypatch.setattr(minimality, "hides", lambda one, cost: None)
    monkeypatch.setattr(minimality, "TRIES", 2)
    assert len(excluded(story, hidden or frozenset(), name)) == 4


def test_the_measurement_counts_what_is_excluded(monkeypatch) -> None:
    monkeypatch.setattr(minimality, "excluded", lambda story, hidden, name, cost: [1, 2, 3, 5])
    found = measure(1)
    assert found.counts == found.narrowed == found.ends == found.exact > 0
    assert found.lost > 0
    assert found.line().startswith(f"{found.counts} small counts: by the choice of cells")


def test_counts_that_could_as_well_be_small_are_no_cheaper_to_suppress() -> None:
    """Else a suppressed 7 beside a small count says that it is no 3: the small one would then be 1 to 5 no more."""
    story = two_way(2)
    by_worth, by_information = hides(story) or frozenset(), hides(story, information) or frozenset()
    assert by_worth != by_information
    spare = [sorted(story.counts[key] for key in hidden - set(story.small)) for hidden in (by_worth, by_information)]
    assert min(spare[0]) > 9 >= min(spare[1])


def test_suppressed_counts_and_totals_are_counted() -> None:
    def row(key: str, *states: str) -> dict:
        cells = [
            {"key": name, "state": state, "value": None if state == "confidential" else "9"}
            for name, state in zip(("count", "share"), states, strict=True)
        ]
        return {"key": key, "label": key, "cells": cells}

    content = {
        "title": "Contacts",
        "columns": [{"key": "count", "unit": "count"}, {"key": "share", "unit": "percent"}],
        "rows": [row("1a", "confidential", "confidential"), row("1b", "reported", "reported")],
        "more_tables": [],
    }
    found = usefulness_of([content])
    assert (found.counts, found.hidden, found.share, found.totals) == (2, 1, 50, ())
    total = content | {"rows": [row("total", "confidential", "not_applicable")]}
    assert usefulness_of([total]).totals == ("Contacts, total",)
