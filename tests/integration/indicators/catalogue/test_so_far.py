"""Who writes an indicator sees its form, table and chart as soon as they are described, step by step."""

import re
from typing import Any

import pytest
from django.test import Client

from indicators.catalogue import layouts
from indicators.catalogue.models import IndicatorDraft
from indicators.catalogue.services import begin_change, begin_new, save_step
from tests.people import People

pytestmark = pytest.mark.django_db
ROWS = [{"key": "seen", "label": "Children seen"}, {"key": "waiting", "label": "Children who wait"}]
COLUMNS: dict[str, dict[str, Any]] = {
    "windows": {"columns": layouts.windows("This year", "Last year"), "rows": ROWS},
    "categories": {"columns": layouts.categories("Children", "Share of children")},
    "measures": {"columns": layouts.rates("On time", 100, 1, "", ["england"]), "per": 100, "rows": ROWS},
    "area_rates": {"columns": layouts.rates("Rate", 10_000, 1, "Children", []), "per": 10_000, "age_band": "0-17"},
}
TOTAL = [row | {"base": "total"} for row in ROWS]


def shows(client: Client, people: People, draft: IndicatorDraft, step: str) -> str:
    """What stands under the form of a step; empty without a preview."""
    client.force_login(people.coordinator)
    response = client.get(f"/partner/indicators/drafts/{draft.pk}/{step}/")
    assert response.status_code == 200
    page = response.content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names)), "the preview takes a name of the form"
    return page.partition('id="so-far"')[2]


@pytest.mark.parametrize("shape", COLUMNS)
def test_the_preview_appears_once_the_table_is_described(client: Client, people: People, shape: str) -> None:
    draft = begin_new(by=people.coordinator, definition={"supplier_kind": "local_authority", "theme": "children"})
    save_step(draft=draft, by=people.coordinator, title="Children in need")
    assert shows(client, people, draft, "columns" if draft.definition.get("shape") else "table") == ""
    save_step(draft=draft, by=people.coordinator, **layouts.begin(shape))
    assert shows(client, people, draft, "columns") == ""
    save_step(draft=draft, by=people.coordinator, **COLUMNS[shape])
    if shape == "categories":
        save_step(draft=draft, by=people.coordinator, rows=ROWS)
        assert shows(client, people, draft, "rows") == ""
        save_step(draft=draft, by=people.coordinator, rows=TOTAL, total_label="All children")

    for step in ("columns", "reading", "source"):
        seen = shows(client, people, draft, step)
        assert "The form" in seen
        assert "<svg" in seen
        assert ("Children who wait" if shape != "area_rates" else "Your area") in seen

    if shape == "windows":
        save_step(draft=draft, by=people.coordinator, rows=[*ROWS, {"key": "new", "label": "Children who moved"}])
        assert "Children who moved" in shows(client, people, draft, "rows")
        assert "Children who moved" in shows(client, people, draft, "rules")
    draft.refresh_from_db()
    assert "polarity" not in draft.definition, "nothing of what was filled in is kept"


def test_a_change_is_shown_from_its_first_step_on(client: Client, people: People) -> None:
    draft = begin_change(slug="missing-children", by=people.coordinator)

    assert "Missing children" in shows(client, people, draft, "about")
    # Answers that do not fit together are told where they are checked.
    save_step(draft=draft, by=people.coordinator, columns=[*draft.definition["columns"][:1]])
    assert shows(client, people, draft, "columns") == ""
