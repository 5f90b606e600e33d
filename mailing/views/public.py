"""Subscribing, and what a subscriber does by a link. These pages read no session and set no cookie.

A forged request could do no more than anybody can who fills in the form; what a link does, only its reader can ask for.
So no form token is needed, and mail programs can unsubscribe with one click (RFC 8058).
"""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from mailing.forms import SubscribeForm, TopicsForm
from mailing.links import is_ours, record_of, subscriber_of
from mailing.models import ConsentRecord, Subscriber
from mailing.models.subscriber import RecordKind, SubscriberState
from mailing.subscribing import ask, change, confirm, consent_record, end, erase
from mailing.topics import in_words
from partnership.exceptions import DomainError
from partnership.mixins import keep_link_private

GONE = 410
TOO_MANY = 429
# From one place of the network: many people of an organisation can share it.
LIMITS = {"subscribe": "5/m/ip,30/h/ip"}
TOO_OFTEN = "Too many people have subscribed from your network. Wait an hour, then try again."


@method_decorator(csrf_exempt, name="dispatch")
class SubscribeView(View):
    """The form. Whatever the address, the next page is the same."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request, SubscribeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SubscribeForm(request.POST)
        if not form.is_valid():
            return self._answer(request, form)
        if not consume(request, app="mailing", action="subscribe", config=LIMITS):
            form.add_error(None, TOO_OFTEN)
            return self._answer(request, form, status=TOO_MANY)
        ask(address=form.cleaned_data["address"], topics=form.selected())
        return HttpResponseRedirect(reverse("mailing:asked"))

    def _answer(self, request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
        return render(request, "mailing/subscribe.html", {"form": form}, status=status)


class AskedView(TemplateView):
    """What to do now: look into the mailbox."""

    template_name = "mailing/asked.html"


class LinkView(View):
    """The base of pages that a link from an email opens: keeps its address out of other sites' logs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return keep_link_private(response)

    def closed(self, request: HttpRequest, *, status: int) -> HttpResponse:
        """Say that the link opens nothing."""
        return render(request, "mailing/link_closed.html", {"is_ours": status == GONE}, status=status)


@method_decorator(csrf_exempt, name="dispatch")
class ConfirmView(LinkView):
    """Shows what is confirmed; the button confirms it. Programs that follow each link in a mail press no button."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        asked = record_of(token)
        return self._page(request, asked) if asked else self.closed(request, status=404)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        asked = record_of(token)
        if asked is None:
            return self.closed(request, status=404)
        confirm(asked)
        return self._page(request, asked, is_done=True)

    def _page(self, request: HttpRequest, asked: ConsentRecord, *, is_done: bool = False) -> HttpResponse:
        topics, address = in_words(asked.topics), asked.subscriber.address
        context = {"topics": topics, "address": address, "is_done": is_done}
        return render(request, "mailing/confirm.html", context)


class OwnLinkView(LinkView):
    """The base of a subscriber's own pages."""

    subscriber: Subscriber

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find whose link it is; answer 404 to what we never sent, 410 where the address is kept no more."""
        token = kwargs["token"]
        found = subscriber_of(token)
        if found is None:
            return keep_link_private(self.closed(request, status=GONE if is_ours(token) else 404))
        self.subscriber = found
        return super().dispatch(request, *args, **kwargs)


@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribeView(OwnLinkView):
    """Shows a button; the button, or the mail program's own (RFC 8058), ends the subscription."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(request, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        end(self.subscriber, RecordKind.UNSUBSCRIBED)
        self.subscriber.state = SubscriberState.ENDED
        return self._page(request, token)

    def _page(self, request: HttpRequest, token: str) -> HttpResponse:
        context = {"token": token, "is_ended": self.subscriber.state == SubscriberState.ENDED}
        return render(request, "mailing/unsubscribe.html", context)


@method_decorator(csrf_exempt, name="dispatch")
class PreferencesView(OwnLinkView):
    """What somebody gets, and what is kept about them."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        chosen = tuple(self.subscriber.choices.values_list("topic", flat=True))
        return self._page(request, token, TopicsForm(chosen=chosen))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = TopicsForm(request.POST)
        if form.is_valid():
            try:
                change(self.subscriber, form.selected())
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                self.subscriber.refresh_from_db()
                return self._page(request, token, form, is_done=True)
        return self._page(request, token, form)

    def _page(self, request: HttpRequest, token: str, form: TopicsForm, *, is_done: bool = False) -> HttpResponse:
        context = {
            "form": form,
            "token": token,
            "subscriber": self.subscriber,
            "is_active": self.subscriber.state == SubscriberState.ACTIVE,
            "is_done": is_done,
            "records": self.subscriber.records.all(),
        }
        return render(request, "mailing/preferences.html", context)


class ConsentRecordView(OwnLinkView):
    """The record of somebody's consent, as a file."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        response = JsonResponse(consent_record(self.subscriber), json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="consent-record.json"'
        return response


@method_decorator(csrf_exempt, name="dispatch")
class EraseView(OwnLinkView):
    """Says what is deleted and what is kept; the button does it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return render(request, "mailing/erase.html", {"token": token})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        erase(self.subscriber)
        return render(request, "mailing/erase.html", {"is_done": True})
