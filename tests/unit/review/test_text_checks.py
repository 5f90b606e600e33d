"""Checks of other rooms: each is asked once, however often its room starts; most things make nothing on publication."""

import pytest

from priorities.models import ActionUpdate
from review import text_checks
from review.privacy_scan import Place
from review.problems import Problem


def test_a_check_that_is_registered_twice_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_checks, "_CHECKS", [])

    def check(places: object, owner: int | None) -> list[Problem]:
        return [Problem("Say it differently.", "note")]

    text_checks.register(check)
    text_checks.register(check)

    assert text_checks.problems_of([Place("note", "Note", "Words")]) == ["Say it differently."]
    assert text_checks.problems_of([]) == []


def test_most_things_make_nothing_of_their_content_when_they_are_published() -> None:
    assert ActionUpdate().made_on_publication({"title": "Words"}) == {}
