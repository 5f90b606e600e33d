"""Lists of the admin are narrowed by the filters beside them; nothing hidden is found out by asking for it."""

import pytest
from django.contrib.admin import FieldListFilter
from django.test import RequestFactory
from django.urls import reverse

from partnership.admin_site import site
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Notification
from review.notifications import enqueue, enqueue_to_address

MESSAGES = reverse("admin:review_notification_changelist")
ACCOUNTS = reverse("admin:partnership_user_changelist")


def offered(admin, request):
    """Every name that the filters beside a list may write into its address."""
    for one in admin.get_list_filter(request):
        if not isinstance(one, str):
            yield one.parameter_name
            continue
        field = admin.model._meta.get_field(one)
        spec = FieldListFilter.create(field, request, {}, admin.model, admin, field_path=one)
        yield from spec.expected_parameters()


@pytest.fixture
def secret(cast):
    """A message that holds a code, not sent yet."""
    return enqueue_to_address(
        "text@phone.example", key="one", subject="Your code", body="471 is your code.", is_secret=True
    )


@pytest.mark.parametrize("lookup", ["body__contains", "body__startswith", "body", "is_secret", "key__startswith"])
@pytest.mark.parametrize("guess", ["471", "999"])
@pytest.mark.asvs("8.2.3")
def test_secret_message_is_not_read_letter_by_letter(client, cast, secret, lookup, guess):
    client.force_login(cast.coordinator)
    assert client.get(MESSAGES, {lookup: guess}).status_code == 400


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "password", "last_login__gte", "organisation__people__password__startswith"]
)
def test_password_hash_is_not_read_letter_by_letter(client, cast, lookup):
    client.force_login(cast.coordinator)
    assert client.get(ACCOUNTS, {lookup: "2022-01-01"}).status_code == 400


@pytest.mark.postgres
def test_search_and_the_filter_of_messages_still_narrow(client, cast, secret):
    client.force_login(cast.coordinator)
    enqueue(cast.chair, key="two", subject="A reminder", body="Read it.")
    plain = Notification.objects.get(key="two")
    Notification.objects.filter(pk=plain.pk).update(attempts=5, problem="No answer")
    found = client.get(MESSAGES, {"delivery": "stuck"}).context["cl"].result_list
    assert [message.pk for message in found] == [plain.pk]
    found = client.get(ACCOUNTS, {"q": cast.chair.email}).context["cl"].result_list
    assert [person.pk for person in found] == [cast.chair.pk]


@pytest.mark.asvs("2.2.1")
def test_every_list_takes_what_its_filters_write_and_nothing_else(cast):
    request = RequestFactory().get("/")
    request.user = cast.coordinator
    seen = 0
    for model, admin in site._registry.items():
        names = set(offered(admin, request))
        seen += len(names)
        assert all(admin.lookup_allowed(name, "1", request) for name in names), model
        hidden = {f"{field.name}__startswith" for field in model._meta.concrete_fields}
        assert not any(admin.lookup_allowed(name, "1", request) for name in hidden), model
    assert seen > 10


def test_trail_is_narrowed_by_what_was_done_and_says_it_in_words(client, cast):
    record(verb=AuditVerb.LOAD_AREAS, by=cast.coordinator)
    record(verb=AuditVerb.CHASE, by=cast.coordinator)
    client.force_login(cast.chair)
    page = client.get(reverse("admin:review_event_changelist"), {"verb": "chase"})
    assert [event.verb for event in page.context["cl"].result_list] == ["chase"]
    text = page.content.decode()
    assert "Areas loaded" in text
    assert text.count("Figures chased") == 2
