"""The public page about the structure."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.models.group import GroupKind
from partnership.queries import members_of, structure_on
from tests.factories.partnership import (
    ArmFactory,
    GroupFactory,
    OrganisationFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    group = GroupFactory(
        slug="board",
        name="Strategic Board",
        kind=GroupKind.BOARD,
        quorum=3,
        terms_of_reference="Leads the partnership.",
    )
    group.arms.add(ArmFactory(slug="adults", name="Safeguarding adults"))
    return group


def page(client):
    response = client.get(reverse("partnership:structure"))
    assert response.status_code == 200
    return response


def text_of(response):
    """What is read on the page, without tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_page_stands_where_links_expect_it():
    assert reverse("partnership:structure") == "/about/structure/"


def test_empty_structure_is_said_in_words(client):
    text = text_of(page(client))

    assert "No groups recorded yet." in text
    assert "No organisations recorded yet." in text
    assert "No arms recorded yet." in text
    assert "app-chart" not in page(client).content.decode()


def test_page_draws_and_lists_the_same_groups(client, board):
    delivery = GroupFactory(name="Delivery Group", kind=GroupKind.DELIVERY, parent=board)
    GroupFactory(name="Exploitation Group", parent=delivery, is_illustrative=True)
    response = page(client)
    html = response.content.decode()

    drawing = re.search(r"<svg [^>]*app-chart.*?</svg>", html, re.DOTALL)[0]
    listed = html.split('id="seats"')[1]
    for name in ("Strategic Board", "Delivery Group", "Exploitation Group"):
        assert f">{name}</text>" in drawing
        assert f"<strong>{name}</strong>" in listed
    text = text_of(response)
    assert "Reporting to Strategic Board:" in text
    assert "Leads the partnership." in text
    assert "quorum: 3 seats filled" in text
    assert "Safeguarding adults : Strategic Board" in text
    assert "Groups marked “Illustrative” are typical of this kind of partnership." in text


def test_nothing_is_called_illustrative_where_nothing_is(client, board):
    assert "llustrative" not in text_of(page(client))


def test_seats_show_roles_organisations_terms_and_vacancies(client, board):
    council = OrganisationFactory(name="The Council", kind="local_authority", is_statutory_partner=True)
    OrganisationFactory(name="The Charity", kind="voluntary")
    SeatFactory(group=board, organisation=None, title="Independent Chair", is_chair=True)
    SeatFactory(group=board, organisation=council, title="Director", is_vacant=True)
    SeatFactory(group=board, organisation=council, title="Head of service", deputy=UserFactory())
    text = text_of(page(client))

    assert "Independent Chair: independent of any organisation; chairs the group; term from 1 April 2022" in text
    assert "Director: The Council; vacant;" in text
    assert "Head of service: The Council; has a deputy;" in text
    assert "The Council Local authority Yes Strategic Board" in text
    assert "The Charity Voluntary sector No No seat recorded" in text


def test_a_seat_that_is_made_up_says_so(client, board):
    SeatFactory(group=board, title="Member", is_illustrative=True, is_vacant=True)
    text = text_of(page(client))

    assert "Seats marked “illustrative” are made up to show how the portal works." in text
    assert "vacant; term from 1 April 2022; illustrative" in text


def test_no_person_is_named(client, board):
    holder = UserFactory(display_name="Zebedee Quartermain")
    deputy = UserFactory(display_name="Ottoline Fairweather")
    SeatFactory(group=board, holder=holder, deputy=deputy)
    html = page(client).content.decode()

    for person in (holder, deputy):
        assert person.display_name not in html
        assert person.email not in html


def test_past_and_coming_terms_are_not_shown(client, board):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    SeatFactory(group=board, title="Past seat", ends_on=today - day)
    SeatFactory(group=board, title="Coming seat", starts_on=today + day)
    SeatFactory(group=board, title="Seat that ends today", ends_on=today)
    text = text_of(page(client))

    assert "Past seat" not in text
    assert "Coming seat" not in text
    assert "Seat that ends today" in text


def test_structure_of_another_day_is_told_as_it_was_then(board):
    SeatFactory(group=board, title="Past seat", ends_on=datetime.date(2023, 3, 31))

    then = structure_on(datetime.date(2023, 3, 31))
    later = structure_on(datetime.date(2023, 4, 1))
    assert [seat.title for seat in then.nodes[0].seats] == ["Past seat"]
    assert later.nodes[0].seats == ()
    assert [member.groups for member in members_of(then)] == [("Strategic Board",)]
    assert [member.groups for member in members_of(later)] == [()]


def test_page_reads_no_session_and_is_the_same_for_everyone(client, people, board):
    anonymous = page(client)
    client.force_login(people.coordinator)
    signed_in = page(client)

    assert anonymous.content == signed_in.content
    assert not anonymous.cookies
    assert "Cookie" not in anonymous.get("Vary", "")


@pytest.mark.parametrize("count", [10, 200])
def test_page_takes_the_same_number_of_queries_for_many_rows(client, board, count, django_assert_num_queries):
    for _ in range(count):
        group = GroupFactory(parent=board)
        group.arms.add(ArmFactory(slug=f"arm-{count % 3}"))
        SeatFactory(group=group, holder=UserFactory(), deputy=UserFactory())
    with django_assert_num_queries(5):
        page(client)
