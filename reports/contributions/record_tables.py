"""The list of reviews of cases."""

from operator import methodcaller

from reports.contributions.review_kinds import ReviewKind
from review.states import ReviewState
from ui.filters import ChoiceFilter, FilterSet, SearchFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, StateColumn, TextColumn


class SafeguardingReviewTable(GovukTable):
    """Every review of a case."""

    caption = "Reviews of cases"
    noun, nouns = "review", "reviews"

    reference = LinkColumn(address=methodcaller("get_edit_url"), verbose_name="Reference")
    kind = TextColumn(verbose_name="Kind")
    begun_on = DateColumn(verbose_name="Started")
    concluded_on = DateColumn(default="Ongoing", verbose_name="Concluded")
    state = StateColumn(verbose_name="Status")

    class Meta:
        empty_text = "No reviews recorded yet."


class SafeguardingReviewFilters(FilterSet):
    """By reference, kind and status."""

    reference = SearchFilter("reference", label="Reference")
    kind = ChoiceFilter("kind", words=ReviewKind.choices, label="Kind")
    state = ChoiceFilter("state", words=ReviewState.choices, label="Status")
