"""A form about a closed year: the page says before anything is typed that nothing can be changed, and what can."""

from typing import Any

from review.editing import ReviewableFormMixin


class ClosedYearMixin(ReviewableFormMixin):
    """A form page of something that belongs to a year. Once that is closed, the page shows what is stored instead.

    A form in which somebody typed while the year was being closed is shown all the same: nothing typed is lost.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_closed = self.item.year.is_closed
        if is_closed and context["can_write"] and not context["form"].is_bound:
            context["can_write"] = False
            context["content"] = self.item.content() if context["is_stored"] else None
        return context | {"year_is_closed": is_closed}
