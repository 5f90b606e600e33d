"""The list of areas, each with what it is compared as."""

from dataclasses import dataclass

from indicators.definitions.comparison import choice, own_area
from indicators.definitions.models.area import Area, NeighbourMember
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import GovukTable, TextColumn


@dataclass(frozen=True)
class AreaLine:
    """One area of the list."""

    area: Area
    role: str

    @property
    def name(self) -> str:
        return self.area.name

    @property
    def slug(self) -> str:
        return self.area.slug

    @property
    def code(self) -> str:
        return self.area.code

    @property
    def kind(self) -> str:
        return str(self.area.get_kind_display())


class AreaTable(GovukTable):
    """The areas that the portal knows."""

    caption = "Areas"
    noun, nouns = "area", "areas"

    name = TextColumn(below="slug", verbose_name="Area")
    slug = TextColumn(visible=False, verbose_name="Short name")
    code = TextColumn(verbose_name="Code")
    kind = TextColumn(verbose_name="Kind")
    role = TextColumn(verbose_name="Compared as")

    class Meta:
        empty_text = "No areas have been loaded yet."


class AreaFilters(FilterSet):
    """By kind, and by what they are compared as."""

    kind = RowFilter(value=lambda one: one.kind, label="Kind")
    role = RowFilter(value=lambda one: one.role, label="Compared as")


def area_rows() -> Rows:
    """Every area by its name. A constant number of queries."""
    own = own_area()
    chosen = choice(own)
    members = NeighbourMember.objects.filter(neighbour_set__slug=chosen.neighbour_set).values_list("area_id", flat=True)
    roles: dict[int, str] = dict.fromkeys(members, "Neighbour")
    if own is not None:
        roles[own.pk] = "Our own area"
    lines = []
    for area in Area.objects.all():
        wider = "Wider area" if area.slug in chosen.benchmarks else "Not compared"
        lines.append(AreaLine(area, roles.get(area.pk, wider)))
    return Rows(lines)
