"""Forms of the report's records for one year: training, costs and the forward plan."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.models import Arm, Organisation
from priorities.models import Commitment, Priority
from reports.contributions.models.costs import CostReturn, Direction
from reports.contributions.models.forward_plan import ForwardPlan
from reports.contributions.models.training import TrainingReturn
from reports.contributions.record_entries import AttendanceEntry, CostEntry, CourseEntry, PromiseEntry
from ui.forms import Layout, text_area, text_field
from ui.row_forms import RowSet, RowsForm, Values, whole_number

Options = list[tuple[str, str]]
# Ten years: what is followed up later is no follow-up of a course.
MOST_MONTHS = 120
# Many organisations send people to many courses. A request has room for a thousand fields, those of 80 courses too.
MOST_SENDERS = 140
POUNDS = re.compile(r"\A\s*(?:£\s*)?(?P<number>[\d,]+(?:\.\d{1,2})?)\s*$")


class MoneyField(forms.CharField):
    """Pounds as people type them: 1234.5, 1,234.50 or £1,234.50. Exact, never a float."""

    def clean(self, value: Any) -> Any:
        """The amount with two decimals; None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = POUNDS.match(text)
        number = found["number"].replace(",", "") if found else ""
        if not number or len(number.partition(".")[0]) > 10:
            raise ValidationError("Enter an amount in pounds, for example 1,250 or 1,250.50")
        return Decimal(number).quantize(Decimal("0.01"))


def choice(label: str, options: Options, nothing: str, hint: str = "") -> forms.ChoiceField:
    """A choice among rows that were read once for all fields; empty means nothing."""
    return forms.ChoiceField(label=label, choices=[("", nothing), *options], help_text=hint)


def picked(table: dict[str, Any], key: Any) -> Any:
    """The row that was chosen."""
    return table.get(str(key or ""))


