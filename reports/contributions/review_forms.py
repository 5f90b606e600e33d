"""The forms of a review with its findings and what was done about them, and of the kinds without any."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.models.year import validate_year
from reports.contributions.models.no_reviews import NoReviewsStatement
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.contributions.record_entries import ActionEntry, FindingEntry
from reports.contributions.review_kinds import Decision, FindingState, NilReturn, ReviewKind
from ui.forms import DateField, Details, GovukModelForm, Layout, checkboxes, radios, text_area, text_field
from ui.row_forms import RowSet, RowsForm, Values, whole_number

# What most reviews leave open.
SELDOM = ("published_on", "link", "joint_with", "arm")


def year_field(label: str, hint: str) -> forms.CharField:
    """A reporting year as people write it."""
    return forms.CharField(label=label, help_text=hint, max_length=7, validators=[validate_year])


class SafeguardingReviewForm(RowsForm):
    """One review with its findings. A draft may leave its summary and its findings open."""

    kind = radios("What kind of review is it?", ReviewKind.choices)
    begun_on = DateField(label="When did it start?", help_text="For example, 27 3 2023")
    concluded_on = DateField(
        label="When did it conclude?", help_text="Leave blank while it is ongoing.", required=False
    )
    published_on = DateField(
        label="When was it published?", help_text="Leave blank if it was not published.", required=False
    )
    link = forms.URLField(
        label="Where can it be read?",
        help_text="A web address that starts with https://, if it was published.",
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = SafeguardingReview
        fields = [
            *("kind", "reference", "arm", "joint_with", "begun_on", "concluded_on", "published_on", "link", "summary"),
        ]
        labels = {
            "reference": "Reference",
            "joint_with": "Joint review with",
            "summary": "Summary",
        }
        help_texts = {
            "joint_with": "Another area or board, if it was a joint review.",
            "summary": (
                "Describe the review without identifying anyone: no names, an age band instead of an age, season "
                "and year instead of a date, and no place smaller than the area."
            ),
        }
        widgets = {"summary": text_area(6)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)
        self.fields["arm"].empty_label = "Every arm"  # type: ignore[attr-defined]

    def _row_sets(self) -> Iterable[RowSet]:
        """Findings, then what was done about them."""
        yield RowSet(
            "finding",
            "Finding",
            "Findings and decisions",
            "Leave blank if not needed.",
            lambda: {
                "text": text_field("what was found", 3),
                "decision": forms.ChoiceField(label="decision", choices=Decision.choices),
                "decided_in": year_field(
                    "year of the decision", ("For example, 2022-23. Leave blank until it is decided.")
                ),
                "reason": text_field("reason", 2, hint="Required if it will not be implemented."),
                "state": forms.ChoiceField(label="progress", choices=FindingState.choices),
            },
            self._stored_findings,
            {"text": "Enter finding {number}, or clear it."},
            {"decision": Decision.LATER.value, "state": FindingState.NOT_STARTED.value},
            spare=1,
            least=2,
        )
        yield RowSet(
            "action",
            "Action",
            "Actions, year by year",
            "Identify each finding by its number above. Use one line for each finding and year.",
            lambda: {
                "finding": whole_number("number of the finding"),
                "year": year_field("year", "For example, 2022-23"),
                "text": text_field("what was done in that year", 2),
            },
            self._stored_work,
            {
                "finding": "Enter the number of the finding above.",
                "year": "Enter the year it was done.",
                "text": "Enter what was done, or clear the line.",
            },
            {},
            spare=1,
            least=2,
            unfolded=0,
            titled=("year", "text"),
        )

    def _stored_findings(self) -> list[Values]:
        names = ("text", "decision", "decided_in", "reason", "state")
        return [{name: getattr(one, name) for name in names} for one in self.instance.findings.all()]

    def _stored_work(self) -> list[Values]:
        return [
            {"finding": one.number, "year": action.year, "text": action.text}
            for one in self.instance.findings.prefetch_related("actions")
            for action in one.actions.all()
        ]

    def get_layout(self) -> Layout:
        """The review, its findings, the work."""
        is_told = any(self[name].value() not in (None, "") for name in SELDOM)
        seldom = Details("If it was published, was a joint review or is about one arm", *SELDOM, is_open=is_told)
        order = [name for name in self._meta.fields or [] if name not in SELDOM]
        return Layout(*order, seldom, self.fieldset("finding"), self.fieldset("action"))

    def clean(self) -> dict[str, Any]:
        """Dates in their order; decisions with their year and reason; work that belongs to a finding."""
        data = super().clean()
        self._check_dates(data)
        findings = self.rows("finding")
        for number, one in findings.items():
            self._check_finding(number, one)
        seen = set()
        for number, one in self.rows("action").items():
            if one["finding"] is not None and one["finding"] not in findings:
                self.wrong("action", number, "finding", f"There is no finding {one['finding']} above.")
            if (one["finding"], one["year"]) in seen:
                self.wrong(
                    "action",
                    number,
                    "year",
                    "There is already a line for this finding and year. Add your text there.",
                )
            seen.add((one["finding"], one["year"]))
        return data

    def _check_dates(self, data: dict[str, Any]) -> None:
        begun, concluded, published = (data.get(name) for name in ("begun_on", "concluded_on", "published_on"))
        if begun and concluded and concluded < begun:
            self.add_error("concluded_on", "The date the review concluded must be on or after the date it started.")
        if published and not concluded and "concluded_on" not in self.errors:
            self.add_error("published_on", "A review is published after it concluded. Enter the date it concluded.")
        if published and concluded and published < concluded:
            self.add_error("published_on", "The publication date must be on or after the date the review concluded.")

    def _check_finding(self, number: int, one: dict[str, Any]) -> None:
        is_open = not one["decision"] or one["decision"] == Decision.LATER
        if is_open and one["decided_in"]:
            self.wrong(
                "finding",
                number,
                "decided_in",
                "This finding is still to be decided. Select the decision, or clear this.",
            )
        if not is_open and not one["decided_in"]:
            self.wrong("finding", number, "decided_in", "Enter the year of the decision.")
        if one["decision"] == Decision.NOT_IMPLEMENTED and not one["reason"]:
            self.wrong("finding", number, "reason", "Enter why it will not be implemented. The law requires a reason.")

    def findings(self) -> list[FindingEntry]:
        """The findings as the service takes them, each with what was done about it."""
        work = list(self.rows("action").values())
        return [
            FindingEntry(
                text=one["text"],
                decision=one["decision"] or Decision.LATER.value,
                decided_in=one["decided_in"],
                reason=one["reason"],
                state=one["state"] or FindingState.NOT_STARTED.value,
                actions=tuple(ActionEntry(line["year"], line["text"]) for line in work if line["finding"] == number),
            )
            for number, one in self.rows("finding").items()
        ]


class NoReviewsForm(GovukModelForm):
    """Of which kinds of review there was none."""

    concluded = checkboxes("Which kinds had no review that concluded in the year?", ReviewKind.choices, required=False)
    ongoing = checkboxes(
        "Which kinds had no ongoing review on the last day of the year?", ReviewKind.choices, required=False
    )

    class Meta:
        model = NoReviewsStatement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        content = self.instance.content() if self.instance.pk else {}
        for aspect in NilReturn:
            self.fields[aspect.value].initial = content.get(aspect.value, [])
