"""The preview of what somebody types: the page's own drawing, for people who are signed in, and not without end."""

import pytest
from django.test import Client

from tests.stages import make_cast
from ui.templatetags.ui import markdown


@pytest.mark.django_db
def test_a_preview_is_the_page_and_is_not_for_ever(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = make_cast()
    text = "## Words\n\n- **one**\n- [two](/learning/) <b>x</b>"
    assert client.post("/partner/preview/", {"text": text}).status_code == 302
    client.force_login(cast.partner_police)
    answer = client.post("/partner/preview/", {"text": text})
    assert answer.content.decode() == markdown(text)
    assert answer["Cache-Control"] == "private, no-store"
    monkeypatch.setattr("bcssp.views.MOST_PREVIEWS", 1)
    assert client.post("/partner/preview/", {"text": text}).status_code == 429
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.partner_police)
    assert strict.post("/partner/preview/", {"text": text}).status_code == 403
