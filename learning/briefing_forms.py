"""The form of a briefing: a field for each box of its template. A draft may leave almost everything open."""

from typing import Any, cast

from django import forms

from learning.boxes import Box
from learning.briefing_templates import newest_templates
from learning.forms import ProductForm
from learning.models import Briefing, CaseStudy
from ui.forms import DateField, prose_area, text_field
from ui.steps import Step

LINES = 5
NEWEST = "newest_version"
BOXES = "boxes"


def steps_of(briefing: Briefing) -> list[Step]:
    """What it is about, the boxes of its template, and who keeps it up to date."""
    template = briefing.written_by
    return [
        Step("about", "About the briefing", ("title", "year", "audience", "theme", "arm", "priority", "campaign")),
        Step(BOXES, template.title, (NEWEST, *(box.key for box in template.boxes))),
        Step("upkeep", "Keeping it up to date", ("keeper", "keeper_role", "review_by", "case_studies")),
    ]


class BriefingForm(ProductForm):
    """The questions of all steps. A step keeps its own fields alone (`ui.steps.keep_only`)."""

    review_by = DateField(
        label="When must someone check that it still applies?",
        help_text="For example, 27 3 2027. We remind who keeps it up to date 60, 30 and 7 days before.",
        required=False,
    )
    case_studies = forms.ModelMultipleChoiceField(
        label="Related case studies",
        help_text="Published case studies only. If consent is withdrawn, we remove the link automatically.",
        queryset=CaseStudy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Briefing
        fields = [
            *("title", "year", "audience", "theme", "arm", "priority", "campaign"),
            *("keeper", "keeper_role", "review_by"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written_by = self.instance.written_by
        for number, box in enumerate(self.written_by.boxes, 1):
            self.fields[box.key] = self._box_field(number, box)
        newest = newest_templates().get(self.written_by.slug)
        if self.instance.pk and newest is not None and newest.number != self.written_by.number:
            self.newest = newest.number
            self.fields[NEWEST] = forms.BooleanField(
                label="Use the newest version of the template",
                help_text="The template was changed after this briefing was started. Text in a box that the newest "
                "version does not have is kept, but not shown.",
                required=False,
            )
        cast(forms.ModelChoiceField, self.fields["case_studies"]).queryset = CaseStudy.objects.public()
        if self.instance.pk:
            self.fields["case_studies"].initial = [story.pk for story in self.instance.case_studies.all()]

    def _box_field(self, number: int, box: Box) -> forms.CharField:
        field = text_field(f"{number}. {box.title}", LINES, hint=box.hint, max_words=box.words, required=False)
        field.widget = prose_area(LINES)
        field.initial = self.instance.text_of(box)
        return field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        texts = {box.key: data.get(box.key, "") for box in self.written_by.boxes if box.key in self.fields}
        self.instance.texts = {**self.instance.texts, **texts}
        if data.get(NEWEST):
            self.instance.template_number = self.newest
        return data
