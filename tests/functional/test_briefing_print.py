"""A briefing as a browser prints it, and how its form counts words."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from learning.briefing_templates import SEVEN_MINUTE, standard_templates
from tests.factories.learning import draft_briefing, publish
from tests.functional.conftest import MakeContext
from tests.pdf import opened
from tests.stages import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLE = Path(__file__).parents[2] / "data" / "example" / "learning.toml"


def test_it_is_counted_while_somebody_types_and_prints_on_one_side(make_context: MakeContext) -> None:
    cast = make_cast()
    texts = tomllib.loads(EXAMPLE.read_text())["briefings"][0]
    boxes = {box.key: texts[box.key] for box in standard_templates()[SEVEN_MINUTE].boxes}
    draft = draft_briefing(cast.year, cast.coordinator, title=texts["title"], audience=texts["audience"], **boxes)

    page = make_context(cast.coordinator).new_page()
    page.goto(f"{draft.get_edit_url()}steps/boxes/")
    page.locator("[name=background]").fill("word " * 52)
    expect(page.get_by_text("You have 2 words too many").first).to_be_visible()

    shown = publish(draft, cast.board_icb, cast.coordinator)
    reader = make_context().new_page()
    reader.goto(shown.get_absolute_url())
    with opened(reader.pdf(format="A4", prefer_css_page_size=True)) as pdf:
        assert len(pdf.pages) == 1
