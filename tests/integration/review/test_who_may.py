"""Who may do what to a reviewed thing, in which state: the allowed set, and everything else refused."""

import itertools

import pytest

from partnership.exceptions import NotAllowed, StaleRevision, WrongState
from partnership.models import User
from priorities.models import ActionUpdate
from priorities.services import save_action_update
from review.models import Event
from review.policies import allowed_verbs
from review.services import edit, move
from review.states import ReviewState as S
from review.transitions import Verb
from tests.factories.partnership import UserFactory
from tests.integration.review.moves import approve, submit

PEOPLE = [
    "partner_council",
    "partner_police",
    "board_council",
    "board_icb",
    "board_police",
    "coordinator",
    "chair",
    "scrutineer",
]
# What each person may do to a thing of the police (verbs in order of the table), by state; everything else is refused.
MAY = {
    (S.DRAFT, "partner_police"): {Verb.EDIT, Verb.SUBMIT, Verb.WITHDRAW},
    (S.SUBMITTED, "partner_police"): {Verb.EDIT, Verb.WITHDRAW},
    (S.RETURNED, "partner_police"): {Verb.EDIT, Verb.SUBMIT, Verb.WITHDRAW},
    (S.APPROVED, "partner_police"): {Verb.EDIT, Verb.WITHDRAW},
    (S.SUBMITTED, "board_council"): {Verb.APPROVE, Verb.RETURN},
    (S.SUBMITTED, "board_icb"): {Verb.APPROVE, Verb.RETURN},
    (S.SUBMITTED, "chair"): {Verb.APPROVE, Verb.RETURN, Verb.WITHDRAW},
    **{
        (state, who): {Verb.WITHDRAW} for state in (S.DRAFT, S.RETURNED, S.APPROVED) for who in ("chair", "coordinator")
    },
    (S.SUBMITTED, "coordinator"): {Verb.WITHDRAW},
}


def in_state(update, state, cast):
    """Walk the real way to a state."""
    if state is S.WITHDRAWN:
        return move(obj=update, verb=Verb.WITHDRAW, by=cast.partner_police, note="Mistake", revision=update.revision)
    if state is not S.DRAFT:
        submit(update, cast.partner_police)
    if state is S.RETURNED:
        move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Say more", revision=update.revision)
    if state is S.APPROVED:
        approve(update, cast.board_icb)
    return update


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.WITHDRAWN])
def test_each_person_may_do_exactly_this(state, update, cast):
    in_state(update, state, cast)
    assert update.state == state
    for who in PEOPLE:
        assert set(allowed_verbs(getattr(cast, who), update)) == MAY.get((state, who), set()), who


@pytest.mark.parametrize(
    ("state", "who", "verb"),
    [
        (state, who, verb)
        for state, who, verb in itertools.product(
            [S.DRAFT, S.SUBMITTED, S.APPROVED], PEOPLE, [Verb.SUBMIT, Verb.APPROVE, Verb.RETURN, Verb.PUBLISH]
        )
        if verb not in MAY.get((state, who), set())
    ],
)
@pytest.mark.asvs("2.3.1", "8.3.1")
def test_every_other_move_is_refused_and_changes_nothing(state, who, verb, update, cast):
    in_state(update, state, cast)
    before = ActionUpdate.objects.values().get(pk=update.pk), Event.objects.count()
    with pytest.raises((NotAllowed, WrongState)):
        move(obj=update, verb=verb, by=getattr(cast, who), note="because", revision=update.revision)
    assert (ActionUpdate.objects.values().get(pk=update.pk), Event.objects.count()) == before


def test_reviewer_who_read_an_older_revision_cannot_approve_the_newer(update, cast):
    submit(update, cast.partner_police)
    read = update.revision
    update.what_we_did = "Something else."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    submit(update, cast.partner_police)
    with pytest.raises(StaleRevision, match="changed this progress update after you opened it"):
        move(obj=update, verb=Verb.APPROVE, by=cast.board_icb, revision=read)
    assert ActionUpdate.objects.get().state == S.SUBMITTED


def test_who_once_wrote_it_stays_barred_after_others_edited_and_they_moved(update, cast):
    writer = cast.partner_police
    colleague = UserFactory(organisation=cast.police, roles=["partner"])
    edit(obj=update, by=colleague, revision=update.revision)
    submit(update, colleague)
    ActionUpdate.objects.filter(pk=update.pk).update(created_by=colleague)
    User.objects.filter(pk=writer.pk).update(organisation=cast.icb)
    writer.role_grants.create(role="board_member")
    with pytest.raises(NotAllowed, match="You worked on this progress update yourself"):
        approve(update, User.objects.get(pk=writer.pk))


@pytest.mark.asvs("8.2.2")
def test_partner_sees_and_starts_only_their_own_organisations_work(update, cast, briefing):
    assert not ActionUpdate.objects.visible_to(cast.partner_council).exists()
    assert ActionUpdate.objects.visible_to(cast.partner_police).count() == 1
    assert ActionUpdate.objects.visible_to(cast.scrutineer).count() == 1
    assert not ActionUpdate.objects.visible_to(UserFactory(organisation=cast.police)).exists()
    assert not ActionUpdate.objects.visible_to(UserFactory(organisation=None, roles=["partner"])).exists()
    with pytest.raises(NotAllowed):
        save_action_update(
            update=ActionUpdate(action=update.action, year=cast.year, organisation=cast.police), by=cast.partner_council
        )


def test_who_writes_and_reviews_is_told_that_it_is_their_own(update, cast):
    cast.partner_police.role_grants.create(role="board_member")
    both = User.objects.get(pk=cast.partner_police.pk)
    submit(update, both)
    with pytest.raises(NotAllowed, match="You wrote or submitted this progress update"):
        approve(update, both)
