"""The board's pages: queue, item, several at once."""

import re

import pytest
from django.urls import reverse

from partnership.models import User
from priorities.models import ActionUpdate
from review.models import Event
from review.notifications import review_url
from review.services import edit, move
from review.states import ReviewState as S
from review.transitions import Verb
from tests.confirming import confirm

QUEUE = reverse("admin:review-queue")


def submit(item, by):
    return move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)


def page(client, user, address):
    client.force_login(user)
    response = client.get(address)
    return response, re.sub(r"\s+", " ", response.content.decode())


def key(item):
    return f"{item._meta.label_lower}:{item.pk}:{item.revision}"


def test_admin_opens_with_the_queue(client, cast):
    assert QUEUE == "/admin/"
    response, text = page(client, cast.board_icb, "/admin/")
    assert response.status_code == 200
    assert "Nothing is waiting for review." in text


def test_queue_says_what_waits_since_when_and_who_is_next(client, update, cast):
    submit(update, cast.partner_police)
    _, text = page(client, cast.board_icb, QUEUE)
    assert f'href="{review_url(update)}"' in text
    assert "Action 1 (2022-23)" in text
    assert "The Police" in text
    assert "Board council; Board icb" in text
    assert 'name="chosen"' in text


def test_queue_tells_the_conflicted_why_and_offers_no_choice(client, update, cast):
    submit(update, cast.partner_police)
    _, text = page(client, cast.board_police, QUEUE)
    assert "You cannot decide: This progress update is from your own organisation, The Police." in text
    assert 'name="chosen"' not in text


def test_queue_offers_a_choice_where_the_reader_may_decide_and_nowhere_else(client, make_update, cast):
    ours, theirs = make_update(writer=cast.partner_police), make_update(writer=cast.partner_council)
    submit(ours, cast.partner_police)
    submit(theirs, cast.partner_council)
    _, text = page(client, cast.board_police, QUEUE)
    assert re.findall(r'name="chosen" value="([^"]+)"', text) == [key(theirs)]


def test_queue_is_read_by_the_scrutineer_without_choice(client, update, cast):
    submit(update, cast.partner_police)
    _, text = page(client, cast.scrutineer, QUEUE)
    assert "Your role can view the queue" in text
    assert 'name="chosen"' not in text


def test_queue_says_that_it_went_to_the_chair_and_why(client, update, cast):
    User.objects.filter(pk__in=[cast.board_council.pk, cast.board_icb.pk]).update(organisation=cast.police)
    submit(update, cast.partner_police)
    _, text = page(client, cast.chair, QUEUE)
    assert "Every board member has a conflict of interest, so the independent chair decides." in text


def test_queue_tells_who_once_wrote_it_why_they_may_not(client, update, cast):
    submit(update, cast.partner_police)
    User.objects.filter(pk=cast.partner_police.pk).update(organisation=cast.icb)
    cast.partner_police.role_grants.create(role="board_member")
    ActionUpdate.objects.update(created_by=cast.coordinator, edited_by=cast.coordinator, submitted_by=cast.coordinator)
    _, text = page(client, User.objects.get(pk=cast.partner_police.pk), QUEUE)
    assert "You worked on this progress update yourself" in text


def test_coordinator_sees_what_to_publish(client, briefing, cast):
    submit(briefing, cast.coordinator)
    move(obj=briefing, verb=Verb.APPROVE, by=cast.board_icb, revision=briefing.revision)
    _, text = page(client, cast.coordinator, QUEUE)
    assert "Approved, ready to publish" in text
    assert "Listening to adults" in text
    _, text = page(client, cast.board_icb, QUEUE)
    assert "Approved, ready to publish" not in text


