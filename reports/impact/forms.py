"""The form of a claim: one sentence, and some pieces of evidence. A draft may leave almost everything open."""

from collections.abc import Mapping
from typing import Any

from django import forms

from reports.impact.choices import Choices
from reports.impact.grades import ASKED, CHOICES, SORT_LABELS, Grade, Sort, allowed
from reports.impact.models.impact import Evidence, ImpactClaim
from reports.impact.services import Piece
from ui.forms import DateField, Fieldset, GovukModelForm, Layout, text_area, text_field

FEWEST_SLOTS = 2
MOST_SLOTS = 20
PARTS = ("sort", "shows", "figure", "case_study", "title", "held_on", "people", "finding")
NOTHING = ("", "Nothing")
# Which parts belong to which sort; the others have to stay empty.
BELONG = {
    Sort.FIGURE: {"shows", "figure"},
    Sort.CASE_STUDY: {"case_study"},
    Sort.AUDIT: {"shows", "title", "held_on", "finding"},
    Sort.FEEDBACK: {"title", "held_on", "people", "finding"},
    Sort.TRAINING: {"shows", "title", "held_on", "people", "finding"},
}


class ImpactClaimForm(GovukModelForm):
    """Who is better off, how, and what says so. Two pieces of evidence at once, and one more with each save.

    `sent` is what somebody sent: a form of what is stored, set beside it, then has as many pieces.
    """

    class Meta:
        model = ImpactClaim
        fields = ["claim"]
        labels = {"claim": "So what? Who is better off, and how?"}
        help_texts = {"claim": "One sentence. This will be published. Do not name anyone."}
        widgets = {"claim": text_area(3)}

    def __init__(self, *args: Any, choices: Choices, sent: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data if sent is None else sent
        self.choices = choices
        stored = list(self.instance.evidence.all()) if self.instance.pk else []
        # What was typed into a slot stays, even where somebody else took evidence out meanwhile.
        numbers = [n for n in range(1, MOST_SLOTS + 1) if f"evidence_{n}_sort" in typed]
        self.slots = max(FEWEST_SLOTS, len(stored) + 1, *numbers)
        for number in range(1, self.slots + 1):
            self._add_slot(number, stored[number - 1] if number <= len(stored) else None)

    def get_layout(self) -> Layout:
        """The claim, then each piece of evidence."""
        slots = [
            Fieldset(
                f"Evidence {number}",
                *[f"evidence_{number}_{part}" for part in PARTS],
                hint="Leave blank if not needed." if number > 1 else "",
            )
            for number in range(1, self.slots + 1)
        ]
        return Layout("claim", *slots)

    def _add_slot(self, number: int, piece: Evidence | None) -> None:
        """The fields of one piece; a figure or story that is no choice any more is not chosen."""
        at, which = f"evidence_{number}_", f"Evidence {number}: "
        figures = [(title, [(c.address.key, c.label) for c in cells]) for title, cells in self.choices.tables]
        stories = [(str(story.pk), story.title_for_review()) for story in self.choices.stories]
        chosen = piece.address.key if piece is not None and piece.sort == Sort.FIGURE else ""
        self.fields[f"{at}sort"] = forms.ChoiceField(
            label=f"{which}what is it?",
            choices=[NOTHING, *((sort.value, label) for sort, label in SORT_LABELS.items())],
            required=False,
            initial=getattr(piece, "sort", ""),
        )
        self.fields[f"{at}shows"] = forms.ChoiceField(
            label=f"{which}what does it show?",
            help_text="For a figure, an audit or an evaluation. Not needed for feedback or a case study.",
            choices=[("", "Select"), *((grade.value, grade.label) for grade in CHOICES)],
            required=False,
            initial=getattr(piece, "shows", ""),
        )
        self.fields[f"{at}figure"] = forms.ChoiceField(
            label=f"{which}which figure?",
            help_text="From the newest release of the year. You cannot choose suppressed or illustrative figures.",
            choices=[NOTHING, *figures],
            required=False,
            initial=chosen if self.choices.address(chosen) else "",
            error_messages={"invalid_choice": "Select a figure from the newest release of the year."},
        )
        self.fields[f"{at}case_study"] = forms.ChoiceField(
            label=f"{which}which case study?",
            help_text="Published case studies for the year. If consent ends, the claim is left out of the report.",
            choices=[NOTHING, *stories],
            required=False,
            initial=str(piece.case_study_id) if piece is not None and piece.case_study_id else "",
            error_messages={"invalid_choice": "Select a case study for the year that is published today."},
        )
        self.fields[f"{at}title"] = forms.CharField(
            label=f"{which}title, or your question",
            max_length=200,
            required=False,
            initial=getattr(piece, "title", ""),
        )
        self.fields[f"{at}held_on"] = DateField(
            label=f"{which}when?",
            help_text="For example, 27 3 2023",
            required=False,
            initial=getattr(piece, "held_on", None),
        )
        self.fields[f"{at}people"] = forms.IntegerField(
            label=f"{which}of how many people?",
            help_text="For feedback or an evaluation. Numbers below 5 are shown as “fewer than 5”.",
            min_value=1,
            max_value=1_000_000,
            required=False,
            initial=getattr(piece, "people", None),
        )
        self.fields[f"{at}finding"] = text_field(
            f"{which}what was found, or said?",
            3,
            required=False,
            initial=getattr(piece, "finding", ""),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.slots + 1):
            self._check_slot(number, {part: data.get(f"evidence_{number}_{part}") for part in PARTS})
        return data

    def _check_slot(self, number: int, given: dict[str, Any]) -> None:
        at, which = f"evidence_{number}_", f"Evidence {number}"
        filled = {part for part, value in given.items() if value} - {"sort"}
        if not given["sort"]:
            if filled:
                self.add_error(f"{at}sort", f"{which}: describe it, or clear it.")
            return
        sort = Sort(given["sort"])
        for part in PARTS[1:]:
            if part in filled - BELONG[sort]:
                words = f"{which}: this does not apply to “{sort.label.lower()}”. Clear it, or select another kind."
                self.add_error(f"{at}{part}", words)
        for part, words in ((Sort.FIGURE, "a figure"), (Sort.CASE_STUDY, "a case study")):
            if sort is part and not given[part] and f"{at}{part}" not in self.errors:
                self.add_error(f"{at}{part}", f"{which}: select {words}.")
        if sort in ASKED and given["shows"] and not allowed(sort, Grade(given["shows"])):
            words = f"{which}: {sort.label.lower()} cannot show that. Select what it does show."
            self.add_error(f"{at}shows", words)

    def pieces(self) -> list[Piece]:
        """The pieces that were filled in, as the service takes them."""
        found = []
        stories = {str(story.pk): story for story in self.choices.stories}
        for number in range(1, self.slots + 1):
            given = {part: self.cleaned_data[f"evidence_{number}_{part}"] for part in PARTS}
            if not given["sort"]:
                continue
            piece: dict[str, Any] = {"sort": Sort(given["sort"]), "shows": given["shows"]}
            if given["figure"]:
                piece |= {"release": self.choices.release, "cell": self.choices.address(given["figure"])}
            piece |= {"case_study": stories.get(given["case_study"])}
            piece |= {part: given[part] for part in ("title", "held_on", "people", "finding")}
            found.append(Piece(**piece))
        return found
