"""The list of what was decided on the protection of small counts."""

from ui.filters import FilterSet, RowFilter
from ui.tables import DateColumn, GovukTable, StateColumn, TextColumn, in_words

# What picks the colour of a decision's tag.
KEYS = {"In force": "approved", "Replaced": "withdrawn", "Refused": "returned"}


class DecisionTable(GovukTable):
    """Every policy that was agreed or refused, the newest decision first unless sorted otherwise."""

    caption = "Past decisions"
    caption_size = "l"
    noun, nouns = "decision", "decisions"

    policy = TextColumn(order_by=("policy__about", "policy__version"), below="terms__sentence", verbose_name="Policy")
    sentence = TextColumn(accessor="terms__sentence", verbose_name="What it says", visible=False)
    proposed_by = TextColumn(
        accessor="policy__created_by",
        order_by="policy__created_by__display_name",
        below=lambda line: in_words(line.policy.created_at),
        verbose_name="Proposed by",
    )
    proposed_at = DateColumn(accessor="policy__created_at", verbose_name="Proposed on", visible=False)
    decided_by = TextColumn(
        order_by="decided_by__display_name", below=lambda line: in_words(line.decided_at), verbose_name="Decided by"
    )
    decided_at = DateColumn(verbose_name="Decided on", visible=False)
    status = StateColumn(key=lambda line: KEYS[line.status], below="policy__return_reason", verbose_name="Status")
    refusal = TextColumn(accessor="policy__return_reason", verbose_name="Reason for refusal", visible=False)

    class Meta:
        empty_text = "None yet. The portal's own policy applies."


class DecisionFilters(FilterSet):
    """By the figures that a policy is for, and what became of it."""

    about = RowFilter(
        value=lambda line: line.policy.family_slug or "every",
        text=lambda line: line.policy.about,
        label="Figures",
    )
    status = RowFilter(value=lambda line: line.status, label="Status")
