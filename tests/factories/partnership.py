"""Factories of organisations, people, groups, seats and years."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from partnership.models import Arm, Group, Organisation, ReportingYear, RoleGrant, Seat, User
from partnership.models.group import GroupKind
from partnership.models.organisation import OrganisationKind
from partnership.models.year import year_bounds

PASSWORD = "correct horse battery"


class OrganisationFactory(DjangoModelFactory):
    """An organisation; `kind` decides what it owes."""

    class Meta:
        model = Organisation
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    short_name = factory.LazyAttribute(lambda o: o.name)
    kind = OrganisationKind.OTHER


class UserFactory(DjangoModelFactory):
    """A person with an account; `roles=["partner"]` gives roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person.{n}@example.org")
    display_name = factory.LazyAttribute(lambda o: o.email.split("@")[0].replace(".", " ").capitalize())
    organisation = factory.SubFactory(OrganisationFactory)
    daily_digest = False

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(password=PASSWORD, **kwargs)

    @factory.post_generation
    def roles(self, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        """Grant the roles that were asked for."""
        for role in extracted or []:
            RoleGrant.objects.create(user=self, role=role)


class ArmFactory(DjangoModelFactory):
    """An arm of the partnership."""

    class Meta:
        model = Arm
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"arm-{n}")
    name = factory.Sequence(lambda n: f"Arm {n}")


class GroupFactory(DjangoModelFactory):
    """A board or group."""

    class Meta:
        model = Group

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n}")
    kind = GroupKind.SUBGROUP


class SeatFactory(DjangoModelFactory):
    """A seat whose term began in April 2022."""

    class Meta:
        model = Seat

    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Seat {n}")
    starts_on = datetime.date(2022, 4, 1)


class ReportingYearFactory(DjangoModelFactory):
    """An open year; dates follow from the slug."""

    class Meta:
        model = ReportingYear
        django_get_or_create = ("slug",)

    slug = "2022-23"
    starts_on = factory.LazyAttribute(lambda o: year_bounds(o.slug)[0])
    ends_on = factory.LazyAttribute(lambda o: year_bounds(o.slug)[1])
