"""Answering an evaluation by the link of a letter. Reads no session, as the pages of bookings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from events.evaluating import answer, is_closed, letter_of
from events.forms import EvaluationForm
from events.models import EvaluationLetter, Stage
from events.queries import shown
from partnership.exceptions import DomainError
from partnership.mixins import keep_link_private


@method_decorator(csrf_exempt, name="dispatch")
class EvaluationView(View):
    """One or two questions."""

    letter: EvaluationLetter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = letter_of(kwargs["token"])
        if found is None:
            return keep_link_private(render(request, "events/link_closed.html", status=404))
        self.letter = found
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return keep_link_private(response)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(request, EvaluationForm(stage=Stage(self.letter.stage)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = EvaluationForm(request.POST, stage=Stage(self.letter.stage))
        if form.is_valid():
            try:
                answer(letter=self.letter, **form.answer())
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                return self._page(request, form, is_done=True)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: EvaluationForm, *, is_done: bool = False) -> HttpResponse:
        context = {
            "form": form,
            "event": shown(self.letter.booking.event),
            "is_done": is_done or self.letter.is_answered,
            "is_closed": is_closed(self.letter),
        }
        return render(request, "events/evaluation.html", context)
