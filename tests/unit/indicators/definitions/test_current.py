"""Which wording of a definition holds for which period, and with which rows."""

import datetime
from dataclasses import replace

import pytest

from indicators.definitions.current import Version, holds
from indicators.definitions.families import Family, Row, catalogue, families, family_on, get_family, themes
from indicators.definitions.stored import as_stored, from_stored

SLUG = "missing-children"
NEW = datetime.date(2024, 4, 1)
OLD_YEAR, NEW_YEAR = datetime.date(2024, 3, 31), datetime.date(2025, 3, 31)
DROPPED = "number-of-repeat-missing-children"


def changed() -> Family:
    """The family without one of its rows, with one more, and with another word for a third."""
    family = get_family(SLUG)
    rows = [row for row in family.fixed_rows if row.key != DROPPED]
    rows[0] = replace(rows[0], label="Children reported missing")
    return replace(
        family,
        title="Children who go missing",
        fixed_rows=(*rows, Row(key="found-within-a-day", label="Found within a day")),
        rules=tuple(rule for rule in family.rules if rule.code in ("MISSING-1", "MISSING-3")),
    )


@pytest.mark.parametrize("slug", [family.slug for family in families()])
def test_a_stored_definition_is_read_as_the_same_family(slug: str) -> None:
    assert from_stored(as_stored(get_family(slug))) == get_family(slug)


def test_a_changed_definition_applies_from_its_period_on_and_earlier_figures_keep_theirs() -> None:
    before, after = get_family(SLUG), changed()
    with holds(catalogue().with_versions({SLUG: [Version(after, NEW)]})):
        old, new = family_on(SLUG, OLD_YEAR), family_on(SLUG, NEW_YEAR)
        assert (old.title, old.rules) == (before.title, before.rules)
        assert [row.label for row in old.rows_on(OLD_YEAR)] == [row.label for row in before.fixed_rows]
        assert new.title == get_family(SLUG).title == "Children who go missing"
        assert [row.key for row in new.rows_on(NEW_YEAR)] == [row.key for row in after.fixed_rows]
        assert new.rows_on(NEW_YEAR)[0].label == "Children reported missing"
    assert get_family(SLUG) == before


def test_every_wording_still_knows_the_rows_of_the_others() -> None:
    with holds(catalogue().with_versions({SLUG: [Version(changed(), NEW)]})):
        for family in (family_on(SLUG, OLD_YEAR), family_on(SLUG, NEW_YEAR)):
            assert {DROPPED, "found-within-a-day"} <= {row.key for row in family.fixed_rows}
        assert {row.key for row in get_family(SLUG).rows_on(OLD_YEAR)} == {
            row.key for row in family_on(SLUG, OLD_YEAR).rows_on(OLD_YEAR)
        }


def test_a_family_of_a_new_theme_is_shown_after_those_of_the_portal() -> None:
    new = replace(get_family(SLUG), slug="rough-sleeping", theme="housing", theme_name="Housing", order=1)
    with holds(catalogue().with_versions({new.slug: [Version(new)]})):
        assert families()[-1].theme_title == "Housing"
        assert list(themes())[-1] == "housing"
