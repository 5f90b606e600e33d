"""Comments beside a text: who may say something, who is told, and that approval waits for all to be resolved."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from bcssp.to_do import to_do
from partnership.exceptions import DomainError, NotAllowed, WrongState
from review.comments import add_comment, comments_address, open_comments, resolve_comment
from review.models import Comment, Event, Notification
from review.notifications import review_url
from review.services import edit, move
from review.transitions import Verb
from tests.factories.priorities import ActionFactory, draft_update


@pytest.fixture
def update(cast):
    return draft_update(ActionFactory(owner=cast.police, slug="ask-adults"), cast.year, cast.partner_police)


def titles(user):
    return [(task.title, task.link) for group in to_do(user) for task in group.tasks]


def test_board_comments_and_the_writer_answers_beside_the_text(client, cast, update):
    address = comments_address(update)
    client.force_login(cast.board_icb)
    assert "No one has commented on the whole yet." in client.get(address).content.decode()
    assert "Enter your comment" in client.post(address, {"text": ""}).content.decode()
    client.post(address, {"text": "How many adults did you ask?"})

    assert (update.title_for_review(), address) in titles(cast.partner_police)
    letter = Notification.objects.get(subject__startswith="New comment")
    assert letter.recipient == cast.partner_police
    assert "How many" not in letter.body
    assert Event.objects.about(update).filter(verb="comment").get().note == ""

    client.force_login(cast.partner_police)
    assert "Comments (1 open)" in client.get(update.get_edit_url()).content.decode()
    page = client.get(address).content.decode()
    assert "How many adults did you ask?" in page
    assert 'name="resolve"' not in page
    client.post(address, {"text": "Twelve."})
    told = Notification.objects.filter(subject__startswith="New comment").latest("pk")
    assert told.recipient == cast.board_icb


def test_approval_waits_until_each_comment_is_resolved(client, cast, update):
    add_comment(item=update, text="How many?", by=cast.board_icb)
    add_comment(item=update, text="And when?", by=cast.chair)
    sent = move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=update.revision)
    client.force_login(cast.board_icb)
    assert "Comments (2 open)" in client.get(review_url(sent)).content.decode()
    with pytest.raises(DomainError, match="2 comments are still open"):
        move(obj=sent, verb=Verb.APPROVE, by=cast.board_icb, revision=sent.revision)

    first, second = Comment.objects.all()
    page = client.post(comments_address(update), {"resolve": first.pk}, follow=True).content.decode()
    assert "Comment resolved." in page
    with pytest.raises(DomainError, match="1 comment is still open"):
        move(obj=sent, verb=Verb.APPROVE, by=cast.board_icb, revision=sent.revision)
    resolve_comment(comment=second, item=sent, by=cast.coordinator)
    assert open_comments(sent) == 0
    assert move(obj=sent, verb=Verb.APPROVE, by=cast.board_icb, revision=sent.revision).state == "approved"


def test_comment_is_resolved_once_by_who_wrote_it_or_publishes(client, cast, update):
    comment = add_comment(item=update, text="How many?", by=cast.board_icb)
    with pytest.raises(NotAllowed):
        resolve_comment(comment=comment, item=update, by=cast.partner_police)
    resolve_comment(comment=comment, item=update, by=cast.board_icb)
    with pytest.raises(WrongState):
        resolve_comment(comment=comment, item=update, by=cast.board_icb)
    client.force_login(cast.board_icb)
    assert client.post(comments_address(update), {"resolve": "none"}).status_code == 404


def test_others_neither_read_nor_comment(client, cast, update):
    client.force_login(cast.partner_council)
    assert client.get(comments_address(update)).status_code == 404
    assert client.get(reverse("review:comments", args=["auth", "group", 1])).status_code == 404
    with pytest.raises(NotAllowed):
        add_comment(item=update, text="Hello", by=cast.partner_council)
    with pytest.raises(DomainError):
        add_comment(item=update, text=" ", by=cast.board_icb)
    move(obj=update, verb=Verb.WITHDRAW, by=cast.partner_police, note="Wrong", revision=update.revision)
    update.refresh_from_db()
    with pytest.raises(NotAllowed):
        add_comment(item=update, text="Hello", by=cast.board_icb)


def test_only_writers_find_comments_in_their_work(cast, update):
    add_comment(item=update, text="How many?", by=cast.board_icb)
    add_comment(item=update, text="And when?", by=cast.board_icb)
    assert (update.title_for_review(), comments_address(update)) not in titles(cast.board_council)
    assert (update.title_for_review(), comments_address(update)) in titles(cast.partner_police)


@pytest.mark.postgres
def test_database_refuses_a_comment_without_words(cast, update):
    comment = add_comment(item=update, text="How many?", by=cast.board_icb)
    assert str(comment) == f"comment {comment.pk}"
    with pytest.raises(IntegrityError):
        Comment.objects.update(text="")


def test_a_comment_stands_beside_the_words_that_it_is_about(client, cast, update):
    update.what_we_did = "We asked twelve adults.\nTwo groups met."
    update = edit(obj=update, by=cast.partner_police, revision=update.revision)
    address = comments_address(update)
    client.force_login(cast.board_icb)
    assert "twelve adults" not in client.get(address).content.decode(), "a draft is its writers' own"
    sent = {"text": "How?", "passage": "twelve adults"}
    assert "These words are not in the text." in client.post(address, sent).content.decode()

    move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=update.revision)
    client.post(address, sent)
    client.post(address, {"text": "Which?", "passage": "adults. Two groups"})
    page = client.get(address).content.decode()
    assert "We asked <mark>twelve </mark><mark>adults</mark><sup" in page
    assert page.index("How?") < page.index("Which?") < page.index("No one has commented on the whole yet.")

    update.refresh_from_db()
    update.what_we_did = "We asked adults.\nTwo groups met."
    edit(obj=update, by=cast.partner_police, revision=update.revision)
    client.force_login(cast.partner_police)
    page = client.get(address).content.decode()
    assert "About “twelve adults”, which is no longer in the text" in page
    assert "<mark>adults.<br>Two groups</mark>" in page
