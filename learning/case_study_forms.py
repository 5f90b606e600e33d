"""The questions of a case study, and the steps in which they are asked. A draft may leave almost everything open."""

from typing import Any, cast

from django import forms
from django.db.models import Q

from learning.figures import indicators
from learning.forms import ProductForm
from learning.models import CaseStudy, ConsentBasis, ConsentCapacity, ConsentScope
from learning.models.case_study import CHECKLIST_FIELDS, PICTURED
from learning.models.consent import CAPACITY_MISFIT, capacity_fits
from learning.models.content_warnings import ContentWarning
from learning.services import ConsentTerms
from partnership.models import User
from priorities.evidence import EvidenceKind
from priorities.models import Action, Source
from review.reasoned import Found
from ui.forms import DateField, checkboxes, prose_area, radios
from ui.steps import Step

CONSENT_FIELDS = ("basis", "capacity", "taken_by", "scope", "given_on", "expires_on")
KEEP = "keep_"

ABOUT = Step("about", "About the case study", ("title", "year", "period", "theme", "arm", "priority"))
DETAILS = Step("details", "Details that could identify someone", CHECKLIST_FIELDS)
STEPS = (
    ABOUT,
    Step("background", "Background and worry", ("background", "worry")),
    Step("done", "What was done, and by whom", ("what_was_done",)),
    Step("voice", "The voice of the child or adult", ("voice",)),
    Step("impact", "The difference it made", ("impact", "impact_evidence")),
    Step("learned", "What you learned", ("learned", "good_practice")),
    Step("links", "What it is linked to", ("plan_actions", "findings", "indicators")),
    Step("readers", "Before people read it", ("warnings", "review_by")),
    Step("consent", "Consent", CONSENT_FIELDS),
    DETAILS,
)


class ActionsField(forms.ModelMultipleChoiceField):
    """Actions, each with who does it and, if it comes from elsewhere than a plan, from where."""

    def __init__(self, label: str, hint: str = "") -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(Action.objects.none(), label=label, help_text=hint, widget=widget, required=False)

    def label_from_instance(self, obj: Any) -> str:
        origin = "" if obj.source == Source.PLAN else f"{obj.origin}: "
        return f"{origin}{obj.title} ({obj.owner})"


def steps_of(story: CaseStudy) -> list[Step]:
    """The steps of a case study. The last asks for a reason for each detail of its texts that may stay."""
    found = [f"{KEEP}{one.key}" for one in story.findings() if not one.detail.is_hard] if story.pk else []
    return [*STEPS[:-1], Step(DETAILS.key, DETAILS.title, (*found, *CHECKLIST_FIELDS))]


class CaseStudyForm(ProductForm):
    """Every question of all steps: the story, what it is linked to, the consent, and what could identify someone.

    A step keeps its own fields alone (`ui.steps.keep_only`), so nothing here relies on any of them.
    """

    impact_evidence = radios("What type of evidence supports this?", EvidenceKind.choices, required=False)
    plan_actions = ActionsField("Which actions of the plan is it about?")
    findings = ActionsField(
        "Which findings of reviews, audits or challenges does it answer?",
        hint="These are the items of the tracker that your organisation can see.",
    )
    indicators = checkboxes("Which indicators does it help people understand?", (), required=False)
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
        hint="We only publish those that can be shared with the public. Partners who sign in can read the others.",
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
            "indicators",
            "warnings",
            "review_by",
            *CHECKLIST_FIELDS,
        ]
        labels = {
            "worry": "What was the worry?",
            "what_was_done": "What was done, and by whom?",
            "voice": "What did the child or adult say?",
            "impact": "What difference did it make?",
            "learned": "What did you learn?",
            "good_practice": "What good practice can others use?",
        }
        help_texts = {
            "background": "Use “Child A” or “Adult B”, age bands and seasons. Name no place smaller than the area.",
            "what_was_done": "Name organisations and roles, such as “a school nurse”. Do not name people.",
            "voice": "Use their own words only if no one could recognise them by these.",
        }
        widgets = {name: prose_area(8) for name in PICTURED}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        consent = getattr(self.instance, "consent", None) if stored else None
        self.stored_terms = {name: getattr(consent, name) for name in CONSENT_FIELDS} if consent else {}
        for name in CONSENT_FIELDS:
            self.fields[name].initial = self.stored_terms.get(name)
        self.details = [one for one in self.instance.findings() if not one.detail.is_hard] if stored else []
        for one in self.details:
            self.fields[f"{KEEP}{one.key}"] = self._reason(one)
        self._offer_links(user)

    @staticmethod
    def _reason(one: Found) -> forms.CharField:
        return forms.CharField(
            label=f"{one.label}: why can “{one.detail.excerpt}” stay?",
            help_text=f"{one.detail.advice} If you change it, leave this blank. The reviewers decide.",
            max_length=300,
            required=False,
            initial=one.reason,
        )

    def _offer_links(self, user: User) -> None:
        """Actions of the plans of its year (of its priority, where it has one), and tracked ones that they may see."""
        cast(forms.MultipleChoiceField, self.fields["indicators"]).choices = [
            (link.slug, link.title) for link in indicators().values()
        ]
        linked = set(self.instance.actions.values_list("pk", flat=True)) if self.instance.pk else set()
        planned = Q(pk__in=linked) & Q(source=Source.PLAN)
        if self.instance.year_id:
            planned |= Q(pk__in=Action.objects.for_year(self.instance.year).filter(self._of_priority()))
        tracked = Q(pk__in=Action.objects.visible_to(user).tracked()) | Q(pk__in=linked)
        rows = Action.objects.select_related("owner").in_order()
        for name, wanted in (("plan_actions", planned), ("findings", tracked & ~Q(source=Source.PLAN))):
            cast(forms.ModelMultipleChoiceField, self.fields[name]).queryset = rows.filter(wanted)
            self.fields[name].initial = sorted(linked)

    def _of_priority(self) -> Q:
        priority = self.instance.priority_id
        return Q(commitment__priority=priority) if priority else Q()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        given, expires = data.get("given_on"), data.get("expires_on")
        if given and expires and expires <= given:
            self.add_error("expires_on", "The date consent ends must be after the date it was given")
        if not capacity_fits(data.get("basis", ""), data.get("capacity", "")):
            self.add_error("capacity", CAPACITY_MISFIT)
        return data

    def reasons(self) -> dict[str, str]:
        """Why details may stay, by their keys: as they are stored where this step does not ask."""
        asked = [name for name in self.fields if name.startswith(KEEP)]
        if not asked:
            return dict(self.instance.kept)
        return {name.removeprefix(KEEP): self.cleaned_data[name] for name in asked if self.cleaned_data.get(name)}

    def terms(self) -> ConsentTerms:
        """The consent as the service takes it, with what is stored of the questions that this step does not ask."""
        sent = {name: self.cleaned_data[name] for name in CONSENT_FIELDS if name in self.fields}
        return ConsentTerms(**{**self.stored_terms, **sent})

    def actions(self) -> list[Action] | None:
        """What the case study is linked to; None where this step does not ask."""
        if "plan_actions" not in self.fields:
            return None
        return [*self.cleaned_data["plan_actions"], *self.cleaned_data["findings"]]
