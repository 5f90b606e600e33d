"""What a board pack holds: sets of figures that are approved, protected as for the public, and what is open."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from indicators.releases.queries import published_tables, tables_within
from indicators.releases.tables import DraftTable, make_draft, says_the_same
from indicators.tables.charts import with_chart
from indicators.tables.differences import family_difference
from partnership.days import day
from partnership.models import ReportingYear, User
from partnership.profile import Profile
from priorities.tracker import TrackedLine, tracked_lines
from reports.board_pack.models import Target
from reports.board_pack.scorecard import Line, lines_of
from reports.content import Colours, FiguresSection, FigureTheme, NarrativePart, NarrativeSection, Partnership, Report
from reports.content.narrative import PlainTable
from reports.content.prose import plain
from reports.document.sections.figures import figure_table
from reports.signing.models.challenge import Challenge

logger = logging.getLogger(__name__)
FORMAT = "board-pack/1"
BEFORE_RELEASE = "For the board: not released yet. Do not share."
FOR_THE_BOARD = "For the board"


@dataclass(frozen=True)
class Card:
    """One indicator set: its protected table, its chart, and its rows as a scorecard."""

    content: Mapping[str, Any]
    chart_svg: str
    lines: tuple[Line, ...]
    is_public: bool
    # How many figures the year's release still prints otherwise.
    corrected: int = 0

    @property
    def has_before(self) -> bool:
        """Whether any row has an earlier value."""
        return any(line.before for line in self.lines)

    @property
    def has_within(self) -> bool:
        """Whether any row has a value for a part of the year."""
        return any(line.within for line in self.lines)

    @property
    def has_beside(self) -> bool:
        """Whether any row is compared with others."""
        return any(line.beside for line in self.lines)

    @property
    def notice(self) -> str:
        """That readers of the release still see other figures; empty where they do not."""
        if not self.corrected:
            return ""
        differ = "1 figure has" if self.corrected == 1 else f"{self.corrected} figures have"
        when = "since the release of this year. The release prints the original until the next one"
        return f"{differ} been corrected {when}."

    @property
    def is_cut(self) -> bool:
        """Whether only some rows of its table are shown."""
        return self.content["shape"] != "area_rates" and len(self.lines) < len(self.content["rows"])


@dataclass(frozen=True)
class Pack:
    """A year's cards in the order of a release, with what is open on the day.

    `unusable` are the titles of approved sets of which no table or no chart can be made.
    """

    year: ReportingYear
    on: datetime.date
    cards: tuple[Card, ...]
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    unusable: tuple[str, ...]
    problem: str
    challenges: tuple[Challenge, ...]
    overdue: tuple[TrackedLine, ...]

    @property
    def mark(self) -> str:
        """What stands on each page: whether anything in it is not public yet."""
        return FOR_THE_BOARD if all(card.is_public for card in self.cards) else BEFORE_RELEASE


def read_pack(year: ReportingYear, *, reader: User) -> Pack:
    """Make the pack of a year, with the overdue actions that the reader may see.

    Its figures are protected and attacked anew, beside all that is public.

    Where the release of the year says the same, the pack says that its figures are public.
    """
    draft = make_draft(year)
    public = {table.family_slug: table.content for table in published_tables(year)}
    targets: dict[str, dict[str, Target]] = defaultdict(dict)
    for target in Target.objects.in_force():
        targets[target.family_slug][target.row_key] = target
    parts = tables_within(year)
    found = [
        (table.family, _card(table, public.get(table.family.slug), targets, parts[table.family.slug]))
        for table in draft.tables
    ]
    return Pack(
        year=year,
        on=timezone.localdate(),
        cards=tuple(card for _family, card in found if card is not None),
        missing=tuple(family.title for family in draft.missing),
        left_out=tuple(family.title for family in draft.left_out),
        unusable=tuple(one.title for one in (*draft.unusable, *(one for one, card in found if card is None))),
        problem=(draft.outcome.problem or "") if draft.outcome else "",
        challenges=tuple(Challenge.objects.unsettled().select_related("year")),
        overdue=tuple(line for line in tracked_lines(reader) if line.is_overdue),
    )


def _card(
    table: DraftTable,
    public: dict[str, Any] | None,
    targets: Mapping[str, Mapping[str, Target]],
    parts: Sequence[Mapping[str, Any]],
) -> Card | None:
    """The card of a set; None, with the reason in the log, where it cannot be drawn: the pack names it."""
    try:
        content, svg = with_chart(table.content)
        is_public = public is not None and says_the_same([public], [content])
        difference = None if public is None or is_public else family_difference(public, content)
        corrected = difference.revised_cells if difference is not None else 0
        within = [part for part in parts if part["period_label"] != content["period_label"]]
        lines = lines_of(content, targets.get(table.family.slug, {}), within)
        return Card(content, svg, lines, is_public, corrected)
    except Exception:
        logger.exception("The board pack cannot show %s", table.family.slug)
        return None


def as_report(pack: Pack) -> Report:
    """The pack as a document, which the report's own typesetter draws: scorecard, what is open, then set by set."""
    profile: Profile = settings.PARTNERSHIP
    colours = Colours(brand=profile.colours.brand, accent=profile.colours.accent)
    return Report(
        year=pack.year.slug,
        title=f"Board pack {pack.year.label}",
        subtitle=day(pack.on),
        description="From approved figures, protected as they are for the public.",
        approved_to=pack.on.isoformat(),
        partnership=Partnership(
            profile.name, profile.short_name, profile.area.name, tuple(arm.name for arm in profile.arms), colours
        ),
        sections=(_scorecard(pack), _open(pack), *_figures(pack)),
        format=FORMAT,
    )


