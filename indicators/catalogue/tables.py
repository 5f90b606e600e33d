"""The list of the indicators in use, and that of the library."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from indicators.catalogue.changes import changes_between
from indicators.catalogue.library import definition_of, entries
from indicators.catalogue.services import stored_now
from indicators.definitions.families import Family, catalogue, families
from indicators.rounds.models.returns import ReturnFamily
from partnership.models.organisation import OrganisationKind
from ui.filters import FilterSet, RowFilter, Rows, SearchFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn

KINDS = dict(OrganisationKind.choices)


@dataclass(frozen=True)
class Indicator:
    """An indicator with who is asked for it."""

    family: Family
    asked: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its title."""
        return self.family.title

    @property
    def theme(self) -> str:
        """Its theme in words."""
        return self.family.theme_title

    @property
    def supplier(self) -> str:
        """What kind of organisation sends it."""
        return str(KINDS[self.family.supplier_kind])

    @property
    def use(self) -> str:
        """Who is asked for it, or that it has ended."""
        ends = self.family.effective_to
        if ends is not None and ends < timezone.localdate():
            return "No longer collected"
        return ", ".join(self.asked) or "Not in any return"


def indicators_in_use() -> Rows:
    """Every indicator of the catalogue with the organisations that are asked for it. One query."""
    asked: dict[str, list[str]] = defaultdict(list)
    rows = ReturnFamily.objects.filter(template__is_active=True).order_by("template__organisation__name")
    for slug, name in rows.values_list("family_slug", "template__organisation__name").distinct():
        asked[slug].append(name)
    return Rows(Indicator(family, tuple(asked[family.slug])) for family in families())


class IndicatorTable(GovukTable):
    """Indicators, by theme unless sorted otherwise."""

    caption = "Indicators"
    noun, nouns = "indicator", "indicators"

    title = LinkColumn(
        address=lambda one: reverse("indicators:definition-detail", args=[one.family.slug]), verbose_name="Indicator"
    )
    theme = TextColumn(verbose_name="Theme")
    supplier = TextColumn(verbose_name="Sent by")
    use = TextColumn(verbose_name="Asked of")
    next_review = DateColumn(accessor="family__next_review", verbose_name="Next review")

    class Meta:
        empty_text = "No indicators yet."


class IndicatorFilters(FilterSet):
    """By theme and supplier."""

    theme = RowFilter(value=lambda one: one.theme, label="Theme")
    supplier = RowFilter(value=lambda one: one.supplier, label="Sent by")


@dataclass(frozen=True)
class Entry(Indicator):
    """An entry of the library beside what is in use."""

    now: Family | None = None

    @property
    def use(self) -> str:
        """Whether it is in use, and as the library has it."""
        if self.now is None:
            return "No"
        return "Yes" if not changes_between(stored_now(self.now), definition_of(self.family)) else "Yes, differs"

    @property
    def words(self) -> str:
        """What is searched."""
        rows = " ".join(row.label for row in self.family.fixed_rows)
        return f"{self.title} {self.theme} {self.supplier} {self.family.definition} {self.family.source} {rows}"


def library_rows() -> Rows:
    """Every entry of the library."""
    known = catalogue().newest
    return Rows(Entry(one, (), known.get(one.slug)) for one in entries())


class LibraryTable(GovukTable):
    """Entries of the library, by theme unless sorted otherwise."""

    caption = "Library"
    noun, nouns = "indicator", "indicators"

    title = LinkColumn(
        below="family__source",
        address=lambda one: reverse("indicators:definition-entry", args=[one.family.slug]),
        verbose_name="Indicator",
    )
    theme = TextColumn(verbose_name="Theme")
    supplier = TextColumn(verbose_name="Sent by")
    source = TextColumn(accessor="family__source", verbose_name="Source", visible=False)
    use = TextColumn(verbose_name="In use")

    class Meta:
        empty_text = "The library is empty."


class LibraryFilters(FilterSet):
    """By words, theme, supplier, and whether it is in use."""

    search = SearchFilter("words", label="Search")
    theme = RowFilter(value=lambda one: one.theme, label="Theme")
    supplier = RowFilter(value=lambda one: one.supplier, label="Sent by")
    use = RowFilter(value=lambda one: one.use, label="In use")
