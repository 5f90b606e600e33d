"""Everything that an annual report is made from, read before the first section is written."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from indicators.models import Release, ReleaseTable
from learning.uses import Uses
from partnership.profile import Profile
from partnership.queries import ArmWork, Member
from partnership.structure import StructureTree
from priorities.queries import PlanProgress
from reports.assessments.queries import RoundFound
from reports.completeness.facts import Facts
from reports.content import Section
from reports.contributions.queries import Written
from reports.contributions.records import Records
from reports.document.plan import Choice
from reports.impact.comparison.reader import Comparison
from reports.impact.inputs import ImpactInputs
from reports.provenance.origins import ReturnOrigin


@dataclass(frozen=True)
class Inputs:
    """Approved and live data only. A year without a release has none, and no tables."""

    profile: Profile
    structure: StructureTree
    arms: list[ArmWork]
    members: list[Member]
    progress: PlanProgress
    release: Release | None
    tables: list[ReleaseTable]
    newsletters: list[dict[str, Any]]
    briefings: list[dict[str, Any]]
    case_studies: list[dict[str, Any]]
    approved_to: datetime.date
    impact: ImpactInputs = field(default_factory=ImpactInputs)
    uses: list[Uses] = field(default_factory=list)
    comparison: Comparison | None = None
    origins: dict[int, tuple[ReturnOrigin, ...]] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    records: Records = field(default_factory=Records)
    assessments: tuple[RoundFound, ...] = ()
    choices: tuple[Choice, ...] = ()
    facts: Facts = field(default_factory=Facts)
    # The titles of tables of the release that cannot be shown; they are not in `tables`.
    unreadable: tuple[str, ...] = ()
    # The sections that are made already: the one on completeness looks at them.
    others: tuple[Section, ...] = ()
