"""The page on which a writer works on a reviewed thing: save draft, submit, and what to do when somebody else saved."""

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict  # noqa: TID251 (a view mixin)
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from partnership.exceptions import DomainError, StaleRevision
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.comments import comments_address, open_comments
from review.consequences import consequences_of, dark_in_words
from review.identity import submission_problems
from review.marks import details_address, details_of, marked_in, may_keep
from review.models import Reviewable
from review.policies import allowed_verbs, may_write
from review.problems import HeldWords, Problem
from review.reading import NotedMixin
from review.services import HANDED_IN, move
from review.states import ReviewState
from review.transitions import Verb
from ui.forms import GovukForm, text_field
from ui.row_forms import RowsForm
from ui.steps import plain, shown


@dataclass(frozen=True)
class Difference:
    """One field in which what a writer typed is not what somebody else saved meanwhile."""

    label: str
    mine: str
    theirs: str


def differences(mine: forms.BaseForm, theirs: forms.BaseForm) -> list[Difference]:
    """The fields in which a bound, cleaned form differs from a fresh form of what is stored.

    A field that one of them lacks (a row that one of two people added or took out) counts as empty there.
    """
    found = []
    for name, field in {**theirs.fields, **mine.fields}.items():
        typed = mine.cleaned_data.get(name)
        stored = theirs.get_initial_for_field(theirs.fields[name], name) if name in theirs.fields else None
        if plain(typed) != plain(stored):
            label = str(field.label or name.replace("_", " ").capitalize())
            found.append(Difference(label, shown(field, typed), shown(field, stored)))
    return found


