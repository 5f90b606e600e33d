"""The addresses that people, scripts and links outside rely on lead somewhere."""

import pytest
from django.urls import resolve

ADDRESSES = [
    "/",
    "/about/structure/",
    "/priorities/",
    "/figures/",
    "/figures/police/",
    "/figures/police/missing-children/",
    "/figures/police/missing-children.csv",
    "/figures/police/missing-children.json",
    "/figures/police/missing-children.svg",
    "/figures/police/missing-children.xlsx",
    "/figures/police/missing-children.csv-metadata.json",
    "/data/catalog.jsonld",
    "/api/",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/releases/",
    "/releases/2022-23/",
    "/releases/2022-23/data.xlsx",
    "/releases/2022-23/datapackage.json",
    "/releases/2022-23/missing-children.csv",
    "/learning/",
    "/learning/briefings/a-briefing/",
    "/learning/case-studies/a-story/",
    "/newsletters/",
    "/newsletters/an-issue/",
    "/reports/",
    "/reports/2022-23/",
    "/reports/2022-23/annual-report.pdf",
    "/feeds/briefings.atom",
    "/feeds/newsletters.atom",
    "/feeds/case-studies.atom",
    "/feeds/releases.atom",
    "/feeds/reports.atom",
    "/search/",
    "/themes/",
    "/themes/domestic-abuse/",
    "/robots.txt",
    "/sitemap.xml",
    "/accessibility/",
    "/privacy/",
    "/healthz",
    "/readyz",
    "/partner/",
    "/admin/",
    "/account/login/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_leads_somewhere(address: str) -> None:
    # The admin catches every address below its own; none of ours may end there by accident.
    match = resolve(address)

    assert match.view_name
    assert ("admin" in match.namespaces) == address.startswith("/admin/")
