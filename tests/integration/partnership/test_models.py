"""The database refuses nonsense."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indicators.definitions.periods import parse_period
from partnership.models import Group, ReportingYear, RoleGrant, Seat, User
from partnership.models.year import validate_year, year_bounds
from tests.factories.partnership import (
    GroupFactory,
    OrganisationFactory,
    ReportingYearFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def refused(name):
    """The database raises, and names the rule."""
    return pytest.raises(IntegrityError, match=name)


def test_year_bounds_are_april_to_march():
    assert year_bounds("1999-00") == (datetime.date(1999, 4, 1), datetime.date(2000, 3, 31))


@pytest.mark.parametrize("text", ["2022", "2022-24", "2022-2023", "soon", "２０２２-２３", "2022-23\n"])
def test_what_is_no_financial_year_is_refused(text):
    with pytest.raises(ValidationError, match="Enter it in the format 2022-23"):
        validate_year(text)


@pytest.mark.parametrize("slug", ["1900-01", "2200-01"])
def test_the_first_and_the_last_year_are_periods_as_well(slug):
    assert (parse_period(slug).starts_on, parse_period(slug).ends_on) == year_bounds(slug)


@pytest.mark.parametrize("slug", ["1899-00", "2201-02", "2922-23", "1822-23"])
def test_a_year_that_no_period_can_lie_in_is_refused(slug):
    with pytest.raises(ValidationError, match=r"begins before 1900 or after 2200\. Check for a mistyped digit"):
        validate_year(slug)
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(slug)


def test_year_knows_the_one_before():
    year = ReportingYearFactory(slug="2000-01")
    assert (year.label, str(year), year.is_closed) == ("2000-01", "2000-01", False)


def test_closed_year_has_who_and_when():
    year = ReportingYearFactory()
    with refused("year_closed_has_who_and_when"), transaction.atomic():
        ReportingYear.objects.filter(pk=year.pk).update(closed_at=datetime.datetime.now(tz=datetime.UTC))


@pytest.mark.postgres
def test_unknown_kinds_and_roles_are_refused():
    group, organisation, user = GroupFactory(), OrganisationFactory(), UserFactory()
    with refused("group_kind_known"), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(kind="cabal")
    with refused("organisation_kind_known"), transaction.atomic():
        type(organisation).objects.filter(pk=organisation.pk).update(kind="cabal")
    with refused("role_known"), transaction.atomic():
        RoleGrant.objects.create(user=user, role="emperor")


@pytest.mark.postgres
def test_role_is_granted_once():
    user = UserFactory(roles=["partner"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role="partner")


def test_seat_term_in_order_and_vacant_seat_has_no_holder():
    seat = SeatFactory()
    with refused("seat_term_in_order"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(ends_on=datetime.date(2021, 1, 1))
    with refused("seat_vacant_has_no_holder"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(is_vacant=True, holder=UserFactory())
    person = UserFactory()
    with refused("seat_deputy_is_not_holder"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(holder=person, deputy=person)


def test_seat_current_by_date():
    seat = SeatFactory(starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2023, 3, 31))
    assert Seat.objects.current(datetime.date(2023, 3, 31)).get() == seat
    assert not Seat.objects.current(datetime.date(2023, 4, 1)).exists()
    assert not Seat.objects.current(datetime.date(2022, 3, 31)).exists()


def test_group_is_not_its_own_ancestor():
    top = GroupFactory()
    middle = GroupFactory(parent=top)
    top.parent = middle
    with pytest.raises(ValidationError, match="does not itself report to this group"):
        top.clean()
    with refused("group_not_its_own_parent"), transaction.atomic():
        Group.objects.filter(pk=top.pk).update(parent=top)


def test_one_account_an_address_whatever_its_case():
    user = UserFactory(email="Someone@Example.org")
    assert user.email == "someone@example.org"
    assert User.objects.get_by_natural_key("SOMEONE@example.org") == user
    with refused("user_email_once_whatever_case"), transaction.atomic():
        User.objects.filter(pk=UserFactory().pk).update(email="SOMEONE@example.org")


def test_addresses_are_stored_in_lower_case_however_they_come_in():
    user = UserFactory()
    user.email = "Anna@Council.gov.uk"
    user.save(update_fields=["email"])
    user.refresh_from_db()
    assert user.email == "anna@council.gov.uk"


def test_account_needs_an_address_and_operators_hold_no_role():
    with pytest.raises(ValueError, match="needs an email address"):
        User.objects.create_user("")
    operator = User.objects.create_superuser("operator@example.org", "a long password")
    assert operator.is_staff
    assert operator.role_names == []


def test_words_for_people():
    user = UserFactory(display_name="", email="role@example.org", roles=["partner"])
    assert str(user) == "role@example.org"
    assert str(user.role_grants.get()) == "role@example.org: Partner"
    seat = SeatFactory(title="Chair", group=GroupFactory(name="Board"))
    assert str(seat) == "Chair, Board"
