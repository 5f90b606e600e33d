"""What an address of an action leads to."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from priorities.models import Action


def action_at(slug: str, rows: QuerySet[Action]) -> Action:
    """The action of an address, among rows that the person may see; also by the address of an earlier title."""
    found = rows.filter(slug=slug).first()
    if found is not None:
        return found
    before = Action.history.filter(slug=slug).values_list("id", flat=True).first()
    return get_object_or_404(rows, pk=before)
