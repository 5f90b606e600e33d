"""A published report that still prints a figure that was corrected: readers and staff are told at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.definitions.values import reported
from indicators.models import Release
from indicators.returns.services import save_figures
from reports.editions.corrected_figures import corrections_since
from review.services import move
from review.transitions import Verb
from tests.factories.editions import NOTE, published
from tests.factories.indicators import a_release, approve, approved_return, partner_of

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")
SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
NOTICE = "Figures in this report have been corrected"


def corrected(cast, sent, number: int) -> Release:
    by = partner_of(sent.organisation)
    cells = sent.values() | {(ROW, "current"): reported(number)}
    saved = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision))
    return a_release(cast.year, title="Corrected figures")


def test_the_report_says_at_once_that_its_figures_were_corrected(cast, client):
    sent = approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    edition = published(cast)
    address = reverse("reports:report-detail", args=[cast.year.slug])
    assert NOTICE not in client.get(address).content.decode()
    release = corrected(cast, sent, 138)
    page = client.get(address).content.decode()
    changes = reverse("indicators:release-changes", args=[release.slug])
    assert NOTICE in page
    assert f'href="{changes}"' in page
    client.force_login(cast.coordinator)
    staff = client.get(reverse("admin:report-edition", args=[edition.pk])).content.decode()
    assert "Figures in this edition have been corrected since it was built" in staff
    assert f'href="{changes}"' in staff
    # What was corrected is marked, though nobody ticked anything.
    texts = [one["text"] for one in release.tables.get(family_slug=SLUG).content["rows"][0]["cells"]]
    assert texts == ["138 [r]", "203", "-65 [r]", "-32.0% [r]"]


def test_every_way_to_the_report_says_so_and_a_file_names_the_correction(cast, client):
    sent = approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    published(cast)
    files = [
        reverse(f"reports:report-{kind}", args=[cast.year.slug]) for kind in ("pdf", "json", "xlsx", "zip", "html")
    ]
    files += [reverse("reports:edition-pdf", args=[cast.year.slug, 1])]
    assert all("Link" not in client.get(address) for address in files)
    assert b"original figures" not in client.get(reverse("reports:report-list")).content
    changes = reverse("indicators:release-changes", args=[corrected(cast, sent, 138).slug])
    for address in files:
        answer = client.get(address)
        assert answer["Link"] == f'<{changes}>; rel="related"; title="Corrected figures"'
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again["Link"]) == (304, answer["Link"])
    shown = client.get(reverse("reports:report-list")).content.decode()
    assert "Figures in this report have been corrected" in shown
    assert "(PDF, prints the original figures)" in shown
    assert (
        "(both print the original figures)"
        in client.get(reverse("reports:report-detail", args=[cast.year.slug])).content.decode()
    )
    assert NOTICE in client.get(reverse("reports:report-section-list", args=[cast.year.slug])).content.decode()


def test_an_edition_that_holds_the_correction_says_nothing(cast, client):
    sent = approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    first = published(cast)
    corrected(cast, sent, 138)
    second = published(cast, note=NOTE)
    assert [one.number for one in corrections_since(first)] == [2]
    assert corrections_since(second) == []


def test_a_release_that_corrects_nothing_is_no_correction(cast):
    approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    edition = published(cast)
    approved_return("missing-children", cast.year, cast.police)
    later = a_release(cast.year, title="More figures")
    assert later.published_at > edition.requested_at
    assert later.published_at <= timezone.now()
    assert corrections_since(edition) == []