class TrainingForm(RowsForm):
    """Courses of the year, and who sent people to them."""

    class Meta:
        model = TrainingReturn
        fields = ["note"]
        labels = {"note": "Notes on the year's training"}
        help_texts = {"note": "This will be published."}
        widgets = {"note": text_area(4)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.arms = {str(arm.pk): arm for arm in Arm.objects.all()}
        self.organisations = {str(one.pk): one for one in Organisation.objects.all()}
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        """Courses, then who came from where."""
        arms = [(key, arm.name) for key, arm in self.arms.items()]
        organisations = [(key, one.name) for key, one in self.organisations.items()]
        yield RowSet(
            "course",
            "Course",
            "Courses",
            "Leave blank if not needed.",
            lambda: {
                "title": forms.CharField(label="title", max_length=160),
                "arm": choice("arm", arms, "All arms"),
                "sessions": whole_number("sessions held"),
                "attended": whole_number("people who attended"),
                "answered": whole_number(
                    "people who answered the evaluation", "Leave blank if you did not ask anyone."
                ),
                "practice_changed": whole_number(
                    "of these, people who say their practice changed", "Leave blank if this was not asked."
                ),
                "followed_up_after": whole_number(
                    "follow-up after how many months", "Leave blank if there was none.", most=MOST_MONTHS
                ),
            },
            self._stored_courses,
            {
                "title": "Enter a title for course {number}, or clear it.",
                "sessions": "Enter how many sessions of course {number} were held.",
                "attended": "Enter how many people attended course {number}.",
            },
            {},
            carries=True,
            anew=("sessions", "attended", "answered", "practice_changed", "followed_up_after"),
        )
        yield RowSet(
            "sent",
            "Organisation",
            "Attendance by organisation",
            "Only if known. Identify each course by its number above.",
            lambda: {
                "course": whole_number("number of the course"),
                "organisation": choice("organisation", organisations, "Select one"),
                "attended": whole_number("people it sent"),
            },
            self._stored_attendances,
            {
                "course": "Enter the number of the course above.",
                "organisation": "Select the organisation.",
                "attended": "Enter how many people it sent.",
            },
            {},
            unfolded=0,
            titled=("organisation",),
            most=MOST_SENDERS,
        )

    def _stored_courses(self) -> list[Values]:
        names = ("title", "sessions", "attended", "answered", "practice_changed", "followed_up_after")
        courses = self.source.courses.all() if self.source else []
        return [{name: getattr(one, name) for name in names} | {"arm": one.arm_id or ""} for one in courses]

    def _stored_attendances(self) -> list[Values]:
        return [
            {"course": one.number, "organisation": sent.organisation_id, "attended": sent.attended}
            for one in self.instance.courses.prefetch_related("attendances")
            for sent in one.attendances.all()
        ]

    def get_layout(self) -> Layout:
        """Courses first."""
        return Layout(self.fieldset("course"), self.fieldset("sent"), "note")

    def clean(self) -> dict[str, Any]:
        """No more answers than people, no more changed than answers, each organisation once a course."""
        data = super().clean()
        courses = self.rows("course")
        for number, one in courses.items():
            attended, answered, changed = one["attended"], one["answered"], one["practice_changed"]
            if answered is not None and attended is not None and answered > attended:
                self.wrong("course", number, "answered", "More people answered than attended. Correct one of the two.")
            if changed is not None and (answered is None or changed > answered):
                sentence = "More people say their practice changed than answered. Correct one of the two."
                self.wrong("course", number, "practice_changed", sentence)
        seen = set()
        for number, one in self.rows("sent").items():
            if one["course"] is not None and one["course"] not in courses:
                self.wrong("sent", number, "course", f"There is no course {one['course']} above.")
            if (one["course"], one["organisation"]) in seen:
                self.wrong("sent", number, "organisation", "This organisation is already listed for that course.")
            seen.add((one["course"], one["organisation"]))
        return data

    def courses(self) -> list[CourseEntry]:
        """The courses as the service takes them."""
        sent = list(self.rows("sent").values())
        return [
            CourseEntry(
                **{name: one[name] for name in ("title", "sessions", "attended", "answered")},
                arm=picked(self.arms, one["arm"]),
                practice_changed=one["practice_changed"],
                followed_up_after=one["followed_up_after"],
                attendances=tuple(
                    AttendanceEntry(picked(self.organisations, line["organisation"]), line["attended"])
                    for line in sent
                    if line["course"] == number
                ),
            )
            for number, one in self.rows("course").items()
        ]


class CostsForm(RowsForm):
    """Contributions and spending of the year."""

    class Meta:
        model = CostReturn
        fields = ["financial_impact"]
        labels = {"financial_impact": "Financial impact: what does this mean for the partnership?"}
        help_texts = {"financial_impact": "One or two sentences. This will be published."}
        widgets = {"financial_impact": text_area(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.organisations = {str(one.pk): one for one in Organisation.objects.all()}
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        """One kind of line."""
        organisations = [(key, one.name) for key, one in self.organisations.items()]
        yield RowSet(
            "line",
            "Line",
            "Contributions and spending",
            "In pounds. Leave blank if not needed.",
            lambda: {
                "direction": choice("contribution or spending", Direction.choices, "Select one"),
                "organisation": choice("who contributes", organisations, "No one: this is spending"),
                "what": forms.CharField(label="purpose", max_length=160),
                "budget": MoneyField(label="planned, in pounds"),
                "actual": MoneyField(label="actual, in pounds"),
            },
            self._stored_lines,
            {"direction": "Select contribution or spending for line {number}, or clear it."},
            {},
            least=4,
            titled=("direction", "organisation", "what"),
            carries=True,
            anew=("budget", "actual"),
        )

    def _stored_lines(self) -> list[Values]:
        names = ("direction", "what", "budget", "actual")
        return [
            {name: getattr(one, name) for name in names} | {"organisation": one.organisation_id or ""}
            for one in (self.source.lines.all() if self.source else [])
        ]

    def get_layout(self) -> Layout:
        """Lines, then what they mean."""
        return Layout(self.fieldset("line"), "financial_impact")

    def clean(self) -> dict[str, Any]:
        """A contribution has a giver, spending has a purpose and no giver, and each line has an amount."""
        data = super().clean()
        for number, one in self.rows("line").items():
            if one["direction"] == Direction.CONTRIBUTION and not one["organisation"]:
                self.wrong("line", number, "organisation", "Select who contributes.")
            if one["direction"] == Direction.SPENDING and not one["what"]:
                self.wrong("line", number, "what", "Enter what the money is spent on.")
            if one["direction"] == Direction.SPENDING and one["organisation"]:
                self.wrong("line", number, "organisation", "Spending has no contributor: select “No one”.")
            if one["budget"] is None and one["actual"] is None:
                self.wrong("line", number, "actual", "Enter the planned amount, the actual amount, or both.")
        return data

    def lines(self) -> list[CostEntry]:
        """The lines as the service takes them."""
        return [
            CostEntry(**one | {"organisation": picked(self.organisations, one["organisation"])})
            for one in self.rows("line").values()
        ]


class ForwardPlanForm(RowsForm):
    """Promises for the year after."""

    class Meta:
        model = ForwardPlan
        fields = ["introduction"]
        help_texts = {"introduction": "Optional. This will be published."}
        widgets = {"introduction": text_area(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.organisations = {str(one.pk): one for one in Organisation.objects.all()}
        self.priorities = {str(one.pk): one for one in Priority.objects.select_related("plan")}
        self.commitments = {str(one.pk): one for one in Commitment.objects.select_related("priority")}
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        """One kind of row."""
        owners = [(key, one.name) for key, one in self.organisations.items()]
        priorities = [(key, one.title) for key, one in self.priorities.items()]
        commitments = [(key, one.text) for key, one in self.commitments.items()]
        yield RowSet(
            "promise",
            "Promise",
            "Promises for next year",
            "The next report will say what happened to each.",
            lambda: {
                "text": text_field("what will be done", 2, max_length=1000),
                "owner": choice("who leads it", owners, "Select one"),
                "priority": choice("priority it continues", priorities, "None"),
                "commitment": choice("commitment it continues", commitments, "None"),
            },
            self._stored_promises,
            {
                "text": "Enter promise {number}, or clear it.",
                "owner": "Select who leads promise {number}.",
            },
            {},
        )

    def _stored_promises(self) -> list[Values]:
        return [
            {
                "text": one.text,
                "owner": one.owner_id,
                "priority": one.priority_id or "",
                "commitment": one.commitment_id or "",
            }
            for one in self.instance.promises.all()
        ]

    def get_layout(self) -> Layout:
        """What stands before the promises, then the promises."""
        return Layout("introduction", self.fieldset("promise"))

    def clean(self) -> dict[str, Any]:
        """The same promise once; a commitment that belongs to the priority."""
        data = super().clean()
        seen = set()
        for number, one in self.rows("promise").items():
            if one["text"] and one["text"] in seen:
                self.wrong("promise", number, "text", "This promise is already listed above.")
            seen.add(one["text"])
            commitment = picked(self.commitments, one["commitment"])
            if commitment and one["priority"] and str(commitment.priority_id) != one["priority"]:
                self.wrong("promise", number, "commitment", "This commitment belongs to another priority.")
        return data

    def promises(self) -> list[PromiseEntry]:
        """The promises as the service takes them."""
        return [
            PromiseEntry(
                one["text"],
                picked(self.organisations, one["owner"]),
                picked(self.priorities, one["priority"]),
                picked(self.commitments, one["commitment"]),
            )
            for one in self.rows("promise").values()
        ]
