"""The board's pages: the queue, one item, several decisions at once."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.confirming import first_to_confirm
from partnership.exceptions import DomainError
from partnership.mixins import signed_in
from partnership.models import User
from review.blind import round_of
from review.blind_page import blind_page
from review.blind_services import decline
from review.changes import changes_between
from review.comments import comments_address, open_comments
from review.forms import ApproveForm, BlindApproveForm, BlindReturnForm, RefuseForm, ReturnForm, StepForm
from review.marks import details_of
from review.models import Event, Proposal, Reviewable
from review.policies import allowed_verbs
from review.queries import (
    QueueRow,
    has_written,
    last_approved,
    obstacle_for,
    queue,
    submitted_revision,
    to_publish,
)
from review.reading import READING, note_reading
from review.registry import reviewable_model
from review.services import move
from review.states import ReviewState
from review.tables import QueueFilters, QueueTable, shown_columns
from review.transitions import Verb
from ui.filters import Rows
from ui.lists import ListPage

MOST_DIGITS = 19
# The items that a person has opened in this session, as `QueueRow.key` names them, and how many are remembered.
DECLINE = "decline"
_BLIND = (BlindApproveForm, BlindReturnForm)
OPENED, MOST_OPENED = "opened_for_review", 200


class QueueView(ListPage):
    """What waits, since when, and who is next. Several items can be approved at once, each by its own rules."""

    template_name = "review/queue.html"
    table_class = QueueTable
    filterset_class = QueueFilters
    list_name = "review-queue"

    @cached_property
    def rows(self) -> list[QueueRow]:
        """The queue as this person sees it."""
        return queue(signed_in(self.request))

    def get_rows(self) -> Rows:
        """The whole queue, before it is filtered."""
        return Rows(self.rows)

    def get_table_options(self) -> dict[str, Any]:
        """Boxes only where there is something to choose."""
        return shown_columns(self.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            can_decide=any(row.obstacle is None for row in self.rows),
            to_publish=to_publish(signed_in(self.request)),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve what was ticked. What cannot be approved says why; the others go through."""
        user = signed_in(request)
        chosen = request.POST.getlist("chosen")
        if not chosen:
            messages.error(request, "Select at least one item to approve.")
        opened = request.session.get(OPENED, [])
        for key in chosen:
            item, revision = self._find(user, key)
            if key not in opened:
                messages.error(request, f"Open “{item.title_for_review()}” and read it before you approve it.")
                continue
            try:
                move(obj=item, verb=Verb.APPROVE, by=user, revision=revision)
            except DomainError as error:
                messages.error(request, f"“{item.title_for_review()}”: {error.message}")
            else:
                messages.success(request, _done(item, Verb.APPROVE))
        return HttpResponseRedirect(reverse("admin:review-queue"))

    @staticmethod
    def _find(user: User, key: str) -> tuple[Reviewable, int]:
        kind, _, rest = key.partition(":")
        pk, _, revision = rest.partition(":")
        app_label, _, model_name = kind.partition(".")
        # More digits than any number of the database has would not even be a number to Python.
        if not all(text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS for text in (pk, revision)):
            raise Http404
        return _item(user, app_label, model_name, int(pk)), int(revision)


def _item(user: User, app_label: str, model_name: str, pk: int) -> Reviewable:
    model = reviewable_model(app_label, model_name)
    if model is None:
        raise Http404
    people = ("organisation", "created_by", "edited_by", "submitted_by", "approved_by", "live_revision")
    item: Reviewable | None = (
        model.objects.visible_to(user).select_related(*people, *model.related_for_review).filter(pk=pk).first()
    )
    if item is None:
        raise Http404
    return item


