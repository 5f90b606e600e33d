"""An issue as an email, and its way to the subscribers."""

from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from learning.models import Newsletter
from learning.queries import with_linked_items
from mailing.composing import newsletter_letter
from mailing.forms import SendForm
from mailing.issues import mailing_of, progress, readers_now, schedule, stop_sending
from mailing.letter import Drawn, Links, style_hash
from mailing.models.mailing import OPEN
from partnership.confirming import ConfirmedMixin
from partnership.mixins import AccessMixin
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission

# In a preview these lead nowhere: they are each reader's own.
NOWHERE = Links("#", "#")


class IssueMixin(AccessMixin):
    """A page about one issue."""

    required_permission = Permission.MANAGE_SUBSCRIBERS
    kwargs: dict[str, Any]

    @cached_property
    def issue(self) -> Newsletter:
        """The issue. Raises `Http404`."""
        rows = Newsletter.objects.select_related("live_revision")
        issue: Newsletter = get_object_or_404(rows, pk=self.kwargs["pk"])
        return issue


class SendView(ConfirmedMixin, IssueMixin, ServiceFormView):
    """Look at the email, send it now or later, and see how far it is."""

    template_name = "mailing/send.html"
    form_class = SendForm

    def perform(self, form: Any) -> str:
        at = form.send_at()
        schedule(self.issue, at=at, by=self.user)
        if at is None:
            return "The newsletter is being sent. It starts within a minute."
        return "The newsletter has been scheduled."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mailing = mailing_of(self.issue)
        return super().get_context_data(
            issue=self.issue,
            mailing=mailing,
            is_open=mailing is not None and mailing.state in OPEN,
            can_send=self.issue.live_revision is not None and (mailing is None or mailing.was_called_off),
            progress=progress(mailing) if mailing else None,
            readers=readers_now(),
            **kwargs,
        )


class StopView(IssueMixin, ServiceButtonView):
    """Send no more of it."""

    def perform(self) -> str:
        stop_sending(self.issue, by=self.user)
        return "No more emails of this newsletter will be sent."

    def get_success_url(self) -> str:
        return reverse("mailing:send", args=[self.issue.pk])


class ProgressView(IssueMixin, View):
    """How far it is, for the page that asks again and again."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailing = mailing_of(self.issue)
        if mailing is None:
            raise Http404("This newsletter has not been sent.")
        far = progress(mailing)
        answer = {
            "done": far.done,
            "total": far.total or 1,
            "label": mailing.get_state_display().lower(),
            "seconds_left": None,
            "ended": mailing.state not in OPEN,
        }
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


class EmailPreviewView(IssueMixin, View):
    """The issue as subscribers get it: `kind` is html or txt. What is published, else the draft."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
        live = self.issue.live_revision
        content = with_linked_items([live.content if live else self.issue.content()])[0]
        drawn = Drawn(newsletter_letter(content, self.issue.get_absolute_url()))
        if kind == "txt":
            return HttpResponse(drawn.text(NOWHERE), content_type="text/plain; charset=utf-8")
        allowing = csp_update({"style-src": [style_hash()]})
        return allowing(lambda request: HttpResponse(drawn.html(NOWHERE)))(request)
