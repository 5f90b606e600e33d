"""The list of population estimates, a row for each vintage and age band."""

from partnership.days import day
from ui.filters import FilterSet, RowFilter
from ui.tables import GovukTable, PartColumn, TextColumn


class VintageTable(GovukTable):
    """What was published when, who loaded it, and what rests on it."""

    caption = "Population estimates"
    noun, nouns = "vintage", "vintages"

    published = TextColumn(
        text=lambda one: day(one.published), order_by="published", verbose_name="Published (the vintage)"
    )
    age_band = TextColumn(text=lambda one: f"Aged {one.age_band}", below="days", verbose_name="People")
    areas = TextColumn(below="source", verbose_name="Areas")
    source = TextColumn(visible=False, verbose_name="Source")
    loaded = TextColumn(verbose_name="Loaded by")
    used_by = PartColumn("indicators/populations/_used_by.html", verbose_name="Used by")
    status = PartColumn("indicators/populations/_status.html", verbose_name="Status")

    class Meta:
        empty_text = "No population estimates have been loaded yet."


class VintageFilters(FilterSet):
    """By age band and status."""

    age_band = RowFilter(value=lambda one: one.age_band, text=lambda one: f"Aged {one.age_band}", label="People")
    status = RowFilter(value=lambda one: one.status, label="Status")