def _scorecard(pack: Pack) -> NarrativeSection:
    said = "Colours are shown only where the board has set a target, with its reason."
    missing = f" No approved figures: {'; '.join(pack.missing)}." if pack.missing else ""
    missing += f" Approved figures that cannot be shown: {'; '.join(pack.unusable)}." if pack.unusable else ""
    return NarrativeSection(
        anchor="scorecard",
        title="Scorecard",
        introduction=plain(said + missing),
        parts=tuple(_card_part(card) for card in pack.cards),
    )


def _card_part(card: Card) -> NarrativePart:
    columns: tuple[str, ...] = (
        *("Measure", "Latest", "Within the year", "Before", "Compared with", "What can be said", "Target"),
    )
    rows: list[tuple[str, ...]] = [
        (
            *(line.label, line.latest.text, _points(line.within), _points(line.before)),
            *(_points(line.beside), line.said, _target(line)),
        )
        for line in card.lines
    ]
    # A column in which nothing stands is left out.
    kept = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    columns = tuple(columns[index] for index in kept)
    rows = [tuple(row[index] for index in kept) for row in rows]
    slug = card.content["slug"]
    return NarrativePart(
        anchor=f"score-{slug}",
        title=card.content["title"],
        byline=card.content["period_label"],
        body=(*plain(card.content["headline"]), *(plain(card.notice) if card.notice else ())),
        tables=(PlainTable(f"score-{slug}-table", card.content["caption"], columns, tuple(rows), (1,)),),
        is_illustrative=card.content["illustrative"],
    )


def _target(line: Line) -> str:
    said = f"{line.rag.label} ({line.target})" if line.rag else line.target
    return f"{said}. {line.reason}" if said else ""


def _points(points: tuple[Any, ...]) -> str:
    return "; ".join(f"{point.label}: {point.text}" for point in points)


def _open(pack: Pack) -> NarrativeSection:
    rows = tuple(
        (
            one.question,
            str(one.year),
            day(one.due_on) + (" (overdue)" if one.answered_at is None and one.due_on < pack.on else ""),
        )
        for one in pack.challenges
    )
    table = PlainTable("open-challenges-table", "Open challenges", ("Challenge", "Report", "Answer needed by"), rows)
    part = NarrativePart(
        anchor="open-challenges",
        title="Open challenges",
        body=() if rows else plain("There are no open challenges."),
        tables=(table,) if rows else (),
    )
    late = tuple(
        (line.action.title, line.action.owner.name, day(line.action.due_on), line.late)
        for line in pack.overdue
        if line.action.due_on
    )
    actions = PlainTable("overdue-table", "Overdue actions", ("Action", "Owner", "Due", "How late"), late)
    overdue = NarrativePart(
        anchor="overdue-actions",
        title="Overdue actions",
        body=() if late else plain("There are no overdue actions."),
        tables=(actions,) if late else (),
    )
    return NarrativeSection(
        anchor="open", title="Open challenges and overdue actions", introduction=(), parts=(overdue, part)
    )


def _figures(pack: Pack) -> tuple[FiguresSection, ...]:
    themes: dict[str, list[Card]] = {}
    for card in pack.cards:
        themes.setdefault(card.content["theme"], []).append(card)
    if not themes:
        return ()
    return (
        FiguresSection(
            anchor="figures",
            title="The figures",
            introduction=plain("Each set of figures with its chart, its table and what can be said about it."),
            release="",
            themes=tuple(
                FigureTheme(
                    anchor=f"theme-{slug}",
                    title=group[0].content["theme_title"],
                    tables=tuple(figure_table(dict(card.content), card.chart_svg) for card in group),
                )
                for slug, group in themes.items()
            ),
        ),
    )