def test_bulk_approval_obeys_the_rules_item_by_item(client, make_update, cast):
    ours, theirs = make_update(writer=cast.partner_police), make_update(writer=cast.partner_council)
    submit(ours, cast.partner_police)
    submit(theirs, cast.partner_council)
    client.force_login(cast.board_police)
    unread = client.post(QUEUE, {"chosen": [key(theirs)]}, follow=True).content.decode()
    assert "Open “Action 2 (2022-23)” and read it before you approve it." in unread
    assert ActionUpdate.objects.get(pk=theirs.pk).state == S.SUBMITTED
    client.head(review_url(theirs))
    unread = client.post(QUEUE, {"chosen": [key(theirs)]}, follow=True).content.decode()
    assert "and read it before you approve it." in unread, "who asks only whether it is there has not read it"
    for item in (ours, theirs):
        client.get(review_url(item))
    response = client.post(QUEUE, {"chosen": [key(ours), key(theirs)]}, follow=True)
    text = response.content.decode()
    assert "Approved: progress update “Action 2 (2022-23)”." in text
    assert "is from your own organisation, The Police" in text
    states = dict(ActionUpdate.objects.values_list("pk", "state"))
    assert states == {ours.pk: S.SUBMITTED, theirs.pk: S.APPROVED}


def test_queue_is_narrowed_to_what_waits_for_the_reader(client, make_update, cast):
    ours, theirs = make_update(writer=cast.partner_police), make_update(writer=cast.partner_council)
    submit(ours, cast.partner_police)
    submit(theirs, cast.partner_council)
    _, whole = page(client, cast.board_police, QUEUE)
    _, mine = page(client, cast.board_police, f"{QUEUE}?waits_for=me")
    assert [review_url(item) in whole for item in (ours, theirs)] == [True, True]
    assert [review_url(item) in mine for item in (ours, theirs)] == [False, True]


def test_bulk_approval_of_nothing_says_what_to_do(client, cast):
    client.force_login(cast.board_icb)
    assert "Select at least one item" in client.post(QUEUE, follow=True).content.decode()


@pytest.mark.parametrize(
    "chosen",
    [
        "nonsense",
        "auth.user:1:1",
        "priorities.actionupdate:99999:1",
        "a.b:x:1",
        f"priorities.actionupdate:{'9' * 5000}:1",
    ],
)
@pytest.mark.asvs("1.4.2", "15.3.5")
def test_bulk_approval_of_nonsense_is_not_found(client, cast, chosen):
    client.force_login(cast.board_icb)
    assert client.post(QUEUE, {"chosen": [chosen]}).status_code == 404


def test_item_shows_the_public_view_the_history_and_both_decisions(client, update, cast):
    submit(update, cast.partner_police)
    response, text = page(client, cast.board_icb, review_url(update))
    assert "Visited every school." in text
    assert "First version. Nothing has been approved before." in text
    assert 'value="approve"' in text
    assert 'value="return"' in text
    assert "<strong>Submitted</strong> by Partner police (Partner; The Police)" in text
    assert "<strong>Created</strong> by" in text
    assert response.context["history"][0].verb == "submit"


def test_item_shows_what_changed_since_it_was_last_approved(client, update, cast):
    submit(update, cast.partner_police)
    move(obj=update, verb=Verb.APPROVE, by=cast.board_icb, revision=update.revision)
    update.what_we_did = "Visited two schools."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    submit(update, cast.partner_police)
    response, text = page(client, cast.board_icb, review_url(update))
    assert [(c.before, c.after) for c in response.context["changes"]] == [
        ("Visited every school.", "Visited two schools.")
    ]
    assert "What we did" in text


def test_item_resubmitted_unchanged_says_so(client, update, cast):
    submit(update, cast.partner_police)
    move(obj=update, verb=Verb.APPROVE, by=cast.board_icb, revision=update.revision)
    for words in ("Something else.", "Visited every school."):
        update.what_we_did = words
        edit(obj=update, by=cast.partner_police, revision=update.revision)
    submit(update, cast.partner_police)
    _, text = page(client, cast.board_icb, review_url(update))
    assert "No changes since the approved version." in text


def test_item_of_a_draft_offers_no_decision(client, update, cast):
    _, text = page(client, cast.board_icb, review_url(update))
    assert "No decision is needed now." in text
    assert "Not submitted" in text
    assert "It has not been submitted" in text
    assert "Visited every school." not in text


