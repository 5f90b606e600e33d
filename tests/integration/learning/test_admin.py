"""Themes in the admin."""

from django.test import Client

from learning.models import Theme
from review.models import Event
from tests.stages import Cast


def test_coordinator_keeps_themes_and_the_trail_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    client.post("/admin/learning/theme/add/", {"slug": "knives", "title": "Knives"})
    theme = Theme.objects.get()
    client.post(f"/admin/learning/theme/{theme.pk}/change/", {"slug": "knives", "title": "Knife crime"})

    assert client.get("/admin/learning/theme/").status_code == 200
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == ["create theme", "change theme"]
