"""Forms of the report in plain words."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reports.content.pictures import PICTURES
from reports.contributions.models.plain import EasyRead, PlainSummary
from ui.forms import GovukModelForm, Layout, text_area
from ui.row_forms import RowSet, RowsForm, Values


class PlainSummaryForm(GovukModelForm):
    """One text."""

    class Meta:
        model = PlainSummary
        fields = ["text"]
        labels = {"text": "The year in plain words"}
        help_texts = {
            "text": (
                "Short sentences, no symbols and no names. Leave a line empty between paragraphs. Start a heading "
                "with #. Include only what is in the report."
            )
        }
        widgets = {"text": text_area(20)}


class EasyReadForm(RowsForm):
    """Short sentences, each with a picture."""

    class Meta:
        model = EasyRead
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, row_sets=self._row_sets(), **kwargs)

    def _row_sets(self) -> Iterable[RowSet]:
        """One kind of line."""
        yield RowSet(
            "line",
            "Line",
            "Sentences and pictures",
            "One short sentence on each line, up to 15 words. No symbols or percentages.",
            lambda: {
                "text": forms.CharField(label="sentence", max_length=200),
                "picture": forms.ChoiceField(label="picture", choices=[("", "Select one"), *PICTURES.items()]),
            },
            self._stored_lines,
            {"text": "Enter the sentence for line {number}.", "picture": "Select a picture for line {number}."},
            {},
            unfolded=4,
        )

    def _stored_lines(self) -> list[Values]:
        return [{"text": line.text, "picture": line.picture} for line in self.instance.lines.all()]

    def get_layout(self) -> Layout:
        """The lines."""
        return Layout(self.fieldset("line"))

    def lines(self) -> list[tuple[str, str]]:
        """Picture and text of each line."""
        return [(row["picture"], row["text"]) for row in self.rows("line").values()]
