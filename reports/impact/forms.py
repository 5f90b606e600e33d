"""The questions about a claim: one sentence, then for each piece of evidence what its kind asks for."""

from typing import Any, ClassVar

from django import forms

from reports.impact.choices import Choices
from reports.impact.grades import ASKED, CHOICES, SORT_LABELS, Grade, Sort, allowed
from reports.impact.models.impact import Evidence, ImpactClaim
from reports.impact.services import Piece
from ui.forms import DateField, GovukForm, GovukModelForm, radios, text_area, text_field
from ui.steps import keep_only

SORT_HINTS = {
    Sort.FIGURE: "A number in the figures that we have published for the year.",
    Sort.CASE_STUDY: "A story that we have published, with consent.",
    Sort.AUDIT: "Someone looked at how the work is done.",
    Sort.FEEDBACK: "You asked people, and they answered.",
    Sort.TRAINING: "What training changed for those who took part.",
}
# What each kind is asked, in this order.
QUESTIONS = {
    Sort.FIGURE: ("figure", "shows"),
    Sort.CASE_STUDY: ("case_study",),
    Sort.AUDIT: ("title", "held_on", "finding", "shows"),
    Sort.FEEDBACK: ("title", "held_on", "people", "finding"),
    Sort.TRAINING: ("title", "held_on", "people", "finding", "shows"),
}
# What the same question is called for each kind.
LABELS = {
    Sort.AUDIT: {"title": "Which audit was it?", "held_on": "When was it done?", "finding": "What did it find?"},
    Sort.FEEDBACK: {
        "title": "What did you ask?",
        "held_on": "When did you ask?",
        "people": "How many people did you ask?",
        "finding": "What did they answer?",
    },
    Sort.TRAINING: {
        "title": "Which training was it?",
        "held_on": "When was it evaluated?",
        "people": "How many people answered?",
        "finding": "What did the evaluation find?",
    },
}


class ImpactClaimForm(GovukModelForm):
    """Who is better off, and how. A draft may leave it open."""

    class Meta:
        model = ImpactClaim
        fields = ["claim"]
        labels = {"claim": "So what? Who is better off, and how?"}
        help_texts = {"claim": "One sentence. This will be published. Do not name anyone."}
        widgets = {"claim": text_area(3)}


class SortForm(GovukForm):
    """What kind of evidence it is. The next page asks only what belongs to that kind."""

    sort = radios(
        "How do you know?",
        [(sort.value, f"{label}. {SORT_HINTS[sort]}") for sort, label in SORT_LABELS.items()],
        error_messages={"required": "Select what kind of evidence you have"},
    )


class PieceForm(GovukForm):
    """What one piece of evidence says; `piece` is the stored one. A draft may leave parts of it open."""

    figure = forms.ChoiceField(
        label="Which figure?",
        help_text="From the newest release of the year. Suppressed figures are not in the list.",
        error_messages={
            "required": "Select a figure",
            "invalid_choice": "Select a figure from the newest release of the year",
        },
    )
    case_study = forms.ChoiceField(
        label="Which case study?",
        help_text="Published case studies for the year. If consent ends, the claim is left out of the report.",
        error_messages={
            "required": "Select a case study",
            "invalid_choice": "Select a case study for the year that is published today",
        },
    )
    title = forms.CharField(max_length=200, required=False)
    held_on = DateField(help_text="For example, 27 3 2023", required=False)
    people = forms.IntegerField(
        help_text="Numbers below 5 are shown as “fewer than 5”.",
        min_value=1,
        max_value=1_000_000,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    finding = text_field("What was found?", 3, required=False)
    shows = radios("What does it show?", (), required=False)

    NOTHING: ClassVar[tuple[str, str]] = ("", "Select")

    def __init__(self, *args: Any, choices: Choices, sort: Sort, piece: Evidence | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices, self.sort, self.piece = choices, sort, piece
        keep_only(self, QUESTIONS[sort])
        for name, label in LABELS.get(sort, {}).items():
            self.fields[name].label = label
        self._offer()
        self.initial = self._stored()

    def _offer(self) -> None:
        """What can be chosen today, and what such evidence can show at most."""
        figures = [(title, [(c.address.key, c.label) for c in cells]) for title, cells in self.choices.tables]
        stories = [(str(story.pk), story.title_for_review()) for story in self.choices.stories]
        grades = [(grade.value, grade.label) for grade in CHOICES if allowed(self.sort, grade)]
        offered: dict[str, list[Any]] = {
            "figure": [self.NOTHING, *figures],
            "case_study": [self.NOTHING, *stories],
            "shows": grades,
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _stored(self) -> dict[str, Any]:
        """The stored answers. A figure or story that is no choice any more is not chosen."""
        piece = self.piece
        if piece is None:
            return {}
        chosen = piece.address.key if piece.sort == Sort.FIGURE else ""
        found = {
            "figure": chosen if self.choices.address(chosen) else "",
            "case_study": str(piece.case_study_id or ""),
            **{name: getattr(piece, name) for name in ("title", "held_on", "people", "finding", "shows")},
        }
        return {name: found[name] for name in self.fields}

    def piece_sent(self) -> Piece:
        """The piece as the service takes it."""
        data = self.cleaned_data
        given: dict[str, Any] = {
            name: data[name] for name in ("title", "held_on", "people", "finding") if name in self.fields
        }
        if self.sort in ASKED and data["shows"]:
            given["shows"] = Grade(data["shows"]).value
        if self.sort is Sort.FIGURE:
            given |= {"release": self.choices.release, "cell": self.choices.address(data["figure"])}
        if self.sort is Sort.CASE_STUDY:
            stories = {str(story.pk): story for story in self.choices.stories}
            given["case_study"] = stories[data["case_study"]]
        return Piece(self.sort, **given)
