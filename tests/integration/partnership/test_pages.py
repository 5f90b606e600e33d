"""Pages that ask one service, and the choice of a year."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.mixins import KEPT_POST
from partnership.models import ReportingYear, User
from partnership.pages import ServiceButtonView, ServiceFormView, YearChooser
from tests.factories.partnership import UserFactory

pytestmark = pytest.mark.django_db
PAGE = engines["django"].from_string("{{ form.errors }} {{ form.title.value|default:'' }}")


class TitleForm(forms.Form):
    title = forms.CharField()


class TitleView(ServiceFormView):
    """Takes any title but one."""

    form_class = TitleForm
    success_url = "/done/"

    def perform(self, form: TitleForm) -> str:
        return service(form.cleaned_data["title"])

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return HttpResponse(PAGE.render({"form": context["form"]}))


class TitleButtonView(ServiceButtonView):
    """The same without a form."""

    def perform(self) -> str:
        said = service(self.request.POST.get("title", ""))
        self.success_url = "/done/"
        return said


def service(title: str) -> str:
    if title == "taken":
        raise DomainError("This title is taken.")
    return f"{title} saved."


@pytest.fixture
def asked() -> Callable[..., HttpRequest]:
    person: User = UserFactory()

    def ask(method: str, address: str = "/page/", **typed: str) -> HttpRequest:
        request: HttpRequest = getattr(RequestFactory(), method)(address, typed)
        request.user = person
        request.session = {}  # type: ignore[assignment]
        request._messages = CookieStorage(request)  # type: ignore[attr-defined]
        return request

    return ask


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(message.level_tag, message.message) for message in get_messages(request)]


def test_what_the_service_did_is_said_on_the_next_page(asked: Callable[..., HttpRequest]) -> None:
    request = asked("post", title="Annual report")
    response = TitleView.as_view()(request)
    assert (response.status_code, response.url) == (302, "/done/")
    assert said(request) == [("success", "Annual report saved.")]


def test_a_refusal_stands_in_the_form_with_what_was_typed(asked: Callable[..., HttpRequest]) -> None:
    request = asked("post", title="taken")
    text = TitleView.as_view()(request).content.decode()
    assert "This title is taken." in text
    assert text.endswith(" taken")
    assert said(request) == []


def test_an_invalid_form_asks_no_service(asked: Callable[..., HttpRequest]) -> None:
    request = asked("post", title="")
    assert "This field is required." in TitleView.as_view()(request).content.decode()
    assert said(request) == []


def test_what_an_expired_session_had_typed_is_shown_once(asked: Callable[..., HttpRequest]) -> None:
    request = asked("get")
    request.session[KEPT_POST] = {"path": "/page/", "owner": request.user.pk, "data": "title=Typed+before"}
    view = TitleView.as_view()
    assert "Typed before" in view(request).content.decode()
    assert "Typed before" not in view(request).content.decode()


@pytest.mark.parametrize(
    ("title", "url", "message"),
    [
        ("Annual report", "/done/", ("success", "Annual report saved.")),
        ("taken", "/page/", ("error", "This title is taken.")),
    ],
)
def test_a_button_says_what_was_done_or_why_not(
    asked: Callable[..., HttpRequest], title: str, url: str, message: tuple[str, str]
) -> None:
    request = asked("post", title=title)
    response = TitleButtonView.as_view()(request)
    assert response.url == url
    assert said(request) == [message]
    assert TitleButtonView.as_view()(asked("get")).status_code == 405


def year(start: int, *, closed_by: User | None = None) -> ReportingYear:
    found: ReportingYear = ReportingYear.objects.create(
        slug=f"{start}-{(start + 1) % 100:02d}",
        starts_on=datetime.date(start, 4, 1),
        ends_on=datetime.date(start + 1, 3, 31),
        closed_at=timezone.now() if closed_by else None,
        closed_by=closed_by,
    )
    return found


def chosen(request: HttpRequest) -> ReportingYear | None:
    page = YearChooser()
    page.request = request
    return page.year


def test_the_newest_open_year_is_shown_and_any_other_on_demand(asked: Callable[..., HttpRequest]) -> None:
    assert chosen(asked("get")) is None
    older, old = year(2001), year(2002)
    newest = year(2003, closed_by=UserFactory())
    assert chosen(asked("get")) == old
    assert chosen(asked("get", year="2001-02")) == older
    assert chosen(asked("get", year="2003-04")) == newest
    for unknown in ("1999-00", "\x00", ""):
        with pytest.raises(Http404):
            chosen(asked("get", year=unknown))
