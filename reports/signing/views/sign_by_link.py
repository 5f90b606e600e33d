"""Signing without an account. These pages read no session and set no cookie: the link is the key, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from partnership.exceptions import DomainError
from partnership.mixins import keep_link_private
from reports.editions.models.stored_file import FileKind
from reports.signing.challenges import challenges_of
from reports.signing.forms import CodeForm
from reports.signing.links import find_link, send_code, sign_by_link, trouble_with
from reports.signing.models.signing_link import SigningLink
from reports.signing.seats import seat_label
from reports.signing.statements import statement_for
from reports.signing.views.signing import answer_with_report

GONE = 410


class LinkView(View):
    """The base: finds the link, refuses one that opens nothing, and keeps its address out of other sites' logs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Look the link up; answer 404 where nobody ever sent it, 410 where it opens no more."""
        link = find_link(kwargs.pop("token"))
        trouble = trouble_with(link) if link else "This link is incomplete or not one of ours. Copy the whole link."
        if link is None or trouble:
            response: HttpResponseBase = self.refuse(request, link, trouble or "")
        else:
            response = super().dispatch(request, *args, link=link, **kwargs)
        return keep_link_private(response)

    def refuse(self, request: HttpRequest, link: SigningLink | None, trouble: str) -> HttpResponse:
        """Say why the link opens nothing; who used it is told that the signature stands."""
        context = {"link": link, "trouble": trouble}
        return render(request, "reports/signing/link_closed.html", context, status=GONE if link else 404)


# A forged request would have to know the link, which nobody does but its reader: it does what a form token does, and
# so the page needs no cookie.
@method_decorator(csrf_exempt, name="dispatch")
class SignByLinkView(LinkView):
    """Who is asked, in which seat, what is signed; a button that sends the code, and the form that takes it."""

    def get(self, request: HttpRequest, link: SigningLink) -> HttpResponse:
        return self._answer(request, link, CodeForm())

    def post(self, request: HttpRequest, link: SigningLink) -> HttpResponse:
        here = HttpResponseRedirect(request.path)
        if "send_code" in request.POST:
            form = CodeForm()
            try:
                send_code(link=link)
            except DomainError as error:
                return self._answer(request, link, form, problem=error.message)
            return here
        form = CodeForm(request.POST)
        if form.is_valid():
            try:
                sign_by_link(link=link, code=form.cleaned_data["code"])
            except DomainError as error:
                form.add_error("code", error.message)
            else:
                return here
        return self._answer(request, link, form)

    def _answer(self, request: HttpRequest, link: SigningLink, form: CodeForm, problem: str = "") -> HttpResponse:
        token = request.path.rstrip("/").rsplit("/", 1)[-1]
        context = {
            "link": link,
            "edition": link.edition,
            "seat": seat_label(link.seat),
            "statement": statement_for(link.edition, link.seat),
            "form": form,
            "problem": problem,
            "hidden_address": _hidden(link.code_email),
            "challenges": challenges_of(link.edition.year),
            "today": timezone.localdate(),
            "read": reverse("reports:sign-by-link-report", args=[token]),
            "pdf": reverse("reports:sign-by-link-pdf", args=[token]),
        }
        return render(request, "reports/signing/sign_by_link.html", context)


class SignByLinkReadView(LinkView):
    """The edition that is to be signed, while the link opens it."""

    kind = FileKind.HTML

    def get(self, request: HttpRequest, link: SigningLink) -> HttpResponse:
        return answer_with_report(request, link.edition, self.kind)


def _hidden(address: str) -> str:
    """Enough of an address for its owner to know it: a…@example.org."""
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host}"
