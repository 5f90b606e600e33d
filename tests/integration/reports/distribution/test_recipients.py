"""Who was sent a published edition, and before whom it was laid: written down once, counted when it left."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, WrongState
from reports.distribution.sending import cancel_email, record_presentation, record_sent, send_by_email
from reports.editions.recipients import not_sent_yet, sent_to
from reports.models import Presentation, Recipient, Way
from review.models import Notification
from review.notifications import send_owed
from tests.factories.editions import built, published

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")
DAY = datetime.timedelta(days=1)


def make_once(cast):
    return {"public": published(cast)}


@pytest.fixture
def public(made):
    return made["public"]


def sent(edition, by, **changes):
    values = {"role": "leader", "how": Way.POST, "sent_on": timezone.localdate()}
    return record_sent(edition=edition, by=by, **(values | changes))


def emailed(edition, by, **changes):
    return send_by_email(edition=edition, by=by, **({"role": "leader", "address": "leader@example.org"} | changes))


def test_what_was_sent_is_told_with_the_requirements_that_ask_for_it(public, cast):
    sent(public, cast.coordinator)
    sent(public, cast.chair, role="healthwatch", how=Way.PORTAL)
    told = [(one.role, one.requirement_ids, one.on, one.how) for one in sent_to(public)]
    today = timezone.localdate()
    assert told == [
        ("leader", ("SAB-2a",), today, "By post"),
        ("healthwatch", ("SAB-2c",), today, "Through another portal"),
    ]
    left = {role.key for role in not_sent_yet(list(public.recipients.all()))}
    assert left == {"chief-executive", "policing-body", "health-board-chair", "review-panel", "what-works"}


def test_email_goes_out_once_with_the_link_and_counts_when_it_left(public, cast):
    emailed(public, cast.coordinator)
    assert sent_to(public) == [], "owed is not sent"
    with pytest.raises(DomainError, match="has already been sent this edition"):
        emailed(public, cast.coordinator, address="second@example.org")
    with pytest.raises(DomainError, match="has already been sent this edition"):
        sent(public, cast.coordinator)
    send_owed()
    assert send_owed() == 0
    [message] = [one for one in mail.outbox if one.to == ["leader@example.org"]]
    assert reverse("reports:edition-page", args=["2022-23", 1]) in message.body
    assert [one.how for one in sent_to(public)] == ["By email"]


def test_a_long_name_fits_the_key_of_its_email_and_tells_readers_apart(public, cast):
    """A name may have as many characters as a key: the two together have more, which PostgreSQL refuses."""
    name = "The Board of " + "x" * 187
    emailed(public, cast.coordinator, role="other", name=name)
    emailed(public, cast.coordinator, role="other", name=name[:-1] + "y")
    keys = [letter.key for letter in Notification.objects.filter(key__startswith="report sent:")]
    assert len(set(keys)) == 2
    assert max(len(key) for key in keys) <= Notification._meta.get_field("key").max_length
    with pytest.raises(DomainError, match="has already been sent this edition"):
        emailed(public, cast.coordinator, role="other", name=f" {name} ")


def test_email_that_has_not_left_is_taken_back_and_one_that_has_stays(public, cast):
    cancel_email(recipient=emailed(public, cast.coordinator), by=cast.coordinator)
    assert not Recipient.objects.exists()
    assert not Notification.objects.filter(address="leader@example.org").exists()
    again = emailed(public, cast.coordinator)
    send_owed()
    with pytest.raises(WrongState, match="cannot be cancelled"):
        cancel_email(recipient=again, by=cast.coordinator)


def test_only_a_published_edition_is_handed_on_and_not_by_everybody(cast):
    ready = built(cast)
    for verb in (sent, emailed):
        with pytest.raises(WrongState, match="a published edition"):
            verb(ready, cast.coordinator)
    with pytest.raises(NotAllowed):
        sent(ready, cast.board_icb)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sent_on": timezone.localdate() + 2 * DAY}, "in the future"),
        ({"sent_on": timezone.localdate() - 9 * DAY}, "before it was published"),
        ({"role": "king"}, "Select who"),
        ({"role": "other"}, "Enter the organisation"),
    ],
)
def test_nonsense_is_refused_in_words(public, cast, changes, words):
    with pytest.raises(DomainError, match=words):
        sent(public, cast.coordinator, **changes)


def test_presentation_is_written_down_once_a_day(public, cast):
    values = {"body": "Health and Wellbeing Board", "held_on": timezone.localdate(), "by": cast.coordinator}
    record_presentation(edition=public, minute_url="https://example.org/minute", decided="Noted.", **values)
    with pytest.raises(DomainError, match="already recorded"):
        record_presentation(edition=public, **values)
    assert Presentation.objects.get().decided == "Noted."


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("recipient_other_has_name", {"role": "other"}),
        ("recipient_letter_has_address", {"address": "one@example.org"}),
        ("recipient_way_known", {"how": "pigeon"}),
    ],
)
def test_database_refuses_half_a_recipient(public, cast, constraint, change):
    sent(public, cast.coordinator)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Recipient.objects.update(**change)


def test_pages_send_record_and_take_back(public, cast, client):
    client.force_login(cast.coordinator)
    listed = reverse("admin:report-recipients", args=[public.pk])
    add = reverse("admin:report-recipient-add", args=[public.pk])
    first = client.get(listed).content.decode()
    assert f"{add}?role=leader" in first
    assert "This edition has not been sent to anyone yet" in first
    wrong = client.post(add, {"role": "other", "how": "send"}).content.decode()
    assert "Enter the email address to send it to" in wrong
    assert "Enter the organisation or office" in wrong
    assert "Enter the date it was sent" in client.post(add, {"role": "leader", "how": "post"}).content.decode()
    done = client.post(add, {"role": "leader", "how": "send", "address": "leader@example.org"}, follow=True)
    assert "We are sending an email" in done.content.decode()
    Notification.objects.filter(address="leader@example.org").update(attempts=1, problem="SMTPException: no")
    shown = client.get(listed).content.decode()
    assert "The mail server refused it" in shown
    cancel = reverse("admin:report-recipient-cancel", args=[public.pk, Recipient.objects.get().pk])
    assert "cancelled" in client.post(cancel, follow=True).content.decode()
    today = timezone.localdate()
    day = {"sent_on-day": today.day, "sent_on-month": today.month, "sent_on-year": today.year}
    done = client.post(add, {"role": "leader", "how": "post", "name": "Council"} | day, follow=True)
    assert "Council, Leader of the local authority" in done.content.decode()
    refused = client.post(add, {"role": "leader", "how": "post", "name": "Council"} | day)
    assert "has already been sent this edition" in refused.content.decode()
    gone = reverse("admin:report-recipient-cancel", args=[public.pk, Recipient.objects.get().pk])
    assert "cannot be cancelled" in client.post(gone, follow=True).content.decode()
    present = reverse("admin:report-presentation-add", args=[public.pk])
    held = {f"held_on-{part}": getattr(today, part) for part in ("day", "month", "year")}
    data = {"body": "Scrutiny panel", "minute_url": "https://example.org/m", "decided": "Noted."} | held
    done = client.post(present, data, follow=True).content.decode()
    assert "minutes of Scrutiny panel" in done
    assert "Noted." in done


def test_form_begins_with_the_address_of_the_year_before(public, cast, client):
    emailed(public, cast.coordinator, name="Council")
    client.force_login(cast.coordinator)
    form = client.get(reverse("admin:report-recipient-add", args=[public.pk]) + "?role=leader").context["form"]
    assert form.initial == {"role": "leader", "name": "Council", "address": "leader@example.org", "how": "send"}
    other = client.get(reverse("admin:report-recipient-add", args=[public.pk]) + "?role=healthwatch").context["form"]
    assert other.initial == {"role": "healthwatch"}


def test_list_of_a_draft_says_that_it_is_not_sent_yet(cast, client):
    ready = built(cast)
    client.force_login(cast.board_icb)
    shown = client.get(reverse("admin:report-recipients", args=[ready.pk])).content.decode()
    assert "You can send this edition once it is published." in shown
    assert "No presentations recorded." in shown