class ItemView(TemplateView):
    """One item as the public will see it, what changed since it was last approved, its history, and the decision."""

    template_name = "review/item.html"
    FORMS = {Verb.APPROVE: ApproveForm, Verb.RETURN: ReturnForm, Verb.PUBLISH: StepForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.item = _item(signed_in(request), kwargs["app_label"], kwargs["model_name"], kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember that this person has seen this revision: without that, nobody approves it among several at once."""
        if request.method == "GET":
            key = f"{self.item._meta.label_lower}:{self.item.pk}:{self.item.revision}"
            opened = [one for one in request.session.get(OPENED, []) if one != key]
            request.session[OPENED] = [*opened, key][-MOST_OPENED:]
            note_reading(by=signed_in(request), what=self.item)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, item = signed_in(self.request), self.item
        revision, approved = submitted_revision(item), last_approved(item)
        # Work that nobody has submitted yet is its writer's own: reviewers are shown what was, or nothing.
        # What was withdrawn is shown to nobody, or a story would be read here after its consent was taken back.
        shown = None if item.state == ReviewState.WITHDRAWN else revision or approved
        content = shown.content if shown else None
        is_new = approved is None or (revision is not None and approved.pk == revision.pk)
        verbs = allowed_verbs(user, item)
        obstacle = obstacle_for(user, item, has_written=has_written(user, item))
        blind = blind_page(user, item) if item.is_reviewed_blind and revision else None
        obstacle = obstacle or (blind.obstacle if blind else None)
        approve, back = (ApproveForm, ReturnForm) if blind is None or blind.is_final else _BLIND
        if isinstance(item, Proposal):
            back = RefuseForm
        if obstacle:
            verbs = [verb for verb in verbs if not item.transitions[verb].conflict_bars]
        initial = {"revision": item.revision}
        context = {
            "item": item,
            "form_action": self.request.get_full_path(),
            "open_comments": open_comments(item),
            "comments_url": comments_address(item),
            "content": content,
            # A kind may ask about some of the details itself: each is said once.
            "notes": list(dict.fromkeys([*item.notes_for_review(), *(one.sentence for one in details_of(item))]))
            if revision
            else [],
            "changes": []
            if is_new or approved is None or content is None
            else changes_between(approved.content, content),
            "approved": None if is_new else approved,
            "obstacle": obstacle,
            "history": list(Event.objects.about(item).exclude(verb__in=READING)[:100]),
            "blind": replace(blind, can_decline=blind.can_decline and obstacle is None) if blind else None,
            "warnings": item.content_warnings(),
            "approve_form": approve(initial=initial, prefix="approve") if Verb.APPROVE in verbs else None,
            "return_form": back(initial=initial, prefix="return") if Verb.RETURN in verbs else None,
            "return_label": item.transitions[Verb.RETURN].label,
            "publish_form": StepForm(initial=initial, prefix="publish") if Verb.PUBLISH in verbs else None,
        }
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Carry out the decision; what was typed comes back with the reason where it cannot be."""
        verb = request.POST.get("verb", "")
        if verb == DECLINE and self.item.is_reviewed_blind:
            return self._decline(request)
        if verb not in self.FORMS:
            raise Http404
        if verb == Verb.PUBLISH and (first := first_to_confirm(request)):
            return first
        name = str(verb)
        form = self._form_class(Verb(verb))(request.POST, prefix=name)
        if form.is_valid():
            try:
                data = form.cleaned_data
                move(
                    obj=self.item,
                    verb=Verb(verb),
                    by=signed_in(request),
                    note=data.get("note", ""),
                    private_note=data.get("private_note", ""),
                    revision=data["revision"],
                )
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, _done(self.item, Verb(verb)))
                return HttpResponseRedirect(reverse("admin:review-queue"))
        context = self.get_context_data(**{f"{name}_form": form, "form": form})
        return self.render_to_response(context, status=422)

    def _form_class(self, verb: Verb) -> type[Form]:
        """The form of a step; of a blind review until the chair has to decide."""
        is_blind = self.item.is_reviewed_blind and not round_of(self.item).is_split
        if is_blind and verb in (Verb.APPROVE, Verb.RETURN):
            return _BLIND[verb is Verb.RETURN]
        return RefuseForm if verb is Verb.RETURN and isinstance(self.item, Proposal) else self.FORMS[verb]

    def _decline(self, request: HttpRequest) -> HttpResponse:
        """Leave the topic to others."""
        form = StepForm(request.POST, prefix=DECLINE)
        if not form.is_valid():
            raise Http404
        try:
            decline(self.item, by=signed_in(request), revision=form.cleaned_data["revision"])
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"You left this {self.item.review_noun} to someone else.")
        return HttpResponseRedirect(reverse("admin:review-queue"))


def _done(item: Reviewable, verb: Verb) -> str:
    """What the next page says: a decision, or the first of two reviews."""
    item.refresh_from_db()
    if item.state == ReviewState.SUBMITTED:
        return f"Your review of the {item.review_noun} “{item.title_for_review()}” is in."
    return f"{item.transitions[verb].past.capitalize()}: {item.review_noun} “{item.title_for_review()}”."
