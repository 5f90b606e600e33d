"""A published edition is taken down, whatever the reason: at once, everywhere, and for good."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from reports.build.verify import verify_report
from reports.distribution.sending import send_by_email
from reports.editions.queries import newest_published_year, published_years, readable_edition
from reports.editions.storage import read
from reports.impact.comparison.reader import public_edition, source_of_promises
from reports.models import Edition, FileKind
from reports.publishing.takedown import take_down
from review.models import Event, Notification
from review.notifications import send_owed
from tests.factories.editions import NOTE, built, preview_by_known_token, published
from tests.factories.signing import publish_signed

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"
FILES = ("annual-report.pdf", "annual-report.json", "data.xlsx", "data.zip", "tables/structure-organisations.csv")
WORDS = "A corrected edition follows in May."
WHY = "An account says who the family is."


def addresses(number: int) -> list[str]:
    """Every address of one edition."""
    return [f"{PAGE}editions/{number}/{name}" for name in ("", *FILES)]


def of_the_year() -> list[str]:
    """Every address of the year."""
    return [f"{PAGE}{name}" for name in ("", "whole/", *FILES, "sections/structure/")]


def answers(client, places: list[str]) -> set[int]:
    return {client.get(place).status_code for place in places}


def words_of(client, place: str) -> str:
    """The page with one space between its words."""
    return " ".join(client.get(place).content.decode().split())


def down(edition: Edition, cast, **changes) -> Edition:
    return take_down(**{"edition": edition, "reason": WHY, "words": WORDS, "by": cast.chair} | changes)


def test_every_address_of_the_only_edition_is_gone_at_once(client, cast):
    edition = built(cast)
    preview_by_known_token(edition, cast.chair)
    publish_signed(edition, cast)
    places = [*of_the_year(), *addresses(1)]
    assert answers(client, places) == {200}
    record = edition.files.get(kind=FileKind.JSON)

    down(edition, cast)

    assert answers(client, places) == {410}
    assert answers(client, [f"/preview/{'a-token-that-tests-know-beforehand-and-nobody-else'}/"]) == {302}
    page = client.get(PAGE).content.decode()
    assert "The report of 2022-23 is being corrected" in page
    assert WORDS in page
    assert WHY not in page
    assert (readable_edition("2022-23"), published_years(), newest_published_year()) == ((None, True), [], None)
    assert "2022-23" not in client.get("/reports/").content.decode()
    client.force_login(cast.board_icb)
    staff = [reverse("admin:report-edition-file", args=[edition.pk, kind]) for kind in ("pdf", "json", "html")]
    assert answers(client, [*staff, reverse("reports:signing-report", args=[edition.pk])]) == {410}
    proof = verify_report(read(record.sha256, record.ending)).sentences
    assert any("It was taken down on" in sentence and "should no longer be used" in sentence for sentence in proof)


def test_no_older_edition_takes_the_place_and_a_new_one_does(client, cast):
    first = published(cast)
    second = published(cast, note=NOTE)
    down(second, cast)
    assert answers(client, of_the_year()) == {410}
    assert answers(client, addresses(1)) == {200}, "only one was taken down"
    older = words_of(client, f"{PAGE}editions/1/")
    assert "Edition 2, taken down on" in older
    assert "taken down on" in older, "the banner says so"
    assert "The newest edition is being corrected and is not available at the moment." in older
    assert "Read the newest edition" not in older, "that would lead to nothing"
    assert NOTE not in older, "what was wrong may be this very note"
    down(first, cast, words="")

    published(cast, note="The account was corrected.")

    assert answers(client, of_the_year()) == {200}
    newest = words_of(client, WHOLE)
    assert "Edition 2, taken down on" in newest
    assert NOTE not in newest
    assert newest.count("The account was corrected.") == 3, "its own note stays"
    assert answers(client, [*addresses(1), *addresses(2)]) == {410}
    gone = client.get(f"{PAGE}editions/1/").content.decode()
    assert "This edition of the report of 2022-23 was taken down" in gone
    assert f'href="{PAGE}">Read the newest edition' in gone
    assert f"{PAGE}editions/1/" not in client.get(PAGE).content.decode()


def test_what_was_promised_is_not_read_out_of_it(cast):
    published_report = published(cast)
    assert public_edition(cast.year) == published_report
    assert "From the published report" in source_of_promises(cast.year, published_report)
    down(published_report, cast)
    assert public_edition(cast.year) is None
    assert source_of_promises(cast.year, None) == (
        "The report of 2022-23 was taken down, so these come from the approved records for that year."
    )


def test_nobody_is_sent_it_any_more_and_what_has_not_left_is_struck_out(cast):
    older, edition = published(cast), published(cast, note=NOTE)
    send_by_email(edition=edition, role="healthwatch", address="gone@example.org", by=cast.coordinator)
    send_owed()
    send_by_email(edition=edition, role="leader", address="waits@example.org", by=cast.coordinator)
    send_by_email(edition=older, role="leader", address="other@example.org", by=cast.coordinator)

    edition = down(edition, cast)

    assert [one.role for one in edition.recipients.all()] == ["healthwatch"], "what left cannot be cancelled"
    assert older.recipients.get().letter.address == "other@example.org"
    line = Event.objects.about(edition).filter(verb="cancel email with report").get()
    assert (line.data["role"], line.data["address"]) == ("leader", "waits@example.org")
    mail.outbox.clear()
    send_owed()
    assert "waits@example.org" not in [address for one in mail.outbox for address in one.to]
    with pytest.raises(WrongState, match="you cannot send it to anyone"):
        send_by_email(edition=edition, role="police", address="a@example.org", by=cast.coordinator)


def test_who_takes_it_down_says_why_and_the_others_are_told(cast):
    edition = built(cast)
    with pytest.raises(WrongState, match="You can only take down a published edition"):
        down(edition, cast)
    publish_signed(edition, cast)
    for person in (cast.board_icb, cast.scrutineer, cast.partner_council):
        with pytest.raises(NotAllowed):
            down(edition, cast, by=person)
    with pytest.raises(DomainError, match="Enter why you are taking it down"):
        down(edition, cast, reason="  ")
    assert not Edition.objects.filter(taken_down_at__isnull=False).exists()

    done = down(edition, cast, by=cast.coordinator)

    assert (done.taken_down_by, done.taken_down_reason) == (cast.coordinator, WHY)
    line = Event.objects.first()
    assert (line.verb, line.note, line.data["words"]) == ("take report down", WHY, WORDS)
    told = Notification.objects.filter(key__startswith="report-taken-down:")
    assert {one.recipient for one in told} == {cast.coordinator, cast.chair}
    assert all(WHY in one.body for one in told)
    with pytest.raises(StaleRevision, match="already been taken down"):
        down(edition, cast)


def test_the_form_asks_why_keeps_what_was_typed_and_names_what_is_left(client, cast):
    published(cast)
    edition = published(cast, note=NOTE)
    client.force_login(cast.coordinator)
    detail, address = (reverse(f"admin:{name}", args=[edition.pk]) for name in ("report-edition", "report-take-down"))
    assert address in client.get(detail).content.decode()
    assert "Take down edition 1" in client.get(address).content.decode()

    again = client.post(address, {"reason": " ", "words": WORDS}).content.decode()
    assert "Enter why you are taking it down" in again
    assert WORDS in again
    page = client.post(address, {"reason": WHY, "words": WORDS}, follow=True).content.decode()

    assert "Edition 1 for this year is still published." in page
    assert "took down this edition on" in page
    assert WHY in page
    assert address not in page
    assert f"{detail}files/" not in page
    assert "Taken down on" in client.get(reverse("admin:report-editions")).content.decode()
    assert "already been taken down" in client.post(address, {"reason": WHY}).content.decode()
    alone = reverse("admin:report-take-down", args=[Edition.objects.get(number=1).pk])
    page = client.post(alone, {"reason": WHY}, follow=True).content.decode()
    assert "is still published" not in page
    assert "none, only that it has been removed" in page


@pytest.mark.postgres
@pytest.mark.parametrize("missing", ["taken_down_at", "taken_down_by", "taken_down_reason", "state"])
def test_the_database_refuses_half_of_it(cast, missing):
    edition = down(published(cast), cast)
    nothing = {"taken_down_reason": "", "state": "ready"}.get(missing)
    changes = {missing: nothing} | ({"published_at": None, "published_by": None} if missing == "state" else {})
    with pytest.raises(IntegrityError, match="edition_taken_down_has_who_when_and_why"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**changes)
