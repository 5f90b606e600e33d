"""Pages on which a reviewed thing is written in steps, and the page on which its answers are checked and submitted."""

import uuid
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import (  # noqa: TID251 (view mixins)
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.utils import timezone
from django.utils.formats import date_format

from partnership.exceptions import DomainError, StaleRevision
from review.editing import CreateOnceMixin, ReviewableFormMixin
from review.identity import submission_problems
from review.models import TypedForm
from review.policies import may_write
from review.problems import HeldWords, Problem
from review.states import ReviewState
from review.typed_forms import WINDOW, drop_typed, keep_typed, typed_form
from ui.fields import error_target
from ui.forms import GovukForm
from ui.steps import CHECK, Answer, Step, answers_of, find_step, keep_only, next_step, step_before

# In the query of a step that was opened from the answers: it leads back to them.
TO_CHECK = "to_check"
# In the query of what the script of a step sends to be kept.
AUTOSAVE = "autosave"
SIGNED_OUT = "We did not keep this, because you are signed out. Sign in again in another window, then save here."


class Steps(ReviewableFormMixin):
    """What the pages of one reviewed thing share: which steps there are now, where each is, and the form of all.

    `form_class` is the whole form, every field of every step. A step shows and saves its own fields alone, so `save`,
    `clean` and what they call must bear that others are missing.
    """

    @abstractmethod
    def steps_of(self, item: Any) -> Sequence[Step]:
        """The steps, in order. An answer may open or close a later one."""

    @abstractmethod
    def step_address(self, item: Any, key: str) -> str:
        """The page of a step of a stored thing; for `CHECK` the one on which answers are checked."""

    def whole_form(self, item: Any, data: QueryDict | None) -> Any:
        """The form with the questions of all steps."""
        return self.form_class(data, instance=item)  # type: ignore[call-arg]


class ReviewableStepView(CreateOnceMixin, Steps):
    """One step, saved as a draft. Without a step in the address it is the first, which also creates the thing."""

    template_name = "review/step.html"

    @property
    def step(self) -> Step:
        """The step of the address. Raises `Http404` where the thing has none such now."""
        steps = self.steps_of(self.item)
        found = find_step(steps, self.kwargs["step"]) if "step" in self.kwargs else steps[0]
        if found is None:
            raise Http404("This step does not exist.")
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is stored, or what this person typed here and did not save."""
        self.item = self.get_item()
        from_session = self.pop_saved_form()
        typed = None if from_session else typed_form(by=self.user, address=request.path)
        kept = from_session or (QueryDict(typed.data) if typed else None)
        return self.show(self.make_form(self.item, kept), self.opened_revision(kept), typed=typed)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the step; or keep what is being typed, for the script; or throw away what was kept."""
        if AUTOSAVE in request.GET:
            return self.autosave(request)
        if "discard" in request.POST:
            drop_typed(by=self.user, address=request.path)
            messages.success(request, "We have discarded your changes. The form shows what is saved.")
            return HttpResponseRedirect(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def autosave(self, request: HttpRequest) -> HttpResponse:
        """Keep what is being typed. The thing itself stays as it is."""
        self.item = self.get_item()
        try:
            kept_at = keep_typed(by=self.user, address=request.path, data=request.POST)
        except DomainError as error:
            return JsonResponse({"sentence": error.message}, status=409)
        time = date_format(timezone.localtime(kept_at), "H:i")
        return JsonResponse({"sentence": f"Kept {time}. It is not saved yet.", **self.look_at(request.POST)})

    def look_at(self, typed: QueryDict) -> dict[str, Any]:
        """What the script is told of the text that is being typed, besides. Nothing for most."""
        return {}

    def _to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Say so to the script. Nothing goes beside the new sign-in: there the form itself may be waiting."""
        if request.method == "POST" and AUTOSAVE in request.GET:
            return JsonResponse({"sentence": SIGNED_OUT}, status=401)
        return super()._to_sign_in(request)

    def make_form(self, item: Any, data: QueryDict | None) -> Any:
        form = self.whole_form(item, data)
        keep_only(form, self.step.fields)
        # A layout of the whole form names what is not here.
        form.helper.layout = None
        return form

    def after_save(self, form: Any) -> HttpResponse:
        """On to the next step, or back to the answers. They say what state the thing is in."""
        drop_typed(by=self.user, address=self.request.path, window=self.request.POST.get(WINDOW, ""))
        return HttpResponseRedirect(self.step_address(self.item, self.next_key()))

    def next_key(self) -> str:
        """The step that follows what was saved."""
        return CHECK if TO_CHECK in self.request.GET else next_step(self.steps_of(self.item), self.step.key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps, step = self.steps_of(self.item), self.step
        stored = self.item.pk is not None
        before = step_before(steps, step.key) if stored else None
        return super().get_context_data(
            step=step,
            number=[one.key for one in steps].index(step.key) + 1,
            of=len(steps),
            back=self.step_address(self.item, before.key) if before else "",
            check=self.step_address(self.item, CHECK) if stored else "",
            autosave=f"?{AUTOSAVE}=1",
            window=self._window(kwargs.get("typed")),
            **kwargs,
        )

    def _window(self, typed: TypedForm | None) -> str:
        """Names the window: the one whose text is shown again, the one that sent the form, or a new one."""
        return typed.window if typed else self.request.POST.get(WINDOW) or uuid.uuid4().hex


class SubmitForm(GovukForm):
    """Nothing but the button: what was answered is stored already."""


class ReviewableAnswersView(Steps):
    """All answers of a stored thing, what is still open, and the buttons that submit or publish it."""

    template_name = "review/check.html"

    def make_form(self, item: Any, data: QueryDict | None) -> forms.BaseForm:
        return SubmitForm(data)

    def save(self, form: Any, revision: int) -> Any:
        """Nothing to save. Raises `StaleRevision` where what was read is not what is stored now."""
        if revision != self.item.revision:
            raise StaleRevision("Another version was saved after you opened this one.")
        return self.item

    def after_save(self, form: Any) -> HttpResponse:
        """Submit it. A second click finds it submitted."""
        return self.submitted() if self.item.state == ReviewState.SUBMITTED else super().after_save(form)

    def somebody_saved_first(self, form: Any) -> HttpResponse:
        """Show what is stored now, to be read before it is submitted."""
        form.add_error(
            None,
            f"{self.item.edited_by} saved this {self.item.review_noun} after you opened it. Read the answers again, "
            "then submit it.",
        )
        return self.show(form, self.item.revision)

    def refused(self, form: Any, error: DomainError, revision: int, *, saved: bool = False) -> HttpResponse:
        """Show the answers with what has to be put right, each with a link to its question."""
        problems = self.open_problems()
        for sentence, _ in problems or [(error.message, "")]:
            form.add_error(None, sentence)
        return self.show(form, revision, error_links=problems or [(error.message, "")])

    def open_problems(self) -> list[tuple[str, str]]:
        """What stops a submission now, each with the address of the question that it is about, or nothing."""
        problems = submission_problems(self.item)
        self.words_are_held = any(isinstance(one, HeldWords) for one in problems)
        return [(str(one), self.address_of(one)) for one in problems]

    def address_of(self, problem: str) -> str:
        """The question that a problem is about; empty where it is about no one of them."""
        field = problem.field if isinstance(problem, Problem) else ""
        step = next((one for one in self.steps_of(self.item) if field in one.fields), None)
        if step is None:
            return ""
        form = self.whole_form(self.item, None)
        target = f"#{error_target(form[field])}" if field in form.fields else ""
        return f"{self.step_address(self.item, step.key)}?{TO_CHECK}=1{target}"

    def answers(self) -> list[tuple[Step, list[Answer], str]]:
        """Each step with its answers, and where they are changed by who may."""
        form = self.whole_form(self.item, None)
        can_write = may_write(self.user, self.item) and self.item.state != ReviewState.WITHDRAWN
        return [
            (
                step,
                answers_of(form, step.fields),
                f"{self.step_address(self.item, step.key)}?{TO_CHECK}=1" if can_write else "",
            )
            for step in self.steps_of(self.item)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.item.state in {ReviewState.DRAFT, ReviewState.RETURNED}
        given = {"open_problems": self.open_problems() if is_open and "error_links" not in kwargs else []}
        return super().get_context_data(answers=self.answers(), is_open=is_open, **given | kwargs)
