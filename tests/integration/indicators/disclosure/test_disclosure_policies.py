"""Policies on small counts: one proposes, another one of another organisation agrees, and releases follow."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.definitions.families import families
from indicators.disclosure.policies import decided, in_force, propose_policy
from indicators.models import DisclosurePolicy
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from review.models import Event, Notification
from review.models.frozen import FrozenError
from review.queries import queue
from tests.confirming import confirm
from tests.factories.disclosure import agree, refuse
from tests.factories.indicators import a_release, approved_return
from tests.stages import Cast

pytestmark = pytest.mark.django_db
LIST = "/partner/releases/policies/"
NEW = f"{LIST}new/"
SLUG = "missing-children"
FORM = {
    "family": SLUG,
    "method": "suppress",
    "threshold": "9",
    "zeros": "printed",
    "base": "",
    "symbol": "[c]",
    "reason": "Small towns.",
}


def propose(by: User, **more: Any) -> DisclosurePolicy:
    """A proposal that differs from what comes with the portal by its threshold, unless told otherwise."""
    parts = {"family_slug": SLUG, "threshold": 9, "zeros": "printed", "method": "suppress", "base": 0, "symbol": "[c]"}
    return propose_policy(**{**parts, "reason": "Small towns.", **more}, by=by)  # type: ignore[arg-type]


def agreed(cast: Cast, **more: Any) -> DisclosurePolicy:
    """A policy in force: proposed by the coordinator, of the council, and agreed by the health board."""
    return agree(propose(cast.coordinator, **more), cast.board_icb)


def holds(slug: str) -> tuple[int, int, str]:
    """Threshold and version in force for a family, and where they come from."""
    one = next(one for one in in_force() if one.slug == slug)
    return one.policy.threshold, one.policy.version, one.of


def test_a_policy_holds_once_a_second_person_agreed(cast: Cast) -> None:
    proposal = propose(cast.coordinator)
    assert holds(SLUG) == (5, 1, "the portal's own policy")
    agree(proposal, cast.board_icb)
    assert holds(SLUG) == (9, 2, "its own policy")
    assert holds("child-protection") == (5, 1, "the portal's own policy")
    lines = Event.objects.about(proposal).order_by("sequence")
    assert [(one.verb, one.actor) for one in lines] == [
        ("create", cast.coordinator),
        ("submit", cast.coordinator),
        ("approve", cast.board_icb),
    ]
    policy = next(one.policy for one in in_force() if one.slug == SLUG)
    assert policy.agreed_by == ("Coordinator", "Board member")
    assert "Disclosure policy, version 2, agreed by Coordinator and Board member. Small towns." in policy.sentence


def test_a_policy_for_every_family_leaves_those_with_their_own(cast: Cast) -> None:
    agreed(cast)
    agreed(cast, family_slug="", threshold=7)
    assert holds(SLUG) == (9, 2, "its own policy")
    assert holds("child-protection") == (7, 2, "the partnership's policy for every other family")
    assert agreed(cast, threshold=11).version == 3
    assert [(one.policy.family_slug, one.status) for one in decided()] == [
        (SLUG, "In force"),
        ("", "In force"),
        (SLUG, "Replaced"),
    ]


@pytest.mark.postgres
def test_the_second_person_is_of_another_organisation(cast: Cast) -> None:
    proposal = propose(cast.coordinator)
    with pytest.raises(NotAllowed, match="You wrote or submitted this disclosure policy"):
        agree(proposal, cast.coordinator)
    with pytest.raises(NotAllowed, match="your own organisation, The Council"):
        agree(proposal, cast.board_council)
    for person in (cast.partner_police, cast.scrutineer):
        with pytest.raises(NotAllowed):
            agree(proposal, person)
        with pytest.raises(NotAllowed):
            refuse(proposal, person, "No.")
        with pytest.raises(NotAllowed):
            propose(person, family_slug="")
    assert holds(SLUG)[0] == 5
    # The chair belongs to no organisation.
    agree(proposal, cast.chair)
    assert holds(SLUG)[0] == 9
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_disclosurepolicy SET approved_by_id = created_by_id")


def test_the_queue_shows_a_proposal_and_everyone_who_may_agree_is_told(client: Client, cast: Cast) -> None:
    proposal = propose(cast.chair)
    (row,) = queue(cast.board_icb)
    assert (row.item, row.title, row.organisation) == (proposal, "Missing children, version 2", str(cast.chair))
    assert row.obstacle is None
    told = set(Notification.objects.filter(key__startswith="waiting:").values_list("recipient__email", flat=True))
    assert {cast.board_icb.email, cast.board_police.email, cast.coordinator.email} <= told
    assert cast.chair.email not in told
    client.force_login(cast.board_icb)
    address = f"/admin/review/item/indicators/disclosurepolicy/{proposal.pk}/"
    page = client.get(address)
    assertContains(page, proposal.as_policy().sentence)
    assertContains(page, ">Refuse<")
    assertContains(page, f"{LIST}{proposal.pk}/")
    client.post(address, {"verb": "return", "return-revision": "1", "return-note": "Too much."})
    assert [(one.status, one.policy.return_reason) for one in decided()] == [("Refused", "Too much.")]
    assertContains(client.get(address), "<strong>Refused</strong>")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"family_slug": "no-such-family"}, "no family of figures called"),
        ({"reason": "  "}, "Enter a reason"),
        ({"symbol": "[x]"}, "have other meanings"),
        ({"method": "round", "base": 5}, "would show whether a count is nearer"),
        ({"base": 10}, "0 if they are not"),
        ({"threshold": 0}, "between 1 and 100"),
        ({"threshold": 5}, "nothing would change"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(cast: Cast, parts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        propose(cast.coordinator, **parts)
    assert not DisclosurePolicy.objects.exists()
    assert not Event.objects.filter(content_type__model="disclosurepolicy").exists()


def test_one_proposal_waits_for_a_family_at_a_time(cast: Cast) -> None:
    first = propose(cast.coordinator)
    with pytest.raises(DomainError, match="Missing children: there is already an open proposal"):
        propose(cast.board_icb, threshold=7)
    propose(cast.board_icb, family_slug="", threshold=7)
    refuse(first, cast.board_police, " Too much is hidden. ")
    assert holds(SLUG)[0] == 5
    assert [(one.status, one.policy.return_reason) for one in decided()] == [("Refused", "Too much is hidden.")]
    # A refused version keeps its number.
    assert propose(cast.board_icb, threshold=7).version == 3


@pytest.mark.postgres
def test_a_fault_of_the_database_is_not_called_a_waiting_proposal(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr(DisclosurePolicy, "save", fail)
    with pytest.raises(IntegrityError, match="something else"):
        propose(cast.coordinator)


def test_what_is_decided_is_decided_once(cast: Cast) -> None:
    proposal = propose(cast.coordinator)
    stale = DisclosurePolicy.objects.get(pk=proposal.pk)
    with pytest.raises(DomainError, match="cannot be refused without"):
        refuse(proposal, cast.board_icb, " ")
    refuse(proposal, cast.coordinator, "A slip of mine.")
    with pytest.raises(WrongState, match="is now “Returned”"):
        agree(stale, cast.board_icb)
    with pytest.raises(WrongState, match="is now “Returned”"):
        refuse(stale, cast.board_icb, "No.")
    with pytest.raises(FrozenError):
        DisclosurePolicy.objects.update(threshold=1)
    assert holds(SLUG)[0] == 5


def test_a_release_prints_the_policy_and_hides_by_it(client: Client, cast: Cast) -> None:
    approved_return("missing-children", cast.year, cast.police)
    agreed(cast, threshold=12)
    content = a_release(cast.year).tables.get().content
    assert content["disclosure"]["policy"]["threshold"] == 12
    page = client.get("/figures/police/missing-children/")
    assertContains(page, "Counts from 1 to 12 are replaced by [c]", count=1)
    assertContains(page, "Disclosure policy, version 2, agreed by Coordinator and Board member. Small towns.", count=1)
    assertContains(page, "/figures/symbols/")


def test_the_list_shows_what_holds_what_waits_and_what_was_decided(client: Client, cast: Cast) -> None:
    client.force_login(cast.board_icb)
    page = client.get(LIST)
    for text in ("None.", "None yet. The portal", "Built into the portal", "The start"):
        assertContains(page, text)
    agreed(cast)
    refuse(propose(cast.coordinator, threshold=2), cast.board_icb, "Too few are hidden.")
    agreed(cast, threshold=11)
    proposal = propose(cast.coordinator, family_slug="", threshold=7)
    page = client.get(LIST)
    for text in ("Replaced", "Refused", "In force", "Too few are hidden.", "Coordinator and Board member"):
        assertContains(page, text)
    assertContains(page, "Counts from 1 to 11 are replaced by [c]")
    assertContains(page, f"{LIST}{proposal.pk}/")
    assertContains(page, f"{NEW}?family={SLUG}")
    client.force_login(cast.scrutineer)
    page = client.get(LIST)
    assertContains(page, "Every family without its own policy, version 2")
    assertNotContains(page, f"{LIST}{proposal.pk}/")
    assertNotContains(page, NEW)
    assert client.get(NEW).status_code == 403
    client.force_login(cast.partner_police)
    assert client.get(LIST).status_code == 403


def test_the_list_takes_as_many_queries_for_many_policies_as_for_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.board_icb)
    counts = []
    for number, slugs in enumerate(([SLUG], [family.slug for family in families()])):
        for slug in slugs:
            agreed(cast, family_slug=slug, threshold=20 + number)
            refuse(propose(cast.chair, family_slug=slug), cast.board_icb, "No.")
            propose(cast.chair, family_slug=slug, threshold=30 + number) if number else None
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        with CaptureQueriesContext(connection) as public:
            client.get("/figures/symbols/")
        counts.append((len(queries), len(public)))
    assert counts[0] == counts[1]


def test_a_policy_is_proposed_on_the_page(client: Client, cast: Cast) -> None:
    confirm(client, cast.board_icb)
    page = client.get(f"{NEW}?family={SLUG}")
    assertContains(page, f'<option value="{SLUG}" selected>')
    assertContains(page, "It never reveals counts that have been suppressed")
    assertContains(client.get(f"{NEW}?family=elsewhere"), '<option value="every" selected>')
    page = client.post(NEW, {**FORM, "threshold": "many", "reason": ""})
    assertContains(page, "There is a problem")
    assertContains(page, "must be a whole number, like 5")
    page = client.post(NEW, {**FORM, "method": "round", "base": "5"})
    assertContains(page, "Round to 19 or more")
    assertContains(page, "Small towns.")
    response = client.post(NEW, FORM)
    proposal = DisclosurePolicy.objects.get()
    assertRedirects(response, f"{LIST}{proposal.pk}/")
    assert (proposal.family_slug, proposal.base, proposal.created_by) == (SLUG, 0, cast.board_icb)
    assertContains(client.post(NEW, {**FORM, "threshold": "8"}), "there is already an open proposal")
    client.post(NEW, {**FORM, "family": "every"})
    assert DisclosurePolicy.objects.filter(family_slug="").count() == 1


def test_a_proposal_says_what_it_changes_and_is_agreed(client: Client, cast: Cast) -> None:
    proposal = propose(cast.coordinator, zeros="always")
    address = f"{LIST}{proposal.pk}/"
    confirm(client, cast.coordinator)
    page = client.get(address)
    assertContains(page, "Someone else must review it.")
    assertContains(page, "Withdraw proposal", count=2)
    assertNotContains(page, 'value="agree"')
    assertContains(client.post(address, {"answer": "agree"}, follow=True), "Someone else must review it.", count=2)
    confirm(client, cast.board_icb)
    page = client.get(address)
    assertContains(page, "Counts from 6 to 9 will be protected as well.")
    assertContains(page, "Zeros will always be shown.")
    assertContains(page, "It is stricter: later")
    assertContains(page, "It is looser: later")
    page = client.post(address, {"answer": "agree", "note": "left over"}, follow=True)
    assertContains(page, "Agreed: Missing children, version 2 now applies to every new release")
    page = client.get(address)
    assertContains(page, "Agreed by")
    assertNotContains(page, '<button class="govuk-button" type="submit" name="answer"')


def test_a_proposal_is_refused_with_a_reason(client: Client, cast: Cast) -> None:
    proposal = propose(cast.coordinator)
    address = f"{LIST}{proposal.pk}/"
    confirm(client, cast.board_council)
    assertContains(client.get(address), "your own organisation, The Council")
    page = client.post(address, {"answer": "refuse", "note": ""})
    assertContains(page, "Enter the reason for refusing it")
    assertContains(page, "<title>Error: ")
    assertRedirects(client.post(address, {"answer": "refuse", "note": "Too much."}), LIST)
    page = client.get(address)
    assertContains(page, "Refused by")
    assertContains(client.post(address, {"answer": "refuse", "note": "Again."}, follow=True), "it cannot be refused")
    assertContains(client.get(LIST), "Too much.")
    assert client.get(f"{LIST}999/").status_code == 404


def test_a_proposal_that_was_overtaken_changes_nothing(client: Client, cast: Cast) -> None:
    proposal = propose(cast.coordinator, threshold=7)
    agreed(cast, family_slug="", threshold=7)
    client.force_login(cast.board_icb)
    assertContains(client.get(f"{LIST}{proposal.pk}/"), "None. This is already the policy.")


def test_the_admin_shows_policies_and_changes_none(client: Client, cast: Cast) -> None:
    proposal = propose(cast.coordinator)
    client.force_login(cast.board_icb)
    assertContains(client.get("/admin/indicators/disclosurepolicy/"), "Missing children")
    page = client.get(f"/admin/indicators/disclosurepolicy/{proposal.pk}/change/")
    assertContains(page, "Small towns.")
    assertNotContains(page, 'name="_save"')
    assert client.get("/admin/indicators/disclosurepolicy/add/").status_code == 403
