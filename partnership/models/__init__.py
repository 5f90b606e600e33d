"""People, organisations, groups, seats and years."""

from partnership.models.group import Arm, Group
from partnership.models.installation import Installation
from partnership.models.invitation import Invitation
from partnership.models.organisation import Organisation
from partnership.models.seat import Seat
from partnership.models.user import RoleGrant, User
from partnership.models.year import ReportingYear

__all__ = ["Arm", "Group", "Installation", "Invitation", "Organisation", "ReportingYear", "RoleGrant", "Seat", "User"]
