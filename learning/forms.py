"""Forms of case studies, briefings and newsletters. A draft may leave almost everything open."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import Q

from learning.boxes import BOXES
from learning.models import Briefing, CaseStudy, ConsentBasis, ConsentCapacity, ConsentScope, Newsletter
from learning.models.case_study import CHECKLIST_FIELDS, STORY_FIELDS, TAKEN_BY
from learning.models.consent import CAPACITY_MISFIT, capacity_fits
from learning.models.content_warnings import ContentWarning
from learning.services import ConsentTerms, Item
from partnership.models import ReportingYear
from priorities.evidence import EvidenceKind
from publication.linked import linked
from ui.forms import DateField, Fieldset, GovukModelForm, Layout, checkboxes, radios, text_area, text_field
from ui.row_forms import RowSet, RowsForm, Values

ITEM_SLOTS = 6
CONSENT_FIELDS = ("basis", "capacity", "taken_by", "scope", "given_on", "expires_on")
EMPTY_LABELS = {"year": "Select a year", "theme": "No theme", "arm": "All arms", "priority": "No priority"}


class ProductForm(GovukModelForm):
    """What the three forms share: the year is an open one, or the one that the thing already has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = ReportingYear.objects.filter(Q(closed_at__isnull=True) | Q(pk=self.instance.year_id))
        cast(forms.ModelChoiceField, self.fields["year"]).queryset = years
        for name, nothing in EMPTY_LABELS.items():
            if name in self.fields:
                cast(forms.ModelChoiceField, self.fields[name]).empty_label = nothing


class CaseStudyForm(ProductForm):
    """The story, the checklist of its anonymisation, and the consent behind it."""

    impact_evidence = radios("What type of evidence supports this?", EvidenceKind.choices, required=False)
    warnings = checkboxes(
        "What should people know before they read it?",
        ContentWarning.choices,
        hint="We say this before the text, to readers and reviewers. Select all that apply.",
        required=False,
    )
    basis = radios("What is the basis for sharing this case study?", ConsentBasis.choices, required=False)
    capacity = radios(
        "How do you know that they could agree?",
        ConsentCapacity.choices,
        hint="Not needed for a composite case study.",
        required=False,
    )
    taken_by = forms.CharField(
        label="Who took consent?",
        help_text="Enter a role and an organisation, such as “Social worker, the council”. Do not enter a name.",
        max_length=120,
        required=False,
    )
    scope = radios(
        "Who can it be shared with?",
        ConsentScope.choices,
        hint="We can only publish case studies that can be shared with the public.",
        required=False,
    )
    given_on = DateField(label="When was consent given?", help_text="For example, 27 3 2023", required=False)
    expires_on = DateField(
        label="When does consent end?",
        help_text="Leave blank if no end date was agreed. We'll stop showing the case study the day after.",
        required=False,
    )
    review_by = DateField(
        label="When should someone check the case study still applies?",
        help_text="For example, 27 3 2024",
        required=False,
    )

    class Meta:
        model = CaseStudy
        fields = [
            "title",
            "year",
            "period",
            "theme",
            "arm",
            "priority",
            "background",
            "worry",
            "what_was_done",
            "voice",
            "impact",
            "impact_evidence",
            "learned",
            "good_practice",
            "warnings",
            "review_by",
            *CHECKLIST_FIELDS,
        ]
        widgets = {
            **{name: text_area(4) for name in ("background", "worry", "what_was_done", "voice", "impact", "learned")},
            "good_practice": text_area(4),
        }

    def get_layout(self) -> Layout:
        """The story, how it was made anonymous, and the consent."""
        story = self._meta.fields or []
        return Layout(
            *[name for name in story if name not in CHECKLIST_FIELDS],
            *([Fieldset("Details that could identify someone", *self.kept_fields)] if self.kept_fields else []),
            Fieldset("Anonymisation: tick what you have checked", *CHECKLIST_FIELDS),
            Fieldset("Consent", *CONSENT_FIELDS),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consent = getattr(self.instance, "consent", None) if self.instance.pk else None
        self.kept_fields = self._add_reasons()
        for name in CONSENT_FIELDS:
            self.fields[name].initial = getattr(consent, name, None)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        given, expires = data.get("given_on"), data.get("expires_on")
        if given and expires and expires <= given:
            self.add_error("expires_on", "The date consent ends must be after the date it was given")
        if not capacity_fits(data.get("basis", ""), data.get("capacity", "")):
            self.add_error("capacity", CAPACITY_MISFIT)
        return data

    def _add_reasons(self) -> list[str]:
        """A question for each detail of what is stored or typed that may stay if there is a reason."""
        names = (*STORY_FIELDS, TAKEN_BY)
        typed = {name: str(self.data.get(name, "")) for name in names} if self.is_bound else {}
        stored = self.instance.findings() if self.instance.pk else []
        found = {one.key: one for one in (*stored, *(self.instance.findings(typed) if typed else ()))}
        for key, one in found.items():
            if not one.detail.is_hard:
                self.fields[f"keep_{key}"] = forms.CharField(
                    label=f"{one.label}: why can “{one.detail.excerpt}” stay?",
                    help_text=f"{one.detail.advice} If you change it, leave this blank. The reviewers decide.",
                    max_length=300,
                    required=False,
                    initial=one.reason,
                )
        return [name for name in self.fields if name.startswith("keep_")]

    def reasons(self) -> dict[str, str]:
        """Why details may stay, by their keys."""
        return {
            name.removeprefix("keep_"): self.cleaned_data[name]
            for name in self.kept_fields
            if self.cleaned_data.get(name)
        }

    def terms(self) -> ConsentTerms:
        """The consent as the service takes it."""
        return ConsentTerms(**{name: self.cleaned_data[name] for name in CONSENT_FIELDS})


class BriefingForm(ProductForm):
    """The seven boxes, and the stories that the briefing points to."""

    case_studies = forms.ModelMultipleChoiceField(
        label="Related case studies",
        help_text="Published case studies only. If consent is withdrawn, we remove the link automatically.",
        queryset=CaseStudy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Briefing
        fields = ["title", "year", "audience", "theme", "arm", "priority", *(box.key for box in BOXES)]
        labels = {box.key: f"{number}. {box.title}" for number, box in enumerate(BOXES, 1)}
        help_texts = {box.key: box.hint for box in BOXES}
        widgets = {box.key: text_area(4) for box in BOXES}

    def get_layout(self) -> Layout:
        """What it is about, its boxes, its stories."""
        boxes = [box.key for box in BOXES]
        return Layout(
            *("title", "year", "audience", "theme", "arm", "priority"),
            Fieldset("The seven boxes", *boxes, hint="One printed page: a few sentences per box, or a short list."),
            "case_studies",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["case_studies"]).queryset = CaseStudy.objects.public()
        if self.instance.pk:
            self.fields["case_studies"].initial = [story.pk for story in self.instance.case_studies.all()]


class NewsletterForm(ProductForm, RowsForm):
    """An issue: introduction, spotlight, and some items, each of which may point to a briefing or a story."""

    issued_on = DateField(label="Date of issue", help_text="For example, 27 3 2023")

    class Meta:
        model = Newsletter
        fields = ["title", "issue_number", "issued_on", "year", "introduction", "spotlight_title", "spotlight_body"]
        widgets = {"introduction": text_area(4), "spotlight_body": text_area(8)}

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
            "body": text_field("text", 3, required=False),
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
