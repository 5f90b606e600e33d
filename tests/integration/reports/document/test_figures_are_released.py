"""A report prints no figure that is in no public release: what it gives away was given away, and attacked, before."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from indicators.definitions.values import reported
from indicators.models import Release, ReleaseTable
from indicators.releases.build import build_release
from indicators.releases.services import ReleaseRequest, order_release
from indicators.returns.services import save_figures, submit_figures
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import thaw
from reports.models import Edition
from tests.factories.indicators import a_release, approve, approved_return
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"


def edition_of(cast: Cast) -> Edition:
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)


def tables_in(edition: Edition) -> list[dict[str, Any]]:
    """Every table of figures that the frozen report holds."""
    sections = [one for one in thaw(edition.frozen)["sections"] if one["anchor"] == "figures"]
    return [table for section in sections for theme in section["themes"] for table in theme["tables"]]


def cells_of(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    """Each cell of a table: its key, what is printed, its plain number."""
    return [(cell["key"], cell["text"], cell["value"]) for row in rows for cell in row["cells"]]


def hold_the_same(edition: Edition, release: Release) -> None:
    """The report's tables are those of the release: numbers, headlines, notes, charts and alternative texts."""
    tables = tables_in(edition)
    stored = {table.family_slug: table for table in ReleaseTable.objects.filter(release=release)}
    assert [one["slug"] for one in tables] == list(stored)
    for table in tables:
        content, drawn = stored[table["slug"]].content, stored[table["slug"]].chart_svg
        assert cells_of(table["rows"]) == cells_of(content["rows"])
        assert table["headline"] == content["headline"]
        assert (table["chart"]["alt"], table["chart"]["svg"]) == (content["chart"]["alt"], drawn)
        assert len(table["notes"]) == len(content["notes"])


def revise(cast: Cast) -> None:
    """Approve another number, which no release holds yet."""
    sent = ReleaseTable.objects.get(family_slug=SLUG, release__number=1).submission
    cells = {(ROW, "current"): reported(140), (ROW, "previous"): reported(203)}
    by = cast.partner_police
    saved = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
    approve(submit_figures(submission=saved, by=by, revision=saved.revision))


def test_what_is_approved_and_not_released_is_not_in_the_report(cast: Cast) -> None:
    approved_return(SLUG, cast.year, cast.police)
    assert tables_in(edition_of(cast)) == []


def test_the_report_holds_the_tables_of_the_release_and_nothing_newer(cast: Cast) -> None:
    approved_return(SLUG, cast.year, cast.police)
    approved_return("missing-children", cast.year, cast.police)
    release = a_release(cast.year)
    hold_the_same(edition_of(cast), release)
    revise(cast)
    hold_the_same(edition_of(cast), release)
    later = a_release(cast.year, "Corrected")
    hold_the_same(edition_of(cast), later)


def test_a_release_under_embargo_is_not_in_the_report(cast: Cast) -> None:
    approved_return(SLUG, cast.year, cast.police)
    release = a_release(cast.year)
    revise(cast)
    in_two_hours = timezone.now() + datetime.timedelta(hours=2)
    values: dict[str, Any] = {"year": cast.year, "title": "Later", "note": "Corrected.", "publish_at": in_two_hours}
    accepted = [finding.key for finding in ReleaseRequest(**values).findings()]
    order, _ = order_release(**values, accepted=accepted, by=cast.coordinator)
    assert build_release(order.pk).release is not None
    hold_the_same(edition_of(cast), release)
