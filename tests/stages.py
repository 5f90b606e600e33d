"""The stage on which most tests play: the eight people, their organisations and an open year."""

from dataclasses import dataclass

from partnership.models import Organisation, ReportingYear
from tests.factories.partnership import ReportingYearFactory
from tests.people import People, make_people


@dataclass(frozen=True)
class Cast(People):
    """The people, and the year in which they work."""

    year: ReportingYear

    @property
    def council(self) -> Organisation:
        """The local authority, to which the coordinator belongs as well."""
        return _of(self.partner_council.organisation)

    @property
    def police(self) -> Organisation:
        """The police."""
        return _of(self.partner_police.organisation)

    @property
    def icb(self) -> Organisation:
        """The integrated care board."""
        return _of(self.board_icb.organisation)


def _of(organisation: Organisation | None) -> Organisation:
    assert organisation is not None
    return organisation


def make_cast() -> Cast:
    """Set the stage: saves everything that it returns."""
    return Cast(**vars(make_people()), year=ReportingYearFactory())
