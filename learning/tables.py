"""The lists of case studies, briefings and newsletters."""

from operator import methodcaller

from review.states import ReviewState
from ui.filters import ChoiceFilter, FilterSet, SearchFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, StateColumn, TextColumn


class ProductTable(GovukTable):
    """Products of one kind, newest first unless sorted otherwise."""

    title = LinkColumn(address=methodcaller("get_edit_url"), verbose_name="Title")
    organisation = TextColumn(accessor="organisation__short_name", verbose_name="From")
    year = TextColumn(accessor="year__label", order_by="year__starts_on", verbose_name="Year")
    created_at = DateColumn(verbose_name="Created")
    state = StateColumn(verbose_name="Status")

    # django-tables2 takes a Meta from the class itself alone: each table below names this one.
    class Meta:
        order_by = "-created_at"


class CaseStudyTable(ProductTable):
    caption = "Case studies"
    noun, nouns = "case study", "case studies"

    class Meta(ProductTable.Meta):
        pass


class BriefingTable(ProductTable):
    caption = "Briefings"
    noun, nouns = "briefing", "briefings"

    class Meta(ProductTable.Meta):
        pass


class NewsletterTable(ProductTable):
    caption = "Newsletters"
    noun, nouns = "newsletter", "newsletters"

    class Meta(ProductTable.Meta):
        pass


class ProductFilters(FilterSet):
    """By words of the title, organisation, year and status."""

    title = SearchFilter("title", label="Words in the title")
    organisation = ChoiceFilter("organisation__slug", text="organisation__short_name", label="From")
    year = ChoiceFilter("year__slug", label="Year")
    state = ChoiceFilter("state", words=ReviewState.choices, label="Status")
