"""The year on which the pages of the report open: from April on two years are open for months."""

import pytest
from django.test import Client

from partnership.services import current_year, open_year
from tests.factories.completeness import override_everything
from tests.factories.editions import published, without_typesetting
from tests.factories.signing import seat_signers
from tests.stages import Cast

PAGES = ("/partner/report/", "/partner/report-records/", "/partner/assessments/")


@pytest.mark.parametrize("is_published", [False, True])
def test_pages_of_the_report_open_on_the_year_that_is_over_until_its_report_is_published(
    client: Client, cast: Cast, is_published: bool
) -> None:
    now = open_year(slug=current_year(), by=cast.coordinator)
    if is_published:
        seat_signers(cast)
        override_everything(cast.year, cast.chair)
        with without_typesetting():
            published(cast)
    client.force_login(cast.coordinator)

    year = now if is_published else cast.year
    for address in PAGES:
        assert f'<option value="{year.slug}" selected' in client.get(address).content.decode(), address
