"""The eight people of the tests: the same roles and organisations as the example's accounts."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from django.contrib.auth.hashers import make_password

from partnership.models import Organisation, RoleGrant, User
from tests.factories.partnership import PASSWORD


@dataclass(frozen=True)
class People:
    """One account for each part that people play."""

    partner_council: User
    partner_police: User
    board_council: User
    board_icb: User
    board_police: User
    coordinator: User
    chair: User
    scrutineer: User

    def __getitem__(self, name: str) -> User:
        """Give a person by the name in the address: `people["board.icb"]`."""
        person: User = getattr(self, name.replace(".", "_"))
        return person


def make_people() -> People:
    """Make the accounts with their organisations and roles, in few steps: most tests with a database begin with it."""
    council, police, icb = _organisations()
    parts = {
        "partner_council": ("partner", council),
        "partner_police": ("partner", police),
        "board_council": ("board_member", council),
        "board_icb": ("board_member", icb),
        "board_police": ("board_member", police),
        "coordinator": ("coordinator", council),
        "chair": ("chair", None),
        "scrutineer": ("scrutineer", None),
    }
    assert list(parts) == [field.name for field in fields(People)]
    users = User.objects.bulk_create(
        User(
            email=f"{name.replace('_', '.')}@example.org",
            display_name=name.replace("_", " ").capitalize(),
            organisation=organisation,
            daily_digest=False,
            password=_hashed(),
        )
        for name, (_role, organisation) in parts.items()
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role) for user, (role, _organisation) in zip(users, parts.values(), strict=True)
    )
    return People(**dict(zip(parts, users, strict=True)))


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _organisations() -> Iterator[Organisation]:
    """The council, the police and the integrated care board; those that are there already stay as they are."""
    known = Organisation.objects.in_bulk(["council", "police", "icb"], field_name="slug")
    for slug, name, kind in (
        ("council", "The Council", "local_authority"),
        ("police", "The Police", "police"),
        ("icb", "The Integrated Care Board", "icb"),
    ):
        yield known.get(slug) or Organisation.objects.create(
            slug=slug, name=name, short_name=name, kind=kind, is_statutory_partner=True
        )
