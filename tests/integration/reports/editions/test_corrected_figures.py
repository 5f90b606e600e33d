"""A published report that still prints a figure that was corrected: readers and staff are told at once."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.definitions.values import reported
from indicators.models import Release
from indicators.releases.stored_workbooks import store_workbooks
from indicators.returns.services import save_figures
from partnership.models import ReportingYear
from reports.editions.corrected_figures import corrections_since
from review.services import move
from review.transitions import Verb
from tests.factories.editions import NOTE, published
from tests.factories.indicators import a_release, approve, approved_return, partner_of
from tests.factories.partnership import ReportingYearFactory

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
        in client.get(reverse("reports:report-whole", args=[cast.year.slug])).content.decode()
    )
    assert NOTICE in client.get(reverse("reports:report-detail", args=[cast.year.slug])).content.decode()


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


def of_the_next_year(cast, current: int, previous: int, *, title: str = "Figures for 2023-24") -> Release:
    """The release of the year after, whose return prints this year's figure as the window before."""
    year = ReportingYear.objects.filter(slug="2023-24").first() or ReportingYearFactory(slug="2023-24")
    was = reported(previous)
    if previous != 128:
        was = replace(was, revised=True, reason="Twelve crimes were recorded late.")
    cells = {(ROW, "current"): reported(current), (ROW, "previous"): was}
    approved_return(SLUG, year, cast.police, cells)
    return a_release(year, title)


def notices(client, cast, release: Release, addresses: list[str]) -> None:
    changes = reverse("indicators:release-changes", args=[release.slug])
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'{changes}>; rel="related"; title="Corrected figures"' in answer["Link"], address
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again["Link"]) == (304, answer["Link"]), address


def files_of_release(slug: str) -> list[str]:
    return [
        f"/releases/{slug}/{SLUG}.csv",
        f"/releases/{slug}/{SLUG}.csv-metadata.json",
        f"/releases/{slug}/data.xlsx",
        f"/releases/{slug}/datapackage.json",
        f"/api/v1/datasets/{SLUG}/versions/{slug}/observations",
    ]


def test_the_return_of_the_next_year_corrects_the_report_and_every_page_and_file_of_this_one(cast, client):
    approved_return(SLUG, cast.year, cast.police)
    first = a_release(cast.year)
    store_workbooks(first)
    published(cast)
    later = of_the_next_year(cast, 110, 140)
    page = client.get(reverse("reports:report-detail", args=["2022-23"])).content.decode()
    changes = reverse("indicators:release-changes", args=[later.slug])
    assert NOTICE in page
    assert f'href="{changes}"' in page
    reports = [reverse(f"reports:report-{kind}", args=["2022-23"]) for kind in ("pdf", "json", "xlsx", "zip", "html")]
    notices(client, cast, later, [*reports, *files_of_release(first.slug)])
    assert "Figures in this report have been corrected" in client.get(reverse("reports:report-list")).content.decode()
    shown = " ".join(client.get(first.get_absolute_url()).content.decode().split())
    assert "in the figures for 2023-24. This release still prints the original figure" in shown
    version = client.get(f"/api/v1/datasets/{SLUG}/versions/2022-23").json()
    assert [one["release"] for one in version["corrected_by"]] == ["2023-24"]
    assert [one["release"] for one in client.get("/api/v1/releases/2022-23").json()["corrected_by"]] == ["2023-24"]
    assert client.get("/api/v1/releases/2023-24").json()["corrected_by"] == []
    # The page that all of these name shows the figure, as it was and as it is, with the partner's reason.
    told = " ".join(client.get(changes).content.decode().split())
    assert "Figures published before, for 2022-23" in told
    assert "Twelve crimes were recorded late." in told
    assert ">128<" in told
    assert ">140 [r]<" in told


def test_a_correction_of_this_year_is_told_where_the_next_one_prints_the_old_figure(cast, client):
    sent = approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    later = of_the_next_year(cast, 110, 128)
    store_workbooks(later)
    page = f"/figures/police/{SLUG}"
    assert "Link" not in client.get(f"{page}.json")
    assert "original figure" not in client.get(f"{page}/").content.decode()
    release = corrected(cast, sent, 138)
    notices(client, cast, release, [f"{page}.json", f"{page}.csv", *files_of_release("2023-24")])
    shown = " ".join(client.get(f"{page}/").content.decode().split())
    assert "in the figures for 2022-23. This table still prints the original figure" in shown
    assert "A figure of this table has been corrected since" in client.get("/figures/police/").content.decode()


def test_nobody_has_to_tick_that_a_published_figure_is_another_for_it_to_be_marked(cast):
    sent = approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    move(obj=sent, verb=Verb.WITHDRAW, by=partner_of(cast.police), revision=sent.revision, note="To be counted again.")
    cells = {(ROW, "current"): reported(110), (ROW, "previous"): reported(140)}
    approved_return(SLUG, ReportingYearFactory(slug="2023-24"), cast.police, cells)
    row = a_release(ReportingYear.objects.get(slug="2023-24"), "Next").tables.get(family_slug=SLUG).content["rows"][0]
    assert [one["text"] for one in row["cells"]] == ["110", "140 [r]", "-30 [r]", "-21.4% [r]"]


def test_a_report_says_that_the_figures_of_the_year_it_compares_with_were_corrected(cast, client):
    """The figure of the year before stands in the report's comparison alone: the release of its own year lacks it."""
    before = ReportingYearFactory(slug="2021-22")
    cells = {(ROW, "current"): reported(203), (ROW, "previous"): reported(180)}
    sent = approved_return(SLUG, before, cast.police, cells)
    release = a_release(before, "Figures for 2021-22")
    approved_return(SLUG, cast.year, cast.police)
    a_release(cast.year)
    edition = published(cast)
    assert release.content_hash in {one["sha256"] for one in edition.made_from}
    assert corrections_since(edition) == []
    by = partner_of(cast.police)
    saved = save_figures(
        submission=sent, cells=cells | {(ROW, "previous"): reported(190)}, by=by, revision=sent.revision
    )
    approve(move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision))
    later = a_release(before, "Corrected figures for 2021-22")
    assert corrections_since(edition) == [later]
    page = client.get(reverse("reports:report-detail", args=[cast.year.slug])).content.decode()
    assert NOTICE in page
    assert reverse("indicators:release-changes", args=[later.slug]) in page
