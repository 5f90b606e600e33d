"""The editor's plan of a year: moved, introduced, left out, by one editor after the other."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, StaleRevision
from partnership.models import ReportingYear
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.document.section_plan import DOWN, KEYS, UP, choose_section, move_section, plan_of
from reports.models import SectionChoice
from review.models import Event
from tests.stages import Cast


def keys(year: ReportingYear) -> list[str]:
    return [section.key for section in plan_of(year)]


def move(cast: Cast, key: str, by_places: int, **changes) -> None:
    values = {"seen": keys(cast.year), "by": cast.coordinator}
    move_section(year=cast.year, key=key, by_places=by_places, **{**values, **changes})


def choose(cast: Cast, key: str = "learning", **changes) -> SectionChoice:
    values = {"introduction": "", "is_omitted": False, "reason": "", "revision": 0, "by": cast.coordinator}
    return choose_section(year=cast.year, key=key, **{**values, **changes})


def printed(cast: Cast) -> list[str]:
    return [section.anchor for section in assemble(cast.year).sections]


def test_without_choices_the_plan_is_the_usual_order(cast: Cast) -> None:
    assert keys(cast.year) == list(KEYS)
    assert "completeness" in printed(cast)


def test_a_section_moves_and_the_report_follows(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        move(cast, "help", UP, by=cast.chair)

    for _ in range(len(KEYS)):
        move(cast, "help", UP)

    assert keys(cast.year) == ["help", *KEYS[:-1]]
    assert printed(cast)[0] == "help"
    move(cast, "help", DOWN)
    assert keys(cast.year)[:2] == [KEYS[0], "help"]
    lines = Event.objects.filter(verb="move section")
    assert lines.count() == len(KEYS), "at the top nothing moves, and nothing is noted"
    assert lines.order_by("sequence")[0].data == {"from": len(KEYS), "to": len(KEYS) - 1}


def test_who_saw_another_order_moves_nothing(cast: Cast) -> None:
    seen = keys(cast.year)
    move(cast, "learning", UP)
    after = keys(cast.year)

    with pytest.raises(StaleRevision, match="Someone else changed the order"):
        move(cast, "learning", UP, seen=seen)
    with pytest.raises(DomainError, match="The report has no section “weather”"):
        move(cast, "weather", UP)
    assert keys(cast.year) == after


def test_a_section_is_introduced_in_front_of_its_own_words(cast: Cast) -> None:
    choose(cast, introduction="  This was a year of learning. ")

    told = freeze(next(section for section in assemble(cast.year).sections if section.anchor == "learning"))
    assert told.index("This was a year of learning.") < told.index("No briefing")
    assert keys(cast.year) == list(KEYS), "an introduction moves nothing"
    [learning] = [section for section in plan_of(cast.year) if section.key == "learning"]
    assert (learning.introduction, learning.is_left_out, learning.revision) == (
        "This was a year of learning.",
        False,
        1,
    )


def test_a_section_is_left_out_with_a_reason_that_the_report_prints(cast: Cast) -> None:
    row = choose(cast, is_omitted=True, reason=" It is a booklet of its own. ")

    assert "learning" not in printed(cast)
    told = freeze(assemble(cast.year))
    assert "Sections left out" in told
    assert "It is a booklet of its own." in told
    line = Event.objects.about(row)[0]
    assert (line.verb, line.note) == ("leave section out", "It is a booklet of its own.")

    choose(cast, reason="It is a booklet of its own.", revision=1)
    assert "learning" in printed(cast)
    assert SectionChoice.objects.get(key="learning").reason == "", "what is in the report has no reason to be out"


@pytest.mark.parametrize(
    ("key", "reason", "said"),
    [
        ("learning", " ", "Enter why it is left out"),
        ("priorities", "Too long", "is part of every report"),
        ("completeness", "Too honest", "is part of every report"),
        ("weather", "None", "The report has no section"),
    ],
)
def test_what_cannot_be_left_out_is_refused_in_words(cast: Cast, key, reason, said) -> None:
    with pytest.raises(DomainError, match=said):
        choose(cast, key, is_omitted=True, reason=reason)
    assert not SectionChoice.objects.exists()


def test_only_the_coordinator_edits_and_the_second_of_two_is_told(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        choose(cast, by=cast.board_icb)
    choose(cast, introduction="Mine.")
    with pytest.raises(StaleRevision, match="Someone else changed this section"):
        choose(cast, introduction="Yours.")
    assert choose(cast, introduction="Ours.", revision=1).revision == 2


@pytest.mark.postgres
@pytest.mark.parametrize("changes", [{"is_omitted": True}, {"reason": "Why"}])
def test_the_database_refuses_an_omission_without_a_reason_and_a_reason_without_one(cast: Cast, changes) -> None:
    row = SectionChoice(
        year=cast.year, key="voice", position=1, edited_by=cast.coordinator, edited_at=timezone.now(), **changes
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.postgres
def test_the_database_keeps_one_choice_a_section_and_year(cast: Cast) -> None:
    row = choose(cast)
    assert str(row) == "learning, 2022-23"
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
