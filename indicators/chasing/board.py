"""Who has sent what: organisation by return, for one year. A constant number of queries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from deadlines.return_status import OnTime, on_time
from indicators.chasing.models import Reminder
from indicators.chasing.owed import OwedReturn, owed_of_rounds
from indicators.definitions.families import Family
from indicators.rounds.models.returns import ReturnRound, ReturnTemplate
from indicators.rounds.queries import rounds_with_families
from partnership.models import Organisation, ReportingYear
from review.notifications import sent_url


@dataclass(frozen=True)
class BoardCell:
    """One family in one round; `owed` is None where the family is not asked for."""

    round: ReturnRound
    owed: OwedReturn | None

    @property
    def status(self) -> str:
        """Where it stands, in words; empty where it is not asked for."""
        return self.owed.status if self.owed else ""

    @property
    def review_url(self) -> str:
        """Where what was sent is read; empty where nothing was."""
        return sent_url(self.owed.submission if self.owed else None)


@dataclass(frozen=True)
class BoardRound:
    """One round: how much is missing, and whether anybody can be chased for it."""

    round: ReturnRound
    missing: int
    is_open: bool
    chased: Reminder | None

    @property
    def is_changeable(self) -> bool:
        """Whether its dates may still be moved."""
        return self.round.template.is_active and not self.round.year.is_closed

    @property
    def can_be_chased(self) -> bool:
        """Whether a chase would tell somebody something new today."""
        was_chased_today = self.chased is not None and self.chased.is_of_today
        return self.is_changeable and self.is_open and self.missing > 0 and not was_chased_today


@dataclass(frozen=True)
class BoardReturn:
    """One return of an organisation: a line for each family, a column for each round."""

    template: ReturnTemplate
    rounds: list[BoardRound]
    lines: list[tuple[Family, list[BoardCell]]]


@dataclass
class BoardOrganisation:
    """One organisation with its returns."""

    organisation: Organisation
    returns: list[BoardReturn] = field(default_factory=list)
    on_time: OnTime = field(default_factory=lambda: OnTime(0, 0))
    overdue: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Board:
    """Everything that is asked for a year."""

    organisations: list[BoardOrganisation]

    @property
    def on_time(self) -> OnTime:
        """The share of all organisations together."""
        return sum((one.on_time for one in self.organisations), OnTime(0, 0))

    @property
    def overdue(self) -> int:
        """How many returns are overdue in all."""
        return sum(one.overdue for one in self.organisations)

    @property
    def missing(self) -> int:
        """How many returns are not sent in all."""
        return sum(one.missing for one in self.organisations)


def board_of(year: ReportingYear, organisation: Organisation | None, today: datetime.date) -> Board:
    """The board of a year, of all organisations or of one. Of what is not asked for only what was sent is shown."""
    rounds = rounds_with_families().filter(year=year).order_by("template__organisation__name", "template", "ends_on")
    if organisation is not None:
        rounds = rounds.filter(template__organisation=organisation)
    rows = list(rounds)
    owed = {key: _shown(found) for key, found in owed_of_rounds(rows, today).items()}
    chased = Reminder.last_chases(rows)
    by_template: dict[int, list[ReturnRound]] = {}
    for one in rows:
        if owed[one.pk]:
            by_template.setdefault(one.template_id, []).append(one)
    found: dict[int, BoardOrganisation] = {}
    for of_one in by_template.values():
        template = of_one[0].template
        entry = found.setdefault(template.organisation_id, BoardOrganisation(template.organisation))
        entry.returns.append(_board_return(template, of_one, owed, chased, today))
        for one in of_one:
            for item in owed[one.pk]:
                entry.on_time += on_time(item.sent, one.due_on, today)
                entry.overdue += item.return_status.is_overdue
                entry.missing += not item.is_done
    return Board(list(found.values()))


def _shown(owed: Iterable[OwedReturn]) -> list[OwedReturn]:
    return [item for item in owed if item.submission is not None or (item.round and _is_asked(item.round))]


def _is_asked(one: ReturnRound) -> bool:
    return one.template.is_active and one.template.collects(one.window)


def _board_return(
    template: ReturnTemplate,
    rounds: list[ReturnRound],
    owed: dict[int, list[OwedReturn]],
    chased: dict[tuple[int, ...], Reminder],
    today: datetime.date,
) -> BoardReturn:
    cells = {(one.pk, item.family.slug): item for one in rounds for item in owed[one.pk]}
    families = [family for family in template.families if any((one.pk, family.slug) in cells for one in rounds)]
    return BoardReturn(
        template=template,
        rounds=[
            BoardRound(
                round=one,
                missing=sum(not item.is_done for item in owed[one.pk]),
                is_open=one.opens_on <= today <= one.closes_on,
                chased=chased.get((one.pk,)),
            )
            for one in rounds
        ],
        lines=[(family, [BoardCell(one, cells.get((one.pk, family.slug))) for one in rounds]) for family in families],
    )
