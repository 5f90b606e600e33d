"""What no button asks for: a thing that is not there, a number that is none. A page or a sentence, never an error."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.partnership import GroupFactory, SeatFactory
from tests.stages import Cast

pytestmark = pytest.mark.postgres
# More digits than any column has, a word, a number below nothing, none, and what PostgreSQL refuses in a text.
NO_KEYS = ("9" * 30, "abc", "-1", "", "1\x00", "1.5", "²")


@pytest.mark.parametrize("pk", [999_999, 10**30])
@pytest.mark.parametrize("verb", ["publish", "approve", "return"])
def test_publishing_a_thing_that_was_never_saved_is_not_found(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, pk: int, verb: str
) -> None:
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    client.force_login(cast.coordinator)
    for kind in (("learning", "briefing"), ("priorities", "actionupdate"), ("reports", "statement")):
        address = reverse("admin:review-item", args=[*kind, pk])
        assert client.post(address, {"verb": verb, f"{verb}-revision": "1"}).status_code == 404
    for name in ("priorities:plan-publish", "indicators:release-publish"):
        assert client.post(reverse(name, args=["1999-00"])).status_code == 404


@pytest.mark.parametrize("key", NO_KEYS)
def test_key_of_something_else_that_is_none_is_a_sentence_at_the_form(cast: Cast, client: Client, key: str) -> None:
    client.force_login(cast.coordinator)
    group = GroupFactory(kind="subgroup")
    seat = SeatFactory(group=group, organisation=cast.police)
    data = {"title": "Member", "group": key, "organisation": key, "holder": key}
    for address, sent in (
        (reverse("partnership:seat-create"), data),
        (reverse("partnership:seat-edit", args=[seat.pk]), data),
        (reverse("person-create"), {"email": "a@example.org", "display_name": "A", "organisation": key}),
    ):
        assert client.post(address, sent).status_code in (200, 302, 400, 422), address
    for name in ("partnership_seat", "partnership_user", "review_event", "review_notification"):
        for field in ("group__id__exact", "organisation__id__exact", "actor", "actor__id__exact"):
            status = client.get(reverse(f"admin:{name}_changelist"), {field: key}).status_code
            assert status in (200, 302, 400), f"{name}, {field}: {status}"


@pytest.mark.parametrize("key", ["9" * 30, "abc", "-1", "1.5", "_2F"])
def test_history_of_what_is_no_number_is_not_found(cast: Cast, client: Client, key: str) -> None:
    client.force_login(cast.coordinator)
    for name in ("partnership_organisation", "partnership_seat", "partnership_group", "review_event"):
        for page in ("history", "change", "delete"):
            status = client.get(reverse(f"admin:{name}_{page}", args=[key])).status_code
            assert status in (302, 403, 404), f"{name}_{page}: {status}"
        status = client.get(f"/admin/{name.replace('_', '/')}/{key}/history/1/").status_code
        assert status in (302, 403, 404), name
