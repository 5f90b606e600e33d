"""One mail a day for who decides, or one an item: as the person chose, never twice."""

import datetime

import pytest
from django.test import Client

from partnership.models import User
from review.digests import owe_digests
from review.models import Notification
from review.services import move
from review.tasks import send_digests
from review.transitions import Verb
from tests.factories.learning import draft_case_study
from tests.stages import Cast

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2100, 3, 2, 8, 0, tzinfo=datetime.UTC)


def send_story(cast: Cast, title: str) -> None:
    """A story of the police that waits."""
    story = draft_case_study(cast.year, cast.partner_police, title=title)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=story.revision)


def mails(person: User) -> list[str]:
    """Subjects of what the person is owed."""
    return list(Notification.objects.filter(recipient=person).order_by("pk").values_list("subject", flat=True))


def test_two_items_are_one_mail_a_day_and_old_ones_are_not_said_again(cast: Cast) -> None:
    User.objects.filter(pk=cast.board_icb.pk).update(daily_digest=True)
    send_story(cast, "First")
    send_story(cast, "Second")
    assert mails(cast.board_icb) == []
    assert len(mails(cast.board_council)) == 2

    before = MORNING.replace(hour=7)
    assert [owe_digests(moment) for moment in (before, MORNING, MORNING)] == [0, 1, 0]

    assert mails(cast.board_icb) == ["Waiting for your decision: 2 items"]
    body = Notification.objects.get(recipient=cast.board_icb).body
    assert body.index("“First”") < body.index("“Second”")
    assert "/admin/review/item/learning/casestudy/" in body
    assert owe_digests(MORNING + datetime.timedelta(days=1)) == 0
    send_story(cast, "Third")
    assert owe_digests(MORNING + datetime.timedelta(days=2)) == 1
    assert mails(cast.board_icb)[-1] == "Waiting for your decision: 3 items"


def test_who_can_decide_on_nothing_hears_nothing(cast: Cast) -> None:
    User.objects.update(daily_digest=True)
    send_story(cast, "A story")

    owe_digests(MORNING)

    told = set(Notification.objects.filter(key__startswith="digest:").values_list("recipient__email", flat=True))
    assert told == {"board.icb@example.org", "board.council@example.org"}


def test_a_person_chooses(cast: Cast, client: Client) -> None:
    client.force_login(cast.board_icb)
    client.post("/partner/emails/", {"daily_digest": "yes"})
    assert User.objects.get(pk=cast.board_icb.pk).daily_digest
    assert "checked" in client.get("/partner/emails/").content.decode()

    client.post("/partner/emails/", {"daily_digest": "no"})

    assert not User.objects.get(pk=cast.board_icb.pk).daily_digest


def test_the_clock_owes_the_mails_of_the_day(cast: Cast) -> None:
    User.objects.filter(pk=cast.board_icb.pk).update(daily_digest=False)
    # The first of a day may also owe the reminder to open the next year.
    send_digests()
    assert send_digests() == 0
