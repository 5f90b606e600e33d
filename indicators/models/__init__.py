"""Areas and their neighbours, returns and their figures, releases and their tables."""

from indicators.catalogue.models import CatalogueChoice, IndicatorDraft, IndicatorVersion
from indicators.chasing.models import Reminder
from indicators.definitions.models.area import Area, NeighbourMember, NeighbourSet
from indicators.definitions.models.population import PopulationEstimate
from indicators.disclosure.models import DisclosurePolicy
from indicators.files.models import OpenDataMapping, Upload
from indicators.populations.models import PopulationWithdrawal
from indicators.releases.models.calendar import PlannedRelease, PlannedReleaseChange
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.figure_correction import FigureCorrection
from indicators.releases.models.kept_sentence import KeptSentence
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.models.release_file import ReleaseFile
from indicators.returns.models.draft import AutosavedDraft
from indicators.returns.models.figure import Figure
from indicators.returns.models.question import Confirmation, FollowUp
from indicators.returns.models.submission import Submission
from indicators.rounds.models.returns import ReturnFamily, ReturnRound, ReturnTemplate, RoundChange

__all__ = [
    "Area",
    "AutosavedDraft",
    "CatalogueChoice",
    "Confirmation",
    "DisclosureCertificate",
    "DisclosurePolicy",
    "Figure",
    "FigureCorrection",
    "FollowUp",
    "IndicatorDraft",
    "IndicatorVersion",
    "KeptSentence",
    "NeighbourMember",
    "NeighbourSet",
    "OpenDataMapping",
    "PlannedRelease",
    "PlannedReleaseChange",
    "PopulationEstimate",
    "PopulationWithdrawal",
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
