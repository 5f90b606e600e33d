"""Actions that newsletters can point to."""

from django.urls import reverse

from priorities.models import ActionUpdate
from publication.linked import Linked


def linked() -> list[Linked]:
    """Actions whose progress is published, each once, where readers find them: below their priority."""
    updates = ActionUpdate.objects.live().select_related("action__commitment__priority", "year").order_by("pk")
    found: dict[int, Linked] = {}
    for one in updates:
        # As readers see it: the working row may say something else already.
        commitment, revision = one.action.commitment, one.live_revision
        if commitment is None or revision is None:
            # An action that keeps no promise of the plan has no public page.
            continue
        action = revision.content["action"]
        page = reverse("priorities:priority-detail", args=[commitment.priority.slug])
        address = f"{page}?year={one.year.slug}#{action['slug']}"
        found[one.action_id] = Linked(f"action:{one.action.slug}", "Action", action["title"], address)
    return list(found.values())
