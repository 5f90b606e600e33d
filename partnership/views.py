"""How the partnership is organised. Reads no session: the same page for everyone."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from partnership.queries import arms_of, members_of, structure_on
from partnership.structure import NARROW, draw


class StructureView(TemplateView):
    """The groups as a picture, the same in a nested list, and the organisations."""

    template_name = "partnership/structure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        tree = structure_on(today)
        return super().get_context_data(
            today=today,
            tree=tree,
            drawing=draw(tree) if tree.roots else "",
            narrow_drawing=draw(tree, NARROW) if tree.roots else "",
            arms=arms_of(tree),
            members=members_of(tree),
            **kwargs,
        )
