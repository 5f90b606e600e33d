"""Areas and their neighbours, returns and their figures, releases and their tables."""

from indicators.models.area import Area, NeighbourMember, NeighbourSet
from indicators.models.calendar import PlannedRelease, PlannedReleaseChange
from indicators.models.check import Confirmation, FollowUp
from indicators.models.disclosure import DisclosureCertificate, DisclosurePolicy
from indicators.models.draft import AutosavedDraft
from indicators.models.figure import Figure
from indicators.models.order import ReleaseOrder
from indicators.models.population import PopulationEstimate
from indicators.models.release import Release, ReleaseTable
from indicators.models.release_file import ReleaseFile
from indicators.models.reminder import Reminder
from indicators.models.returns import ReturnFamily, ReturnRound, ReturnTemplate, RoundChange
from indicators.models.submission import Submission
from indicators.models.upload import Upload

__all__ = [
    "Area",
    "AutosavedDraft",
    "Confirmation",
    "DisclosureCertificate",
    "DisclosurePolicy",
    "Figure",
    "FollowUp",
    "NeighbourMember",
    "NeighbourSet",
    "PlannedRelease",
    "PlannedReleaseChange",
    "PopulationEstimate",
    "Release",
    "ReleaseFile",
    "ReleaseOrder",
    "ReleaseTable",
    "Reminder",
    "ReturnFamily",
    "ReturnRound",
    "ReturnTemplate",
    "RoundChange",
    "Submission",
    "Upload",
]
