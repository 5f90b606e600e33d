"""The form of a template of briefings: its boxes in their order."""

from collections.abc import Iterable
from typing import Any

from django import forms

from learning.boxes import KINDS, MOST_WORDS, TEXT, Box, Template
from learning.models import BriefingTemplate
from ui.forms import Layout
from ui.row_forms import RowSet, RowsForm, Values, whole_number

USUAL_WORDS = 80
MOST_BOXES = 10
REMOVED = "removed"


class TemplateForm(RowsForm):
    """Title, summary, and a row for each box. `template` is the version that is changed; None for a new template."""

    class Meta:
        model = BriefingTemplate
        fields = ["title", "summary", "is_offered"]
        labels = {
            "title": "Name of the template",
            "summary": "What is it for?",
            "is_offered": "Offer it for new briefings",
        }
        help_texts = {"title": "It is shown above each briefing, for example “Seven-minute briefing”."}

    def __init__(self, *args: Any, template: Template | None = None, **kwargs: Any) -> None:
        self.template = template
        about = BriefingTemplate(is_offered=True)
        if template is not None:
            about = BriefingTemplate(title=template.title, summary=template.summary, is_offered=template.is_offered)
            # A saved template is a new version: its rows begin with the boxes of the last one.
            about.last_year = about  # type: ignore[attr-defined]
        super().__init__(*args, instance=about, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        yield RowSet(
            "box",
            "Box",
            "Boxes",
            "Briefings that are written already keep their boxes.",
            self._box_fields,
            self._stored_boxes,
            {"words": "Enter how many words box {number} may have", "title": "Enter a title for box {number}"},
            {"kind": TEXT, "key": ""},
            spare=1,
            least=4,
            most=MOST_BOXES,
            carries=True,
            more="Save the template to get another one.",
        )

    @staticmethod
    def _box_fields() -> dict[str, forms.Field]:
        return {
            "title": forms.CharField(label="title", max_length=80),
            "hint": forms.CharField(label="hint for the writer", max_length=200),
            "words": whole_number("most words", most=MOST_WORDS),
            "kind": forms.ChoiceField(label="what it holds", choices=(*KINDS, (REMOVED, "Nothing: remove this box"))),
            "place": whole_number("place in the order", "Leave blank to keep it here.", most=MOST_BOXES),
            "key": forms.CharField(widget=forms.HiddenInput, max_length=60),
        }

    def _stored_boxes(self) -> list[Values]:
        boxes = self.template.boxes if self.template else ()
        return [
            {"title": box.title, "hint": box.hint, "words": box.words, "kind": box.kind, "key": box.key}
            for box in boxes
        ]

    def get_layout(self) -> Layout:
        """The template, then its boxes."""
        return Layout("title", "summary", "is_offered", self.fieldset("box"))

    def boxes(self) -> tuple[Box, ...]:
        """The boxes that were filled in and not taken out, in the order that was asked for."""
        rows = [row for row in self.rows("box").values() if row["kind"] != REMOVED]
        boxes = [row for row in rows if not row["place"]]
        for row in sorted((row for row in rows if row["place"]), key=lambda row: row["place"]):
            boxes.insert(row["place"] - 1, row)
        return tuple(Box(row["key"], row["title"], row["hint"], row["words"], row["kind"]) for row in boxes)
