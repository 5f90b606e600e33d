"""A story that may not be told any more leaves every edition, published or not."""

import datetime

import pytest
from django.utils import timezone

from learning.models import Consent
from learning.services import withdraw_consent
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.document.assemble import assemble
from reports.document.section_plan import choose_section
from reports.editions.queries import published_years, readable_edition
from reports.models import FileKind
from reports.readiness import unchanged
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import publish_signed

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"


@pytest.fixture
def story(cast):
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


@pytest.fixture
def ready(story, cast):
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)


@pytest.mark.parametrize("change", [{"expires_on": YESTERDAY}, {"scope": "training"}])
def test_consent_that_ran_out_or_was_narrowed_takes_the_report_down(change, client, ready, story, cast):
    publish_signed(ready, cast)
    assert client.get(PAGE).status_code == 200
    Consent.objects.filter(case_study=story).update(given_on=datetime.date(2020, 1, 1), **change)

    assert readable_edition("2022-23") == (None, True)
    assert published_years() == []
    for address in (PAGE, WHOLE, f"{PAGE}annual-report.pdf", f"{PAGE}annual-report.json"):
        assert client.get(address).status_code == 410


def test_draft_of_a_report_is_not_handed_on_after_withdrawal(client, ready, story, cast):
    address = f"/admin/reports/edition/{ready.pk}/"
    client.force_login(cast.scrutineer)
    assert f"{address}files/pdf/" in client.get(address).content.decode()
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")

    page = client.get(address).content.decode()
    assert "its files are no longer available" in page
    assert f"{address}files/" not in page
    for kind in FileKind.values:
        answer = client.get(f"{address}files/{kind}/")
        assert (answer.status_code, story.title in answer.content.decode()) == (410, False)


def test_story_withdrawn_while_its_report_is_published_is_not_read(ready, story, cast, monkeypatch):
    def withdrawn_meanwhile(year, **printed):
        report = assemble(year, **printed)
        withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
        return report

    monkeypatch.setattr(unchanged, "assemble", withdrawn_meanwhile)
    publish_signed(ready, cast)
    assert readable_edition("2022-23") == (None, True)


def test_a_story_that_is_named_alone_takes_the_report_down_too(client, story, cast):
    """The editor leaves the learning out; the year at a glance still says the story's title."""
    choose_section(
        year=cast.year,
        key="learning",
        introduction="",
        is_omitted=True,
        reason="It is a booklet of its own.",
        revision=0,
        by=cast.coordinator,
    )
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    publish_signed(edition, cast)
    assert story.title in client.get(WHOLE).content.decode()
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    assert client.get(PAGE).status_code == 410
