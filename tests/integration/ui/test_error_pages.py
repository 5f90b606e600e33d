"""Error pages say what to do, and are drawn when the database and the session are out of reach."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bcssp import views

# No test here asks for the database: pytest-django refuses every query, which is what these pages must live with.
PAGES: list[tuple[Callable[..., HttpResponse], int, str, str]] = [
    (views.bad_request, 400, "Sorry, there is a problem with your request", "Go back and try again"),
    (views.permission_denied, 403, "You cannot open this page", "sign in"),
    (views.csrf_failure, 403, "Your form was not sent: try again", "browser's back button"),
    (views.page_not_found, 404, "Page not found", "If you entered the web address"),
    (views.server_error, 500, "Sorry, there is a problem with the service", "Try again in a few minutes"),
]


@pytest.fixture
def bare_request() -> HttpRequest:
    """A request that no middleware has seen: no user, no session, no messages."""
    return RequestFactory().get("/figures/nothing/")


@pytest.mark.parametrize(("view", "status", "heading", "advice"), PAGES)
@pytest.mark.asvs("16.5.1")
def test_page_says_what_happened_and_what_to_do(bare_request, view, status, heading, advice):
    response = view(bare_request)
    html = response.content.decode()

    assert response.status_code == status
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in html
    assert advice in html
    assert f"<title>{heading} – " in html


@pytest.mark.parametrize(("view", "status", "heading", "advice"), PAGES)
def test_page_keeps_help_and_quick_exit_and_sets_no_cookie(bare_request, settings, view, status, heading, advice):
    response = view(bare_request)
    html = response.content.decode()

    assert "Worried about someone?" in html
    assert 'href="tel:999"' in html
    assert f'href="{settings.PARTNERSHIP.exit_url}"' in html
    assert not response.cookies


def test_refusal_gives_the_reason_that_was_meant_for_people(bare_request):
    html = views.permission_denied(bare_request, PermissionDenied("Only the chair publishes.")).content.decode()

    assert "Only the chair publishes." in html
    assert "You do not have access to this page." not in html


@pytest.mark.asvs("1.2.1")
def test_reason_of_a_refusal_is_text_and_never_markup(bare_request):
    html = views.permission_denied(bare_request, PermissionDenied("<b>no</b>")).content.decode()

    assert "&lt;b&gt;no&lt;/b&gt;" in html


def test_missing_address_is_answered_by_our_page(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
