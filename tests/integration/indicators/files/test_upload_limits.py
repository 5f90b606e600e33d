"""Whose file is taken, for which period and how long it is kept."""

import datetime
import time

import pytest

from indicators.definitions.periods import parse_period
from indicators.files.file_checks import check_file, check_upload_for_api, file_to_fill
from indicators.files.uploads import keep_upload, marked_file, old_uploads
from indicators.models import ReturnRound, ReturnTemplate, Upload
from indicators.parsing.archive import LIMITS
from indicators.parsing.file_problems import Level
from partnership.exceptions import DomainError, NotAllowed
from partnership.hourly import TooOften
from partnership.services import close_year
from tests.factories.files import a_template, police_csv
from tests.integration.indicators.files.uploading import CARE, YEAR, checked, kept, told
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


@pytest.mark.asvs("8.4.1")
def test_only_the_organisation_that_owes_a_return_handles_its_files(cast: Cast, template: ReturnTemplate) -> None:
    for person in (cast.partner_council, cast.board_police, cast.coordinator):
        with pytest.raises(NotAllowed):
            check_file(template=template, period=YEAR, name="a.csv", content=police_csv(), by=person)
        with pytest.raises(NotAllowed):
            keep_upload(template=template, period=YEAR, name="a.csv", content=police_csv(), by=person)
        with pytest.raises(NotAllowed):
            file_to_fill(template=template, period=YEAR, kind="csv", by=person)


def test_a_period_must_be_one_of_the_return(cast: Cast, template: ReturnTemplate) -> None:
    for slug, part in (("2022-23-q1", "It is sent every year"), ("2030-31", "reporting year 2030-31 does not exist")):
        with pytest.raises(DomainError, match=part):
            check_file(template=template, period=parse_period(slug), name="a.csv", content=b"a", by=cast.partner_police)
    ReturnTemplate.objects.update(is_active=False)
    template.refresh_from_db()
    with pytest.raises(DomainError, match="We no longer ask for Police figures"):
        checked(template, cast, police_csv())


def test_a_return_without_figures_of_the_period_has_no_file(cast: Cast) -> None:
    empty = a_template(cast.police, [], slug="empty")
    with pytest.raises(DomainError, match="has no figures"):
        checked(empty, cast, police_csv())


def test_a_closed_year_takes_no_file(cast: Cast, template: ReturnTemplate) -> None:
    close_year(year=cast.year, by=cast.coordinator)
    found = checked(template, cast, police_csv())
    assert "is closed" in found.rejections[0].sentence
    assert not found.can_save


def test_the_dates_of_a_round_hold_for_files(cast: Cast, template: ReturnTemplate) -> None:
    day = datetime.date(2023, 4, 1)
    ReturnRound.objects.create(
        template=template,
        period="2022-23",
        year=cast.year,
        starts_on=YEAR.starts_on,
        ends_on=YEAR.ends_on,
        opens_on=day,
        due_on=day,
        closes_on=day,
    )
    found = checked(template, cast, police_csv())
    assert told(found, "ROUND-1") == [(0, "", Level.REJECTED)]


def test_a_new_file_replaces_the_one_before(cast: Cast, template: ReturnTemplate) -> None:
    kept(template, cast, b"one")
    second = kept(template, cast, b"two", 'C:\\my files\\Ümläut <b>"x".csv')
    assert list(Upload.objects.all()) == [second]
    assert second.name == "Ümläut _b_x_.csv"
    assert kept(template, cast, b"x", "..").name == "figures"


def test_empty_and_oversized_files_are_not_kept(cast: Cast, template: ReturnTemplate) -> None:
    for content, part in ((b"", "empty"), (b"x" * (LIMITS.file_bytes + 1), "too large")):
        with pytest.raises(DomainError, match=part):
            kept(template, cast, content)


def test_files_are_old_once_they_were_sent_before_a_day(cast: Cast, template: ReturnTemplate) -> None:
    old = kept(template, cast, b"old")
    Upload.objects.filter(pk=old.pk).update(
        uploaded_at=old.uploaded_at - datetime.timedelta(hours=25), applied_at=old.uploaded_at
    )
    kept(template, cast, b"new")
    assert list(old_uploads(old.uploaded_at - datetime.timedelta(hours=24))) == [old]


def test_a_file_that_cannot_be_read_has_no_marked_copy(cast: Cast, template: ReturnTemplate) -> None:
    name, content = marked_file(upload=kept(template, cast, police_csv({CARE: ("three", 1)})), by=cast.partner_police)
    assert name == "police-problems.csv"
    assert b"is not a number" in content
    with pytest.raises(DomainError, match="cannot be read"):
        marked_file(upload=kept(template, cast, b"\x00"), by=cast.partner_police)
    with pytest.raises(DomainError, match="damaged"):
        marked_file(upload=kept(template, cast, b"PK\x03\x04", "a.xlsx"), by=cast.partner_police)


@pytest.mark.asvs("2.3.2", "2.4.1")
def test_an_account_sends_only_so_many_files_in_an_hour(
    cast: Cast, template: ReturnTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.files.uploads.MOST_UPLOADS", 2)
    kept(template, cast, b"one")
    kept(template, cast, b"two")
    with pytest.raises(DomainError, match="You have sent 2 files in the last hour"):
        kept(template, cast, b"three")
    tomorrow = time.time() + 3600
    monkeypatch.setattr("partnership.hourly.time.time", lambda: tomorrow)
    kept(template, cast, b"three")


def test_a_program_checks_only_so_many_files_in_an_hour(
    cast: Cast, template: ReturnTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.files.file_checks.MOST_CHECKS", 0)
    with pytest.raises(TooOften):
        check_upload_for_api(
            slug=template.slug, period="2022-23", name="a.csv", content=police_csv(), by=cast.partner_police
        )