def test_item_that_is_being_edited_shows_what_was_approved_and_not_the_draft(client, update, cast):
    submit(update, cast.partner_police)
    move(obj=update, verb=Verb.APPROVE, by=cast.board_icb, revision=update.revision)
    update.what_we_did = "Half a sentence, not yet"
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    _, text = page(client, cast.board_icb, review_url(update))
    assert "Visited every school." in text
    assert "Half a sentence" not in text


def test_item_tells_the_conflicted_why(client, update, cast):
    submit(update, cast.partner_police)
    _, text = page(client, cast.board_police, review_url(update))
    assert "Someone from another organisation must review it." in text
    assert 'value="approve"' not in text


def test_approve_with_note(client, update, cast):
    submit(update, cast.partner_police)
    client.force_login(cast.board_icb)
    data = {"verb": "approve", "approve-revision": update.revision, "approve-note": "Well told."}
    response = client.post(review_url(update), data, follow=True)
    assert "Approved: progress update" in response.content.decode()
    assert Event.objects.about(update)[0].note == "Well told."


def test_return_without_reason_is_an_error_and_nothing_happens(client, update, cast):
    submit(update, cast.partner_police)
    client.force_login(cast.board_icb)
    data = {"verb": "return", "return-revision": update.revision, "return-note": " "}
    response = client.post(review_url(update), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Enter the reason, so that the writer knows what to change" in text
    assert "<title>Error: " in text
    assert ActionUpdate.objects.get().state == S.SUBMITTED


def test_return_with_reason_shows_it_and_keeps_it(client, update, cast):
    submit(update, cast.partner_police)
    client.force_login(cast.board_icb)
    client.post(
        review_url(update), {"verb": "return", "return-revision": update.revision, "return-note": "Which schools?"}
    )
    _, text = page(client, cast.board_icb, review_url(update))
    assert "Which schools?" in text
    assert ActionUpdate.objects.get().state == S.RETURNED


def test_decision_on_an_older_revision_keeps_the_typed_reason(client, update, cast):
    submit(update, cast.partner_police)
    read = update.revision
    update.what_we_did = "Visited two schools."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    submit(update, cast.partner_police)
    client.force_login(cast.board_icb)
    response = client.post(
        review_url(update), {"verb": "return", "return-revision": read, "return-note": "My long reason"}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "Someone else changed this progress update" in text
    assert "My long reason" in text


def test_publish_makes_it_public(client, briefing, cast):
    submit(briefing, cast.coordinator)
    move(obj=briefing, verb=Verb.APPROVE, by=cast.board_icb, revision=briefing.revision)
    client.force_login(cast.coordinator)
    said = {"verb": "publish", "publish-revision": briefing.revision}
    first = client.post(review_url(briefing), said)
    briefing.refresh_from_db()
    assert (briefing.state, first.url.partition("?")[0]) == (S.APPROVED, reverse("account_reauthenticate"))
    confirm(client, cast.coordinator)
    client.post(review_url(briefing), said)
    briefing.refresh_from_db()
    assert briefing.state == S.PUBLISHED
    assert "Listening to adults" in client.get(briefing.get_absolute_url()).content.decode()


@pytest.mark.parametrize("verb", ["withdraw", "edit", "nonsense", ""])
def test_page_carries_out_no_other_verb(client, update, cast, verb):
    client.force_login(cast.board_icb)
    assert client.post(review_url(update), {"verb": verb}).status_code == 404


def test_unknown_item_is_not_found(client, cast):
    client.force_login(cast.board_icb)
    for args in (["priorities", "actionupdate", 99], ["partnership", "user", 1]):
        assert client.get(reverse("admin:review-item", args=args)).status_code == 404


def test_partner_is_kept_out(client, update, cast):
    client.force_login(cast.partner_police)
    assert client.get(QUEUE).status_code in {302, 403}
    assert client.get(review_url(update)).status_code in {302, 403}


@pytest.mark.parametrize("count", [1, 40])
def test_queue_costs_the_same_queries_however_long(client, make_update, cast, count, django_assert_max_num_queries):
    for _ in range(count):
        submit(make_update(), cast.partner_police)
    client.force_login(cast.board_icb)
    client.get(QUEUE)
    with django_assert_max_num_queries(34):
        client.get(QUEUE)
