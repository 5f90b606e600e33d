"""The preview of an indicator: every kind of table, with numbers that break none of its rules."""

import pytest

from indicators.catalogue.preview import made_up, preview
from indicators.checks.rules import check_return
from indicators.definitions.families import families, get_family
from indicators.definitions.periods import parse_period

PERIOD = parse_period("2024-25")
SLUGS = [family.slug for family in families()]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_definition_can_be_previewed_with_numbers_marked_as_made_up(slug: str) -> None:
    seen = preview(get_family(slug), PERIOD)
    assert seen.content["illustrative"]
    assert "Illustrative figures, not real" in seen.chart_svg
    assert seen.grid.is_valid
    assert seen.grid.blank_count == 0


@pytest.mark.parametrize("slug", SLUGS)
def test_the_numbers_of_a_preview_could_be_sent(slug: str) -> None:
    family = get_family(slug)
    rows = preview(family, PERIOD).grid.rows
    found = check_return(family=family, rows=rows, figures=made_up(family, rows), note="Illustrative.")
    assert [one.sentence for one in found if one.stops] == []
