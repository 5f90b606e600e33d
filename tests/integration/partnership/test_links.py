"""Links are drawn for who may follow them."""

import pytest
from django.urls import reverse

from partnership.links import may_open
from tests.people import People


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("home", {"coordinator", "chair", "partner_police", "board_icb"}),
        ("partnership:seat-create", {"coordinator"}),
        ("partnership:seat-list", {"coordinator", "chair", "board_icb"}),
        ("admin:index", {"coordinator", "chair", "board_icb"}),
    ],
)
def test_a_link_is_for_who_may_open_its_page(name: str, who: set[str], people: People) -> None:
    roles = ("coordinator", "chair", "partner_police", "board_icb")
    assert {role for role in roles if may_open(getattr(people, role), f"{reverse(name)}?page=2#list")} == who


def test_no_link_leads_to_nothing(people: People) -> None:
    assert not may_open(people.coordinator, "/elsewhere/")
