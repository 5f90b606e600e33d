"""Areas and their neighbours, returns and their figures, releases and their tables."""

from indicators.models.area import Area, NeighbourMember, NeighbourSet
from indicators.models.figure import Figure
from indicators.models.release import Release, ReleaseTable
from indicators.models.submission import Submission

__all__ = ["Area", "Figure", "NeighbourMember", "NeighbourSet", "Release", "ReleaseTable", "Submission"]
