"""What people say of the requirements, and what holds a report back: through the real services."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.completeness.states import State
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.document.assess import judge_edition, judge_year
from reports.document.requirement_services import answer_requirement, lift_override, override_requirement
from reports.models import RequirementAnswer, RequirementOverride
from reports.publishing.preconditions import blockers
from reports.publishing.services import publish_edition
from review.models import Event
from tests.factories.completeness import REASON, override_everything
from tests.factories.priorities import ActionFactory, live_update
from tests.factories.signing import publish_signed, seat_signers
from tests.stages import Cast

FIRST = ["SAB-1a", "SAB-1b", "SAB-1c", "SAB-1d", "SAB-1e", "SAB-1f", "SAB-1g", "CH18-1", "CH18-2"]


def answer(cast: Cast, requirement_id: str = "SAB-G1", **changes) -> RequirementAnswer:
    values = {"state": "met", "sentence": "It stays on the website.", "anchor": "structure", "by": cast.coordinator}
    return answer_requirement(year=cast.year, requirement_id=requirement_id, **{**values, **changes})


def override(cast: Cast, requirement_id: str = "SAB-1c", **changes) -> RequirementOverride:
    values = {"reason": "The accounts are told next year.", "by": cast.chair}
    return override_requirement(year=cast.year, requirement_id=requirement_id, **{**values, **changes})


# What holds a report back


def test_a_year_without_anything_lacks_everything_that_can_be_demanded(cast: Cast) -> None:
    assert [item.requirement.id for item in judge_year(cast.year).blocking] == FIRST


def test_what_is_approved_counts_and_says_how_far_it_goes(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    ActionFactory(owner=cast.police, commitment=action.commitment)
    live_update(action, cast.year, cast.partner_police, cast.board_icb)

    found = judge_year(cast.year)

    item = found.item("SAB-1b")
    assert item is not None
    assert (item.state, item.finding.evidence) == (State.PART, "1 of 2 actions of the plan have an approved report.")
    assert "SAB-1b" not in [one.requirement.id for one in found.blocking]


def test_an_edition_that_lacks_what_is_demanded_is_not_published(cast: Cast, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    seat_signers(cast)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)

    found = [one for one in blockers(edition) if one.check.key == "requirements"]

    assert [one.sentence.split(" ")[0] for one in found] == FIRST
    assert found[2].sentence.startswith(
        "SAB-1c is missing: what each member did to implement the strategy (Sch 2 para 4(1)(c))."
    )
    assert "Or the chair can agree to publish without it" in found[2].sentence
    with pytest.raises(DomainError, match="SAB-1a is missing"):
        publish_edition(edition=edition, by=cast.chair)

    override_everything(cast.year, cast.chair)
    with pytest.raises(DomainError, match="Build the report again"):
        publish_signed(edition, cast)
    again = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    published = publish_signed(again, cast)
    assert published.frozen.count(REASON) == len(FIRST)
    assert "Decided by: Independent chair" in published.frozen
    [first] = [item for item in judge_edition(published).items if item.requirement.id == "SAB-1"]
    assert first.state is State.MET, "what followed publication is judged once it is public"


def test_an_edition_that_is_not_frozen_yet_lacks_nothing_and_has_nothing(cast: Cast) -> None:
    assert judge_edition(begin_edition(year=cast.year, by=cast.coordinator)).items == ()


# Overrides


def test_only_the_chair_overrides_and_the_trail_says_why(cast: Cast) -> None:
    for person in (cast.coordinator, cast.board_icb, cast.partner_police, cast.scrutineer):
        with pytest.raises(NotAllowed, match="independent chair"):
            override(cast, by=person)

    row = override(cast, reason="  The accounts are told next year. ")

    assert (row.role, row.reason) == ("Independent chair", "The accounts are told next year.")
    assert Event.objects.about(row)[0].note == row.reason
    assert "SAB-1c" not in [item.requirement.id for item in judge_year(cast.year).blocking]


@pytest.mark.parametrize(
    ("requirement_id", "reason", "said"),
    [
        ("SAB-1c", " ", "Enter why the report can be published"),
        ("SAB-G1", "Why not", "is not blocking the report of 2022-23"),
        ("SAB-2a", "Why not", "is not blocking the report of 2022-23"),
        ("CH23-0", "Why not", "CH23-0 does not apply to 2022-23"),
        ("SAB-99", "Why not", "SAB-99 does not apply to 2022-23"),
    ],
)
def test_what_cannot_be_overridden_is_refused_in_words(cast: Cast, requirement_id, reason, said) -> None:
    with pytest.raises(DomainError, match=said):
        override(cast, requirement_id, reason=reason)
    assert not RequirementOverride.objects.exists()


def test_an_item_is_overridden_once_and_the_override_can_be_taken_back(cast: Cast) -> None:
    override(cast)
    with pytest.raises(WrongState, match="already been overridden: “The accounts are told next year"):
        override(cast)
    with pytest.raises(NotAllowed):
        lift_override(year=cast.year, requirement_id="SAB-1c", by=cast.coordinator)

    lift_override(year=cast.year, requirement_id="SAB-1c", by=cast.chair)

    assert [item.requirement.id for item in judge_year(cast.year).blocking] == FIRST
    assert Event.objects.filter(verb="lift override").count() == 1
    with pytest.raises(WrongState, match="is not overridden for 2022-23"):
        lift_override(year=cast.year, requirement_id="SAB-1c", by=cast.chair)


def test_two_overrides_at_the_same_moment_are_one(cast: Cast, monkeypatch) -> None:
    before = judge_year(cast.year)
    override(cast)
    monkeypatch.setattr("reports.document.requirement_services.judge_year", lambda year: before)

    with pytest.raises(WrongState, match="a moment ago"):
        override(cast)


# Answers


def test_the_coordinator_answers_and_the_report_prints_the_answer_with_its_place(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        answer(cast, by=cast.chair)

    row = answer(cast)

    assert Event.objects.about(row)[0].data == {"state": "met", "anchor": "structure"}
    item = judge_year(cast.year).item("SAB-G1")
    assert item is not None
    assert (item.state, item.where) == (State.MET, "Our partnership")
    assert "It stays on the website." in freeze(assemble(cast.year))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "splendid"}, "Select met, partly met"),
        ({"sentence": "  "}, "Enter one sentence"),
        ({"anchor": ""}, "Select where readers"),
        ({"anchor": "gone"}, "no longer has this place"),
        ({"requirement_id": "SAB-1c"}, "SAB-1c is worked out automatically"),
        ({"requirement_id": "SAB-2a", "anchor": ""}, "SAB-2a is worked out"),
        ({"requirement_id": "CH23-9"}, "CH23-9 does not apply to 2022-23"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_in_words(cast: Cast, changes, said) -> None:
    with pytest.raises(DomainError, match=said):
        answer(cast, **changes)
    assert not RequirementAnswer.objects.exists()


def test_another_duty_is_answered_without_a_place_and_what_does_not_apply_has_none(cast: Cast) -> None:
    assert answer(cast, "CSP-4", anchor="").anchor == ""
    assert answer(cast, "SAB-G1", state="not_applicable").anchor == ""


@pytest.mark.postgres
def test_the_second_of_two_who_answer_at_once_is_told(cast: Cast) -> None:
    answer(cast)
    with pytest.raises(StaleRevision, match="Someone else answered this"):
        answer(cast, sentence="It is not.")

    assert answer(cast, sentence="Better.", revision=1).revision == 2
    with pytest.raises(StaleRevision, match="Someone else changed this answer"):
        answer(cast, sentence="Worse.", revision=1)
    assert RequirementAnswer.objects.get().sentence == "Better."


# The database


def _answer_row(cast: Cast, **changes) -> RequirementAnswer:
    plain = {"year": cast.year, "requirement_id": "SAB-G1", "state": "met", "sentence": "So.", "anchor": "a"}
    return RequirementAnswer(**{**plain, "answered_by": cast.coordinator, "answered_at": timezone.now(), **changes})


@pytest.mark.postgres
@pytest.mark.parametrize(
    "changes", [{"sentence": ""}, {"state": "splendid"}, {"state": "not_applicable"}, {"state": "missing"}]
)
def test_the_database_refuses_an_answer_that_says_nothing(cast: Cast, changes) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _answer_row(cast, **changes).save()


@pytest.mark.postgres
def test_the_database_keeps_one_answer_and_one_override_a_year(cast: Cast) -> None:
    _answer_row(cast).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        _answer_row(cast).save()
    row = override(cast)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.postgres
@pytest.mark.parametrize("changes", [{"reason": ""}, {"role": ""}])
def test_the_database_refuses_an_override_without_reason_or_role(cast: Cast, changes) -> None:
    plain = {"year": cast.year, "requirement_id": "SAB-1d", "reason": "Why", "role": "Independent chair"}
    row = RequirementOverride(**{**plain, **changes}, overridden_by=cast.chair, overridden_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_rows_name_themselves_by_requirement_and_year(cast: Cast) -> None:
    assert (str(answer(cast)), str(override(cast))) == ("SAB-G1, 2022-23", "SAB-1c, 2022-23")
