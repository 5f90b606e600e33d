"""The forms of self-assessments: opening one, answering a standard, and peer challenge."""

from typing import Any

from django import forms

from deadlines.forms import DATES, DatesForm
from partnership.models import ReportingYear
from reports.assessments.loaded import templates
from reports.assessments.models import Grade, PeerChallenge, SelfAssessment
from ui.forms import DateField, GovukForm, file_field, radios, text_field

PARTS = ("grade", "evidence", "action", "due_on")


class AssessmentForm(GovukForm):
    """All standards of a round; a step keeps the questions of one. A draft may leave everything open."""

    def __init__(self, data: Any = None, *, instance: SelfAssessment) -> None:
        super().__init__(data)
        self.assessment = instance
        for one in instance.round.asked():
            answer = instance.answer(one.key)
            self.fields |= {
                f"grade_{one.key}": radios(
                    "How far do you meet this standard?", Grade.choices, required=False, initial=answer["grade"]
                ),
                f"evidence_{one.key}": text_field(
                    "How do you know?",
                    4,
                    hint="For example an audit, figures, or what people told you. If it does not apply, say why.",
                    max_length=3000,
                    required=False,
                    initial=answer["evidence"],
                ),
                f"action_{one.key}": text_field(
                    "What will you do?",
                    2,
                    hint="Needed if you partly meet it or do not meet it. Once approved, it joins the list of actions.",
                    max_length=200,
                    required=False,
                    initial=answer["action"],
                ),
                f"due_on_{one.key}": DateField(
                    label="By when?",
                    help_text="For example, 27 3 2025",
                    required=False,
                    initial=_day(answer["due_on"]),
                ),
            }

    def sent(self) -> dict[str, dict[str, Any]]:
        """The answers about the standards that are on this page."""
        found = {}
        for one in self.assessment.round.asked():
            if f"grade_{one.key}" in self.fields:
                given = {part: self.cleaned_data[f"{part}_{one.key}"] for part in PARTS}
                due = given["due_on"]
                found[one.key] = {**given, "due_on": due.isoformat() if due else ""}
        return found


def _day(text: str) -> Any:
    return DateField().to_python(tuple(reversed(text.split("-")))) if text else None


class OpenRoundForm(DatesForm):
    """Which self-assessment, for which year, and by when."""

    template = radios("Which self-assessment?", ())
    year = forms.ModelChoiceField(
        label="For which year?", queryset=ReportingYear.objects.none(), empty_label="Select a year"
    )
    field_order = ["template", "year", *DATES]
    hints = {
        "opens_on": "Members can answer and get reminders from this date.",
        "due_on": "We remind members 5 days before, on the day, and after it.",
        "closes_on": "The last day to answer or to change an answer.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(slug, f"{one.title}, version {one.version}") for slug, one in templates().items()]
        self.fields["template"].choices = choices  # type: ignore[attr-defined]
        self.fields["year"].queryset = ReportingYear.objects.filter(closed_at__isnull=True)  # type: ignore[attr-defined]


class LoadForm(GovukForm):
    """A file of standards, and which self-assessment they belong to."""

    NEW = "new"

    replaces = radios(
        "Which self-assessment are these standards for?",
        (),
        error_messages={"required": "Select which self-assessment the standards are for"},
    )
    title = forms.CharField(
        label="What is it called?",
        help_text="For example, Safeguarding children self-assessment. Leave blank to keep the name it has.",
        required=False,
        max_length=120,
    )
    law = forms.CharField(
        label="Which law or guidance asks for it?", help_text="Leave blank to keep it.", required=False, max_length=300
    )
    file = file_field(
        "Upload the standards",
        hint="An .xlsx or .csv file. If anything in it is wrong, we load nothing and say what to correct.",
        missing="Select the file of standards",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(slug, f"{one.title}: version {one.version + 1}") for slug, one in templates().items()]
        self.fields["replaces"].choices = [*known, (self.NEW, "A new self-assessment")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("replaces") == self.NEW and not data.get("title"):
            self.add_error("title", "Enter what the new self-assessment is called")
        return data


class ChallengeForm(GovukForm):
    """A question about one grade."""

    standard = forms.ChoiceField(label="Which standard?")
    question = text_field(
        "What do you want to know?",
        4,
        missing="Enter your question",
        hint="For example, which evidence you expected to see.",
        max_length=2000,
    )

    def __init__(self, *args: Any, assessment: SelfAssessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.key, f"{one.title}: {Grade(grade).label}")
            for one in assessment.round.asked()
            if (grade := assessment.answer(one.key)["grade"])
        ]
        self.fields["standard"].choices = [("", "Select a standard"), *choices]  # type: ignore[attr-defined]


class AnswerForm(GovukForm):
    """A changed grade, or the reason for keeping it."""

    KEEP = "keep"

    grade = radios("Do you change the grade?", (), error_messages={"required": "Select whether you change the grade"})
    text = text_field(
        "Why?",
        4,
        missing="Enter why you change or keep the grade",
        hint="The other organisation reads it.",
        max_length=2000,
    )

    def __init__(self, data: Any = None, *, challenge: PeerChallenge) -> None:
        super().__init__(data, prefix=f"challenge-{challenge.pk}")
        before = challenge.grade_before
        others = [(key, f"Change it to “{label}”") for key, label in Grade.choices if key != before]
        kept = (self.KEEP, f"No, keep “{Grade(before).label}”")
        self.fields["grade"].choices = [kept, *others]  # type: ignore[attr-defined]

    @property
    def new_grade(self) -> str:
        """The grade that is chosen instead; empty where it stays."""
        grade: str = self.cleaned_data["grade"]
        return "" if grade == self.KEEP else grade
