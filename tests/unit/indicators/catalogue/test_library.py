"""The library of indicators: each entry can be used as it is, and says where its definition comes from."""

from collections import Counter

import pytest

from indicators.catalogue.library import definition_of, entries
from indicators.catalogue.preview import made_up, preview
from indicators.checks.rules import check_return
from indicators.definitions.families import Family, shipped
from indicators.definitions.periods import parse_period
from indicators.definitions.stored import as_stored, from_stored

PERIOD = parse_period("2024-25")
# Who supplies what partnerships publish.
SUPPLIERS = {
    *("local_authority", "police", "icb", "health_trust", "probation", "fire", "voluntary", "other"),
}


def test_every_agency_has_an_entry() -> None:
    assert {one.supplier_kind for one in entries()} == SUPPLIERS


def test_the_starting_set_is_part_of_the_library() -> None:
    assert shipped().newest.keys() < {one.slug for one in entries()}


def test_no_entry_takes_the_name_or_the_rule_of_another() -> None:
    families = entries()
    for names in ([one.slug for one in families], [one.title for one in families]):
        assert [name for name, times in Counter(names).items() if times > 1] == []
    codes = Counter(rule.code for one in families for rule in one.rules)
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize("family", entries(), ids=lambda one: one.slug)
def test_an_entry_can_be_previewed_and_its_preview_could_be_sent(family: Family) -> None:
    seen = preview(family, PERIOD)
    found = check_return(family=family, rows=seen.grid.rows, figures=made_up(family, seen.grid.rows), note="Made up.")
    assert [one.sentence for one in found if one.stops] == []
    assert "Illustrative figures, not real" in seen.chart_svg


@pytest.mark.parametrize("family", entries(), ids=lambda one: one.slug)
def test_an_entry_begins_an_indicator_without_its_own_dates_and_names(family: Family) -> None:
    assert from_stored(as_stored(family)) == family
    assert not {"slug", "effective_from", "agreed_on", "authored_by"} & definition_of(family).keys()
