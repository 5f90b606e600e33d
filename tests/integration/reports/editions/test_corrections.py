"""A new edition of a year with a public report: it says what it corrects, and the old one stays where it was."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from learning.services import withdraw_consent
from partnership.exceptions import DomainError
from reports.build.services import begin_edition
from reports.content.freeze import thaw
from reports.models import Edition, EditionState
from reports.publishing.services import publish_edition
from tests.factories.editions import NOTE, built, published, signed
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import sign_everything
from tests.pdf import letters, opened, text_of

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")


def page(client, name, *args):
    return client.get(reverse(f"reports:{name}", args=args))


def test_correction_is_frozen_and_printed_on_page_and_pdf(cast, client):
    first = published(cast)
    assert thaw(first.frozen)["correction"] is None
    second = published(cast, note=NOTE)
    day = timezone.localdate(first.published_at).isoformat()
    assert thaw(second.frozen)["correction"] == {"replaces": 1, "published_on": day, "note": NOTE}
    shown = page(client, "report-whole", cast.year.slug).content.decode()
    assert "This edition corrects the one before it" in shown
    assert "replaces edition 1" in shown
    assert shown.count(NOTE) == 3, "at the top, about this edition, in the list of editions"
    words = text_of(opened(page(client, "report-pdf", cast.year.slug).content))
    assert letters(NOTE) in words
    assert letters("replaces edition 1") in words


@pytest.mark.postgres
def test_correction_without_a_word_is_not_published(cast):
    published(cast)
    silent = built(cast)
    with pytest.raises(DomainError, match="does not say what it corrects"):
        sign_everything(silent, cast)
    with pytest.raises(DomainError, match="does not say what it corrects"):
        publish_edition(edition=silent, by=cast.chair)
    with pytest.raises(IntegrityError, match=r"edition_published_again_says_why|UNIQUE"), transaction.atomic():
        Edition.objects.filter(pk=silent.pk).update(
            state=EditionState.PUBLISHED, published_by=cast.chair, published_at=timezone.now()
        )


def test_older_edition_is_not_published_after_a_newer_one(cast):
    older, newer = signed(cast), signed(cast)
    publish_edition(edition=newer, by=cast.chair)
    with pytest.raises(DomainError, match="newer"):
        publish_edition(edition=older, by=cast.chair)


def test_edition_that_names_a_replaced_one_is_built_again_once_another_is_public(cast):
    published(cast)
    second, third = signed(cast, note=NOTE), signed(cast, note="Something else.")
    publish_edition(edition=second, by=cast.chair)
    with pytest.raises(DomainError, match="Build the report again"):
        publish_edition(edition=third, by=cast.chair)


def test_old_edition_stays_at_its_address_under_a_banner_that_says_what_changed(cast, client):
    first = published(cast)
    alone = page(client, "edition-page", cast.year.slug, 1)
    assert "A newer edition exists" not in alone.content.decode()
    published(cast, note=NOTE)
    old = page(client, "edition-page", cast.year.slug, 1).content.decode()
    assert "A newer edition exists" in old
    assert f"Edition 2, {timezone.localdate():%-d %B %Y}: {NOTE}" in old
    assert reverse("reports:report-detail", args=[cast.year.slug]) in old
    assert first.sha256 in old
    newest = page(client, "edition-page", cast.year.slug, 2).content.decode()
    assert "A newer edition exists" not in newest
    assert reverse("reports:edition-page", args=[cast.year.slug, 1]) in newest
    for name in ("edition-pdf", "edition-json", "edition-xlsx", "edition-zip"):
        answer = page(client, name, cast.year.slug, 1)
        assert answer.status_code == 200
        assert "session" not in answer.headers.get("Vary", "").lower()
    assert page(client, "edition-json", cast.year.slug, 1).content == first.frozen.encode()


def test_only_published_editions_have_an_address(cast, client):
    built(cast)
    for name in ("edition-page", "edition-pdf"):
        assert page(client, name, cast.year.slug, 1).status_code == 404
    published(cast)
    Edition.objects.get(number=2).files.all().delete()
    assert page(client, "edition-pdf", cast.year.slug, 2).status_code == 404


def test_old_edition_is_gone_with_the_consent_to_its_story(cast, client):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    published(cast)
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    published(cast, note="A story was taken out.")
    for name in ("edition-page", "edition-pdf", "edition-json"):
        assert page(client, name, cast.year.slug, 1).status_code == 410
    assert page(client, "report-detail", cast.year.slug).status_code == 200
    gone = page(client, "edition-page", cast.year.slug, 1).content.decode()
    assert "This edition of the report of 2022-23 is no longer available" in gone
    assert "taken down" not in gone, "nobody took it down"
    assert "Read the newest edition" in gone


def test_admin_asks_for_the_correction_and_keeps_what_was_typed(cast, client):
    published(cast)
    client.force_login(cast.coordinator)
    address = reverse("admin:report-editions")
    refused = client.post(address, {"year": cast.year.slug})
    assert "Describe the correction" in refused.content.decode()
    assert Edition.objects.count() == 1
    taken = client.post(address, {"year": cast.year.slug, "correction_note": f" {NOTE} "})
    assert taken.status_code == 302
    assert Edition.objects.get(number=2).correction_note == NOTE
    busy = client.post(address, {"year": cast.year.slug, "correction_note": "Typed with care."})
    assert "Typed with care." in busy.content.decode(), "the other build is under way: nothing typed is lost"


def test_admin_gives_back_what_was_typed_when_the_session_expired(cast, client):
    address = reverse("admin:report-editions")
    client.force_login(cast.coordinator)
    owner = client.get(address).context["form_owner"]
    assert f'name="form_owner" value="{owner}"' in client.get(address).content.decode()
    client.logout()

    typed = {"year": cast.year.slug, "correction_note": "Typed with care.", "form_owner": owner}
    assert reverse("account_login") in client.post(address, typed).url

    client.force_login(cast.coordinator)
    page = client.get(address).content.decode()
    assert "Typed with care." in page
    assert "Your session expired, so your form was not sent." in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"year": "\x00"}, "Select a year"),
        ({"year": "1999-00"}, "Select a year"),
        ({"correction_note": "A\x00B"}, "Null characters are not allowed"),
        ({"correction_note": "x" * 2001}, "must have 2000 characters or fewer"),
    ],
)
def test_admin_says_what_is_wrong_with_what_no_page_sends(cast, client, typed, says):
    client.force_login(cast.coordinator)
    answer = client.post(reverse("admin:report-editions"), {"year": cast.year.slug, **typed})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Edition.objects.exists()


def test_admin_builds_for_nobody_who_only_reads(cast, client):
    client.force_login(cast.scrutineer)
    answer = client.post(reverse("admin:report-editions"), {"year": cast.year.slug})
    [[said]] = answer.context["form"].errors.values()
    assert said == "You cannot build the annual report. Only the coordinator can do this. Ask the coordinator."
    assert not Edition.objects.exists()


def test_command_line_takes_the_correction(cast):
    published(cast)
    call_command("build_annual_report", cast.year.slug, correction=NOTE)
    assert Edition.objects.get(number=2).correction_note == NOTE


def test_nothing_is_corrected_where_nothing_is_public(cast):
    with pytest.raises(DomainError, match="nothing to correct"):
        begin_edition(year=cast.year, by=cast.coordinator, correction_note=NOTE)
    assert not Edition.objects.exists()


def test_command_line_drops_no_correction_for_one_that_waits_without_it(cast):
    published(cast)
    waiting = begin_edition(year=cast.year, by=cast.coordinator, correction_note="Typed by somebody else.")
    with pytest.raises(CommandError, match="with a different correction note"):
        call_command("build_annual_report", cast.year.slug, correction=NOTE)
    call_command("build_annual_report", cast.year.slug, correction="Typed by somebody else.")
    waiting.refresh_from_db()
    assert waiting.state == "ready"
