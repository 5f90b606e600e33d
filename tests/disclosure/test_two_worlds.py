"""Two portals that differ in suppressed counts alone: nothing that they send differs, to the last byte that tells."""

import datetime
import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from reports.build.run import build_edition
from reports.build.services import begin_edition
from tests.disclosure.attack.campaign import fetch
from tests.disclosure.attack.crawl import crawl
from tests.disclosure.attack.figures import BEFORE, CSE, LAST, OUTCOMES, cse, outcomes
from tests.disclosure.attack.formats import XLSX
from tests.disclosure.attack.portal import Portal
from tests.factories.completeness import override_everything
from tests.factories.signing import publish_signed, seat_signers
from tests.leaks import Artefact
from tests.stages import make_cast

# Coverage would take twice as long as the tests: other tests cover what is run here.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
# When something was made, and what is drawn anew for each answer.
MOMENT = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9:.]+(?:Z|\+00:00)?|[0-9]{1,2}:[0-9]{2}(?:am|pm)")
LARGE = {"inconclusive-no-action": 60, "none-action": 30, "none-no-action": 41, "ceased": 22, "identified-action": 90}


def told(artefact: Artefact) -> bytes:
    """What is in an answer, but for moments; of a workbook its parts, since the file packs the moment it was made."""
    data = artefact.text.encode() if artefact.kind == XLSX else artefact.data
    return MOMENT.sub(b"a moment", data)


def ticking() -> Callable[[], datetime.datetime]:
    """A clock that goes on by a second each time that it is read, so that both worlds have the same moments."""
    seconds = count()
    start = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
    return lambda: start + datetime.timedelta(seconds=next(seconds))


def sent(few: tuple[int, int], *, report: bool) -> dict[str, bytes]:
    """Everything that a portal sends that has these two counts, and was told the same otherwise."""
    cache.clear()
    with mock.patch("django.utils.timezone.now", ticking()), transaction.atomic():
        cast = make_cast()
        portal = Portal(cast)
        for period in (BEFORE, LAST):
            first, second = few
            numbers = {"identified-no-action": first, "inconclusive-action": second, **LARGE}
            portal.send(OUTCOMES, period, outcomes(numbers))
            portal.send(CSE, period, cse(90, 80))
            assert portal.release(period).slug
        corrected = {"identified-no-action": few[1], "inconclusive-action": few[0], **LARGE, "ceased": 24}
        portal.send(OUTCOMES, LAST, outcomes(corrected))
        assert portal.release(LAST).slug
        portal.store_workbooks()
        if report:
            override_everything(cast.year, cast.chair)
            seat_signers(cast)
            # The second holds the state of the audit trail in which the first is written down.
            for _ in range(2):
                edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
            publish_signed(edition, cast)
        found = {one.address: told(one) for one in crawl(fetch, settings.SITE_URL)}
        transaction.set_rollback(True)
    return found


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return [address for address in one.keys() | other.keys() if one.get(address) != other.get(address)]


def test_two_worlds_differ_in_nothing_that_is_sent(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    worlds = [sent(few, report=True) for few in ((4, 3), (2, 5))]
    assert differing(*worlds) == []
    assert {f"/releases/{LAST}-2/data.xlsx", f"/reports/{LAST}/annual-report.pdf"} <= worlds[0].keys()


def test_two_worlds_that_print_other_figures_are_told_apart() -> None:
    assert f"/releases/{LAST}/" in differing(*(sent(few, report=False) for few in ((4, 3), (8, 3))))
