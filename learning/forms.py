"""What the forms of learning share, and the form of newsletters. A draft may leave almost everything open."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import Q

from learning.models import Briefing, CaseStudy, Newsletter
from learning.services import Item
from partnership.models import ReportingYear
from publication.linked import linked
from ui.forms import DateField, Fieldset, GovukModelForm, Layout, prose_area
from ui.row_forms import RowSet, RowsForm, Values

ITEM_SLOTS = 6
EMPTY_LABELS = {
    "year": "Select a year",
    "theme": "No theme",
    "arm": "All arms",
    "priority": "No priority",
    "campaign": "No campaign",
    "keeper": "Select an organisation",
}


class ProductForm(GovukModelForm):
    """What the forms share: the year is an open one, or the one that the thing already has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = ReportingYear.objects.filter(Q(closed_at__isnull=True) | Q(pk=self.instance.year_id))
        cast(forms.ModelChoiceField, self.fields["year"]).queryset = years
        for name, nothing in EMPTY_LABELS.items():
            if name in self.fields:
                cast(forms.ModelChoiceField, self.fields[name]).empty_label = nothing


class NewsletterForm(ProductForm, RowsForm):
    """An issue: introduction, spotlight, and some items, each of which may point to a briefing or a story."""

    issued_on = DateField(label="Date of issue", help_text="For example, 27 3 2023")

    class Meta:
        model = Newsletter
        fields = ["title", "issue_number", "issued_on", "year", "introduction", "spotlight_title", "spotlight_body"]
        widgets = {"introduction": prose_area(4), "spotlight_body": prose_area(8)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        shown = [*Briefing.objects.live(), *CaseStudy.objects.public()]
        self.targets: dict[str, Briefing | CaseStudy] = {self._key_of(row): row for row in shown}
        self.others = {one.key: one for one in linked()}
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        yield RowSet(
            "item",
            "Item",
            "Items",
            "Leave blank anything you do not need.",
            self._item_fields,
            self._stored_items,
            {"title": "Enter a title for item {number}, or clear its text and link"},
            {"link": ""},
            spare=1,
            least=ITEM_SLOTS,
        )

    def _item_fields(self) -> dict[str, forms.Field]:
        links: list[Any] = [("", "Nothing")]
        for kind, rows in groupby(self.targets.values(), key=lambda row: row.review_noun.capitalize()):
            links.append((kind, [(self._key_of(row), row.title_for_review()) for row in rows]))
        for kind, others in groupby(self.others.values(), key=lambda one: one.kind):
            links.append((kind, [(one.key, one.title) for one in others]))
        return {
            "title": forms.CharField(label="title", max_length=160),
            "body": forms.CharField(label="text", required=False, widget=prose_area(3)),
            "link": forms.ChoiceField(label="link to", choices=links),
        }

    def _stored_items(self) -> list[Values]:
        """The items; one that points to what is not public any more points to nothing."""
        found: list[Values] = []
        for item in self.instance.items.all():
            link = f"briefing-{item.briefing_id}" if item.briefing_id else f"case_study-{item.case_study_id}"
            link = item.linked or link
            is_public = link in self.targets or link in self.others
            found.append({"title": item.title, "body": item.body, "link": link if is_public else ""})
        return found

    @staticmethod
    def _key_of(row: Briefing | CaseStudy) -> str:
        return f"briefing-{row.pk}" if isinstance(row, Briefing) else f"case_study-{row.pk}"

    def get_layout(self) -> Layout:
        """The issue, its spotlight, its items."""
        return Layout(
            *("title", "issue_number", "issued_on", "year", "introduction"),
            Fieldset("Spotlight", "spotlight_title", "spotlight_body"),
            self.fieldset("item"),
        )

    def items(self) -> list[Item]:
        found = []
        for row in self.rows("item").values():
            target = self.targets.get(row["link"])
            found.append(
                Item(
                    title=row["title"],
                    body=row["body"],
                    briefing=target if isinstance(target, Briefing) else None,
                    case_study=target if isinstance(target, CaseStudy) else None,
                    linked=row["link"] if row["link"] in self.others else "",
                )
            )
        return found
