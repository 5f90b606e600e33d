"""The lists of case studies, briefings and newsletters."""

from operator import methodcaller
from typing import Any

from django.urls import reverse

from partnership.reference.tables import FormLinkColumn, ReferenceTable
from review.states import ReviewState
from ui.filters import ChoiceFilter, FilterSet, SearchFilter
from ui.tables import DateColumn, GovukTable, LinkColumn, NumberColumn, StateColumn, TextColumn


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


OVERDUE = (("overdue", "Review overdue"), ("later", "Not due yet"))


def _overdue(briefing: Any) -> str:
    """The mark of a published briefing that somebody should have looked at."""
    return dict(OVERDUE)["overdue"] if briefing.review == "overdue" else ""


class BriefingTable(ProductTable):
    """Briefings, with who keeps each up to date and until when."""

    caption = "Briefings"
    noun, nouns = "briefing", "briefings"

    organisation = None  # type: ignore[assignment]
    keeper = TextColumn(accessor="keeper__short_name", verbose_name="Kept by")
    review_by = DateColumn(below=_overdue, verbose_name="Review by")
    overdue = TextColumn(text=_overdue, verbose_name="Overdue", visible=False)

    class Meta(ProductTable.Meta):
        sequence = ("title", "keeper", "review_by", "overdue", "year", "created_at", "state")


class NewsletterTable(ProductTable):
    caption = "Newsletters"
    noun, nouns = "newsletter", "newsletters"

    class Meta(ProductTable.Meta):
        pass


class UseTable(GovukTable):
    """How agencies used briefings, the latest first unless sorted otherwise."""

    caption = "How briefings were used"
    noun, nouns = "record", "records"

    briefing = LinkColumn(
        accessor="title_for_review",
        order_by=("briefing__title", "used_on"),
        address=methodcaller("get_edit_url"),
        verbose_name="Briefing",
    )
    organisation = TextColumn(
        accessor="organisation__short_name", order_by="organisation__short_name", verbose_name="Agency"
    )
    used_on = DateColumn(verbose_name="Used on")
    audience = TextColumn(verbose_name="With whom")
    people = NumberColumn(verbose_name="People")
    state = StateColumn(verbose_name="Status")

    class Meta:
        order_by = "-used_on"
        empty_text = "No use of a briefing recorded yet."


class UseFilters(FilterSet):
    """By words, agency and status."""

    words = SearchFilter("what_changed", "audience", "briefing__live_revision__content__title", label="Words")
    organisation = ChoiceFilter("organisation__slug", text="organisation__short_name", label="Agency")
    state = ChoiceFilter("state", words=ReviewState.choices, label="Status")


class ProductFilters(FilterSet):
    """By words of the title, organisation, year and status."""

    title = SearchFilter("title", label="Words in the title")
    organisation = ChoiceFilter("organisation__slug", text="organisation__short_name", label="From")
    year = ChoiceFilter("year__slug", label="Year")
    state = ChoiceFilter("state", words=ReviewState.choices, label="Status")


class BriefingFilters(FilterSet):
    """By words of the title, who keeps it, year, status, and whether somebody should have looked at it."""

    title = SearchFilter("title", label="Words in the title")
    keeper = ChoiceFilter("keeper__slug", text="keeper__short_name", label="Kept by")
    year = ChoiceFilter("year__slug", label="Year")
    state = ChoiceFilter("state", words=ReviewState.choices, label="Status")
    review = ChoiceFilter("review", words=OVERDUE, label="Review")


class ThemeTable(ReferenceTable):
    """All themes of learning."""

    caption = "Themes"
    noun, nouns = "theme", "themes"

    title = FormLinkColumn(address=lambda row: reverse("learning:theme-edit", args=[row.pk]), verbose_name="Theme")
    slug = TextColumn(verbose_name="In addresses")

    class Meta:
        order_by = "title"
        empty_text = "No themes yet."


class CampaignTable(ReferenceTable):
    """All campaigns."""

    caption = "Campaigns"
    noun, nouns = "campaign", "campaigns"

    title = FormLinkColumn(
        address=lambda row: reverse("learning:campaign-edit", args=[row.pk]), verbose_name="Campaign"
    )
    starts_on = DateColumn(verbose_name="From")
    ends_on = DateColumn(verbose_name="Until")

    class Meta:
        order_by = "-starts_on"
        empty_text = "No campaigns yet."
