"""Who plays in the tests: the roles of the example, each once, with their organisations."""

from dataclasses import dataclass

from partnership.models import Organisation, ReportingYear, User
from partnership.models.organisation import OrganisationKind
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory


@dataclass(frozen=True)
class Cast:
    """Three organisations, eight people, an open year."""

    council: Organisation
    icb: Organisation
    police: Organisation
    partner_council: User
    partner_police: User
    board_council: User
    board_icb: User
    board_police: User
    coordinator: User
    chair: User
    scrutineer: User
    year: ReportingYear


def make_cast() -> Cast:
    """Set the stage: saves everything that it returns."""
    council = OrganisationFactory(
        slug="council",
        name="The Council",
        short_name="Council",
        kind=OrganisationKind.LOCAL_AUTHORITY,
        is_statutory_partner=True,
    )
    icb = OrganisationFactory(
        slug="icb",
        name="The Integrated Care Board",
        short_name="ICB",
        kind=OrganisationKind.INTEGRATED_CARE_BOARD,
        is_statutory_partner=True,
    )
    police = OrganisationFactory(
        slug="police", name="The Police", short_name="Police", kind=OrganisationKind.POLICE, is_statutory_partner=True
    )

    def person(name: str, role: str, organisation: Organisation | None) -> User:
        user: User = UserFactory(email=f"{name}@example.org", roles=[role], organisation=organisation)
        return user

    return Cast(
        council=council,
        icb=icb,
        police=police,
        partner_council=person("partner.council", "partner", council),
        partner_police=person("partner.police", "partner", police),
        board_council=person("board.council", "board_member", council),
        board_icb=person("board.icb", "board_member", icb),
        board_police=person("board.police", "board_member", police),
        coordinator=person("coordinator", "coordinator", council),
        chair=person("chair", "chair", None),
        scrutineer=person("scrutineer", "scrutineer", None),
        year=ReportingYearFactory(),
    )
