"""The page on which an author looks at what could identify somebody, and says why any of it stays."""

from typing import Any

from django import forms
from django.http import Http404  # noqa: TID251 (a view)
from django.utils.functional import cached_property

from partnership.pages import ServiceFormView
from review.item_pages import item_of_address
from review.marks import LONGEST_REASON, details_of, keep_details, marked_in, may_keep
from review.models import Reviewable
from review.reasoned import Found
from ui.forms import GovukForm


class ReasonsForm(GovukForm):
    """One question for each detail."""

    def __init__(self, *args: Any, details: list[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in details:
            self.fields[one.key] = forms.CharField(
                label=f"Why can “{one.detail.excerpt}” stay?",
                help_text=f"{one.label}. {one.detail.advice}",
                max_length=LONGEST_REASON,
                required=False,
                initial=one.reason,
            )


class DetailsView(ServiceFormView):
    """The texts with each detail marked, and a field for each reason."""

    template_name = "review/details.html"
    form_class = ReasonsForm

    @cached_property
    def item(self) -> Reviewable:
        """The thing of the address, for who writes it. Raises `Http404` for everybody else."""
        found = item_of_address(self.kwargs, self.user)
        if not may_keep(self.user, found):
            raise Http404("There is nothing to say about this.")
        return found

    @cached_property
    def details(self) -> list[Found]:
        """What its author may keep."""
        return details_of(self.item)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "details": self.details}

    def perform(self, form: ReasonsForm) -> str:
        keep_details(item=self.item, reasons=form.cleaned_data, by=self.user)
        return "Your reasons are saved. The reviewers decide on what stays."

    def get_success_url(self) -> str:
        return self.item.get_edit_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            item=self.item, marked_texts=list(marked_in(self.item, self.details)), details=self.details, **kwargs
        )
