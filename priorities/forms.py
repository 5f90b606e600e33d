"""The form in which an action's owner reports progress."""

from typing import Any

from priorities.evidence import EvidenceKind
from priorities.models import ActionStatus, ActionUpdate, Rating, YearPlan
from priorities.models.action import WITH_REASON
from ui.forms import GovukModelForm, radios, text_area


class ActionUpdateForm(GovukModelForm):
    """How far the action came, what was done, and what difference it made. A draft may leave any of it open."""

    status = radios("How far has the action come?", ActionStatus.choices, required=False)
    rating = radios("Will it be done on time?", Rating.choices, required=False)
    impact_evidence = radios("What type of evidence supports this?", EvidenceKind.choices, required=False)

    class Meta:
        model = ActionUpdate
        fields = [
            "status",
            "rating",
            "on_hold_reason",
            "what_we_did",
            "impact_note",
            "impact_evidence",
            "evidence",
        ]
        labels = {
            "on_hold_reason": "If it is on hold or you are not implementing it, why?",
            "evidence": "Where is the evidence?",
            "what_we_did": "What did you do?",
            "impact_note": "So what? What difference did it make?",
        }
        help_texts = {
            "what_we_did": "The public will read this. Do not name anyone.",
            "evidence": "For example, the audit or the minutes. The board reads this. We do not publish it.",
            "impact_note": "Tell us what changed for children, adults or families, and how you know. If there "
            "is no evidence yet, say so.",
        }
        widgets = {
            "on_hold_reason": text_area(2),
            "what_we_did": text_area(5),
            "impact_note": text_area(4),
            "evidence": text_area(2),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("on_hold_reason") and data.get("status") not in WITH_REASON:
            self.add_error("on_hold_reason", "Select “On hold” or “Not implementing”, or remove the reason")
        return data


class YearPlanForm(GovukModelForm):
    """What stands before the plan."""

    class Meta:
        model = YearPlan
        fields = ["introduction"]
        labels = {"introduction": "Introduction"}
        help_texts = {"introduction": "The public reads this before the plan. You can leave it blank."}
        widgets = {"introduction": text_area(4)}
