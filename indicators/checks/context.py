"""What a return is held against: what was approved before, what others sent, how many people there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.definitions.periods import Period
from indicators.definitions.values import Value

Cell = tuple[str, str]
Figures = Mapping[Cell, Value]
CURRENT, PREVIOUS = "current", "previous"


@dataclass(frozen=True)
class PastReturn:
    """An approved return of the same family and organisation."""

    period: Period
    figures: Figures


@dataclass(frozen=True)
class Context:
    """Everything beside the return itself that its checks may know. What is left out is not checked.

    `earlier` is what was approved for the same window a year before; `history` every approved return before this one,
    oldest first. `within` holds the approved returns of periods that are part of this one, or that it is part of.
    `others` holds what other partners had approved for the same period, by family; `siblings` what the same
    organisation has saved of its other families for that period, with their notes in `sibling_notes`. `populations`
    holds the known estimates of an area's people, one a vintage. `own_area` is the area that the partnership works in.
    `other_period` says where the file of the figures names another period; it is empty for figures that were typed.
    """

    period: Period | None = None
    earlier: Figures | None = None
    history: Sequence[PastReturn] = ()
    within: Sequence[PastReturn] = ()
    others: Mapping[str, Figures] = field(default_factory=dict)
    siblings: Mapping[str, Figures] = field(default_factory=dict)
    sibling_notes: Mapping[str, str] = field(default_factory=dict)
    populations: Mapping[str, Sequence[int]] = field(default_factory=dict)
    own_area: str = ""
    other_period: str = ""


NOTHING_KNOWN = Context()