class ReviewableFormMixin(NotedMixin, AccessMixin, TemplateResponseMixin, ContextMixin, View, ABC):
    """A form page for one reviewed thing.

    A view gives `form_class` (whose `instance` is the thing; else override `make_form`), `get_item`, `save` and
    `get_list_url`. Buttons are told apart by name: `save`, `submit`, `publish`. What was typed is never lost: not
    to an expired session, not to a colleague who saved first, not to a refusal.
    """

    template_name = "review/_form_page.html"
    form_class: type[forms.BaseForm]
    also_opens_with: Permission | None = None
    # Whether words were refused because of what the figures keep back: the page then says what can be asked.
    words_are_held = False
    item: Any

    @abstractmethod
    def get_item(self) -> Any:
        """The thing to work on: a stored one, found through `visible_to`, or a new one that is not saved yet."""

    @abstractmethod
    def save(self, form: Any, revision: int) -> Any:
        """Save through the room's own service and return the thing."""

    @abstractmethod
    def get_list_url(self) -> str:
        """Where to go after a submission."""

    def what_is_read(self) -> models.Model | None:
        """The thing, once it is stored."""
        return self.item if self.item.pk else None

    def make_form(self, item: Any, data: QueryDict | None) -> Any:
        """The form of the thing, bound to `data` or showing what is stored.

        A form of rows has as many as were sent, also beside what somebody else saved.
        """
        if issubclass(self.form_class, RowsForm):
            sent = self.request.POST if data is None and self.request.method == "POST" else None
            return self.form_class(data, instance=item, sent=sent)
        return self.form_class(data, instance=item)  # type: ignore[call-arg]

    def has_access(self, user: User) -> bool:
        """Writers, and those who only publish or withdraw."""
        extra = self.also_opens_with is not None and self.also_opens_with in user.held_permissions
        return extra or super().has_access(user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = self.get_item()
        kept = self.pop_saved_form()
        return self.show(self.make_form(self.item, kept), self.opened_revision(kept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = self.get_item()
        if "publish" in request.POST:
            return self.publish()
        revision = self.opened_revision(request.POST)
        form = self.make_form(self.item, request.POST)
        if not form.is_valid():
            return self.show(form, revision)
        was_new = self.item.pk is None
        try:
            with transaction.atomic():
                self.item = self.save(form, revision)
        except StaleRevision:
            return self.somebody_saved_first(form)
        except IntegrityError:
            # The same new thing was sent twice at once: the other one is stored by now.
            self.item = self.get_item()
            if not was_new or self.item.pk is None:
                raise
            return self.somebody_saved_first(form)
        except DomainError as error:
            self.item = self.get_item()
            return self.refused(form, error, revision)
        return self.after_save(form)

    def opened_revision(self, data: QueryDict | None) -> int:
        """The revision that the writer had before them; 0 where nothing was stored yet."""
        if data is not None:
            sent = data.get("revision", "")
            return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
        return self.item.revision if self.item.pk else 0

    def after_save(self, form: Any) -> HttpResponse:
        """Answer a save: back to the form, or on to submission."""
        if self.item.state in HANDED_IN:
            state = self.item.get_state_display().lower()
            messages.info(self.request, f"Nothing has changed. This {self.item.review_noun} is still {state}.")
            return HttpResponseRedirect(self.item.get_edit_url())
        if "submit" not in self.request.POST:
            messages.success(self.request, "Draft saved. You have not submitted it yet.")
            return HttpResponseRedirect(self.item.get_edit_url())
        try:
            self.item = move(obj=self.item, verb=Verb.SUBMIT, by=self.user, revision=self.item.revision)
        except DomainError as error:
            self.item.refresh_from_db()
            return self.refused(form, error, self.item.revision, saved=True)
        return self.submitted()

    def submitted(self) -> HttpResponse:
        """Say that it waits for review."""
        messages.success(
            self.request, f"“{self.item.title_for_review()}” has been submitted and is waiting for review."
        )
        return HttpResponseRedirect(self.get_list_url())

    def publish(self) -> HttpResponse:
        """Publish what was approved, as it was approved. What is withdrawn or not saved yet is not there."""
        if self.item.pk is None:
            raise Http404(f"This {self.item.review_noun} is not saved yet.")
        revision = self.opened_revision(self.request.POST)
        try:
            move(obj=self.item, verb=Verb.PUBLISH, by=self.user, revision=revision)
        except DomainError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, f"“{self.item.title_for_review()}” has been published.")
        return HttpResponseRedirect(self.item.get_edit_url())

    def refused(self, form: Any, error: DomainError, revision: int, *, saved: bool = False) -> HttpResponse:
        """Show the form again with everything typed and the reasons, each at its field where it has one."""
        problems = submission_problems(self.item) if saved else []
        self.words_are_held = any(isinstance(problem, HeldWords) for problem in problems)
        for problem in problems or [error.message]:
            field = problem.field if isinstance(problem, Problem) else ""
            form.add_error(field if field in form.fields else None, str(problem))
        return self.show(form, revision, is_saved=saved)

    def somebody_saved_first(self, form: Any) -> HttpResponse:
        """Another save came first. The same text twice is a double click; else show both versions."""
        self.item = self.get_item()
        found = differences(form, self.make_form(self.item, None))
        if not found and self.item.state == ReviewState.SUBMITTED and "submit" in self.request.POST:
            return self.submitted()
        if not found and self.item.state in {ReviewState.DRAFT, ReviewState.RETURNED}:
            return self.after_save(form)
        form.add_error(
            None,
            f"{self.item.edited_by} saved this {self.item.review_noun} after you opened it. Your changes are "
            "not saved yet. Compare the 2 versions below, edit yours if you need to, then save again.",
        )
        return self.show(form, self.item.revision, differences=found)

    def show(self, form: Any, revision: int, **extra: Any) -> HttpResponse:
        """Draw the page."""
        return self.render_to_response(self.get_context_data(form=form, opened_revision=revision, **extra))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored = self.item.pk is not None
        can_write = may_write(self.user, self.item) and self.item.state != ReviewState.WITHDRAWN
        verbs = allowed_verbs(self.user, self.item) if stored else []
        details = details_of(self.item) if stored and may_keep(self.user, self.item) else []
        return super().get_context_data(
            item=self.item,
            is_stored=stored,
            open_comments=open_comments(self.item),
            comments_url=comments_address(self.item) if stored else "",
            can_write=can_write,
            words_are_held=self.words_are_held,
            marked_details=list(marked_in(self.item, details)),
            details_url=details_address(self.item) if stored else "",
            can_publish=Verb.PUBLISH in verbs,
            can_withdraw=Verb.WITHDRAW in verbs,
            list_url=self.get_list_url(),
            content=None if can_write else self.item.content(),
            voids_review=stored and self.item.state in {"submitted", "approved", "published"},
            **kwargs,
        )


class CreateOnceMixin(ReviewableFormMixin):
    """A page that also creates things. The form carries the key of the new one, so that sending it twice makes one."""

    @property
    def sent_key(self) -> uuid.UUID | None:
        """The key that the form carried; None where it is shown for the first time."""
        try:
            return uuid.UUID(self.request.POST.get("key", ""))
        except ValueError:
            return None

    def sent_before(self, rows: models.QuerySet[Any]) -> Any:
        """The one among the rows that the same form created before, or None."""
        return rows.filter(key=self.sent_key).first() if self.sent_key else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hidden={"key": self.item.key}, **kwargs)


class ReasonForm(GovukForm):
    """Why something is withdrawn."""

    note = text_field(
        "Why are you withdrawing it?",
        3,
        missing="Enter the reason for withdrawing it",
        hint="Kept in the audit trail and never shown to the public. Do not include anything that identifies someone.",
        max_length=1000,
    )


class ReviewableWithdrawMixin(ServiceFormView):
    """A page that asks for a reason and confirmation, then takes a reviewed thing off every public page."""

    template_name = "review/_withdraw_page.html"
    form_class = ReasonForm
    also_opens_with: Permission | None = Permission.WITHDRAW
    after = "It is no longer shown to anyone."
    told = "We have told the coordinator and the chair."
    item: Reviewable

    @abstractmethod
    def get_item(self) -> Any:
        """The thing to withdraw, found through `visible_to`."""

    @abstractmethod
    def get_list_url(self) -> str:
        """Where to go afterwards."""

    def withdraw(self, by: User, note: str) -> None:
        """Take it off. Rooms with more to do than the move override this."""
        move(obj=self.item, verb=Verb.WITHDRAW, by=by, note=note, revision=self.item.revision)

    def has_access(self, user: User) -> bool:
        """Its writers, and those who may withdraw anything."""
        extra = self.also_opens_with is not None and self.also_opens_with in user.held_permissions
        return extra or super().has_access(user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = self.get_item()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = self.get_item()
        return super().post(request, *args, **kwargs)

    def perform(self, form: Any) -> str:
        lost = dark_in_words(consequences_of(self.item))
        self.withdraw(self.user, form.cleaned_data["note"])
        said = f"“{self.item.title_for_review()}” has been withdrawn. {self.after}"
        return f"{said} {lost} {self.told}".strip() if lost else said

    def get_success_url(self) -> str:
        return self.get_list_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            item=self.item, list_url=self.get_list_url(), consequences=consequences_of(self.item), **kwargs
        )
