"""What a writer can choose from: figures that were published for the year, stories that are public."""

from dataclasses import dataclass

from indicators.models import Release
from indicators.releases.queries import latest_release
from learning.models import CaseStudy
from partnership.models import ReportingYear
from reports.impact.cells import CellAddress, PrintedCell, cells_of


@dataclass(frozen=True)
class Choices:
    """The newest published release of a year with its cells by table, and the year's public stories."""

    release: Release | None
    tables: tuple[tuple[str, tuple[PrintedCell, ...]], ...]
    stories: tuple[CaseStudy, ...]

    def address(self, key: str) -> CellAddress | None:
        """The address of the cell with this key, if a claim may rest on it."""
        return next((cell.address for _, cells in self.tables for cell in cells if cell.address.key == key), None)


def choices_of(year: ReportingYear) -> Choices:
    """Everything that evidence of the year can name: four queries. What prints a symbol is no choice.

    What is made up is one only of a year that is wholly illustrative and marked so.
    """
    release = latest_release(year)
    contents = release.tables.order_by("position").values_list("content", flat=True) if release else []
    tables: dict[str, list[PrintedCell]] = {}
    for content in contents:
        for cell in cells_of(content):
            if cell.is_evidence(made_up=year.is_illustrative):
                tables.setdefault(cell.title, []).append(cell)
    stories = CaseStudy.objects.public().filter(live_revision__content__year=year.slug).order_by("pk")
    return Choices(release, tuple((title, tuple(cells)) for title, cells in tables.items()), tuple(stories))
