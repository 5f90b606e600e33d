"""The eight people of the tests: the same roles and organisations as the example's accounts."""

from dataclasses import dataclass, fields

from partnership.models import User
from tests.factories.partnership import OrganisationFactory, UserFactory


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
    """Make the accounts with their organisations and roles."""
    council = OrganisationFactory(slug="council", name="The Council", kind="local_authority", is_statutory_partner=True)
    police = OrganisationFactory(slug="police", name="The Police", kind="police", is_statutory_partner=True)
    icb = OrganisationFactory(slug="icb", name="The Integrated Care Board", kind="icb", is_statutory_partner=True)
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
    return People(
        **{
            name: UserFactory(email=f"{name.replace('_', '.')}@example.org", organisation=organisation, roles=[role])
            for name, (role, organisation) in parts.items()
        }
    )
