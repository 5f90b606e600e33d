"""The forms in which members and the coordinator write for the annual report."""

from typing import Any

from deadlines.forms import DatesForm, reason_for_dates
from priorities.evidence import EvidenceKind
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.account_call import AccountCall
from reports.contributions.models.statement import Statement
from ui.forms import DateField, GovukModelForm, prose_area, radios


class MemberAccountForm(GovukModelForm):
    """What was done, what difference it made, how that is known, what is next. A draft may leave any of it open."""

    evidence_kind = radios("What kind of evidence do you have?", EvidenceKind.choices, required=False)
    considered_on = DateField(label="Date (optional)", required=False)

    class Meta:
        model = MemberAccount
        fields = [
            "what_we_did",
            "difference",
            "how_we_know",
            "evidence_kind",
            "next_steps",
            "considered_by",
            "considered_on",
        ]
        labels = {
            "what_we_did": "What did your organisation do in the year to carry out the strategy?",
            "difference": "So what? What difference did it make?",
            "how_we_know": "How do you know?",
            "next_steps": "What will you do next?",
            "considered_by": "Which governing body considered this account? (optional)",
        }
        help_texts = {
            "what_we_did": "This will be published. Do not name anyone.",
            "difference": "Describe what changed for children, adults or families. If there is no evidence, say so.",
            "how_we_know": "For example an audit, figures, or what people told you.",
            "considered_by": "For example your board, cabinet or trustees.",
        }
        widgets = {
            "what_we_did": prose_area(8),
            "difference": prose_area(5),
            "how_we_know": prose_area(4),
            "next_steps": prose_area(4),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("considered_on") and not data.get("considered_by"):
            self.add_error("considered_by", "Enter which body considered it on that date, or clear the date.")
        return data


class StatementForm(GovukModelForm):
    """A text of the year; the questions are those of its kind."""

    class Meta:
        model = Statement
        fields = ["byline", "text", "so_what"]
        labels = {"byline": "In whose name is it published?"}
        help_texts = {"byline": "A role or a group, never a person's name."}
        widgets = {
            "text": prose_area(10),
            "so_what": prose_area(5),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape = self.instance.shape
        self.fields["text"].label, self.fields["text"].help_text = shape.text, shape.text_hint
        if shape.so_what:
            self.fields["so_what"].label, self.fields["so_what"].help_text = shape.so_what, shape.so_what_hint
        else:
            del self.fields["so_what"]


class AccountDatesForm(DatesForm):
    """When the year's accounts open, are due, and close to edits; and why, where they are moved."""

    hints = {
        "opens_on": "Members can write their accounts and get reminders from this date.",
        "due_on": "Accounts first sent after this date are marked as late.",
        "closes_on": "The last day to change an account.",
    }
    reason = reason_for_dates("Kept in the audit trail.")

    def __init__(self, *args: Any, call: AccountCall | None, opened: str, **kwargs: Any) -> None:
        """`opened` is the stamp of the dates that stood there when the page was opened; empty where there were none."""
        super().__init__(*args, dates=call, **kwargs)
        if not opened:
            del self.fields["reason"]
