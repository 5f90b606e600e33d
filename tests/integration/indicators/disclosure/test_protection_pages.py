"""What reviewers see of disclosure control: protected tables, each hidden cell with why, certificates; and symbols."""

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html as parser
from pytest_django.asserts import assertContains, assertNotContains

from indicators.definitions.families import families
from indicators.definitions.values import Value, reported
from indicators.disclosure import protect_release
from indicators.disclosure.policies import propose_policy
from indicators.disclosure.solver.attack import SolverError
from indicators.models import DisclosureCertificate
from tests.factories.disclosure import agree
from tests.factories.indicators import a_release, approved_return
from tests.stages import Cast

pytestmark = pytest.mark.django_db
DRAFT = "/partner/releases/protection/2022-23/"
CERTIFICATE = "/partner/releases/2022-23/certificate/"
OUTCOMES = "desired-outcomes"
MISSING = "missing-children"


def outcomes(**numbers: int) -> dict[tuple[str, str], Value]:
    counts = {"concluded": 100, "expressed": 60, "none-expressed": 40, "not-asked": 0, "dont-know": 0}
    counts |= {"not-recorded": 0, "fully-achieved": 40, "partially-achieved": 17, "not-achieved": 3}
    counts |= {key.replace("_", "-"): number for key, number in numbers.items()}
    return {(row, "count"): reported(number) for row, number in counts.items()}


def cells_of(page: Any, slug: str) -> list[list[str]]:
    """What the page says of each hidden cell of a family: row, column, what is printed, why, and what is concluded."""
    tree = parser.fromstring(page.content)
    tables = tree.xpath(f'//section[h2[@id="{slug}"]]//table[contains(@class, "app-table-stacked")]')
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for table in tables
        for row in table.xpath(".//tbody/tr")
    ]


def test_each_hidden_cell_is_shown_with_its_reason_and_what_a_reader_concludes(client: Client, cast: Cast) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())
    client.force_login(cast.board_icb)
    page = client.get(DRAFT)
    assertContains(page, "Figures suppressed in a release for 2022-23")
    assertNotContains(page, "No figures approved")
    assertContains(page, f'href="#{OUTCOMES}"')
    cells = cells_of(page, OUTCOMES)
    counts = {row[0]: row[1:] for row in cells if row[1] == "Enquiries"}
    shares = [row[1:] for row in cells if row[1] == "Share of its base"]
    small = next(row for row in counts.values() if row[2] == "Small count")
    assert (small[1], small[3]) == ("[c]", "3")
    assert re.fullmatch(r"[01] to ([5-9]|[\d,]{2,})|[01] or more", small[4])
    protecting = [row for row in counts.values() if row[2] == "Protects another figure"]
    assert protecting
    for row in protecting:
        assert row[3] == "The number, as it would be shown"
        assert re.fullmatch(r"[\d,]+ (to [\d,]+|or more)", row[4]), row
    assert shares
    for row in shares:
        assert row[1:] == [
            "[c]",
            "Calculated from a suppressed figure",
            "–",
            "Nothing beyond the figures it is based on",
        ]
    # The table itself is what the public will read.
    assertContains(page, "<caption")
    assertContains(page, "Counts from 1 to 5 are replaced by [c]")


def test_a_windows_table_keeps_back_what_is_worked_out(client: Client, cast: Cast) -> None:
    approved_return(MISSING, cast.year, cast.police)
    client.force_login(cast.chair)
    found = {(row[0], row[1]): row[2:] for row in cells_of(client.get(DRAFT), MISSING)}
    row = "Number of Children Missing from Care"
    printed = {column: cell for (label, column), cell in found.items() if label == row}
    assert {why for _, why, *_ in printed.values()} == {"Small count", "Calculated from a suppressed figure"}
    assert len(printed) == 3
    small = next(cell for cell in printed.values() if cell[1] == "Small count")
    assert small[0] == "[c]"
    # Nothing else gives it away.
    assert small[2] == small[3]


def test_where_the_solver_comes_to_no_end_nothing_is_said_of_protecting_cells(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())

    def fail(*args: Any) -> None:
        raise SolverError("too long")

    monkeypatch.setattr(protect_release, "intervals", fail)
    client.force_login(cast.board_icb)
    assertContains(client.get(DRAFT), "Not calculated: not a small count")


def test_what_cannot_be_published_is_said_first_with_what_would_help(client: Client, cast: Cast) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())
    every_zero_printed = {"threshold": 60, "zeros": "always", "method": "suppress", "base": 0, "symbol": "[c]"}
    policy = propose_policy(family_slug=OUTCOMES, **every_zero_printed, reason="Strict.", by=cast.coordinator)  # type: ignore[arg-type]
    agree(policy, cast.board_icb)
    client.force_login(cast.board_icb)
    page = client.get(DRAFT)
    text = page.content.decode()
    assert "These tables cannot be published" in text
    assert text.index("These tables cannot be published") < text.index('id="desired-outcomes"')
    assertContains(page, "Agree a policy for the family that shows less")


def test_a_year_without_returns_keeps_nothing_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.scrutineer)
    assertContains(client.get(DRAFT), "No figures approved for 2022-23 yet.")
    assert client.get("/partner/releases/protection/1066-67/").status_code == 404
    client.force_login(cast.partner_police)
    assert client.get(DRAFT).status_code == 403
    assert client.get(CERTIFICATE).status_code == 403


def test_a_release_shows_its_certificate_and_never_a_true_count(client: Client, cast: Cast) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())
    release = a_release(cast.year)
    stored = DisclosureCertificate.objects.get()
    client.force_login(cast.board_icb)
    assertContains(client.get("/partner/releases/2022-23/preview/"), CERTIFICATE)
    page = client.get(CERTIFICATE)
    for text in ("Passed: 1 small count tested", stored.sha256, "Small count: 1", "HiGHS", "Information lost"):
        assertContains(page, text)
    cells = cells_of(page, OUTCOMES)
    small = next(row for row in cells if row[3] == "Small count")
    assert re.fullmatch(r"[01] to \d+|[01] or more", small[4])
    assert {row[3] for row in cells} == {
        "Small count",
        "Protects another figure",
        "Calculated from a suppressed figure",
    }
    assert len(cells[0]) == 5
    assertNotContains(page, "only small counts were suppressed</th>")
    admin = client.get(f"/admin/indicators/disclosurecertificate/{stored.pk}/change/")
    for text in ("Desired outcomes", "must stay possible: 1 to 5", "small count: 1", "HiGHS", stored.sha256, "passed"):
        assertContains(admin, text)
    assertNotContains(admin, "withheld")
    assertNotContains(admin, 'name="_save"')
    assertContains(client.get("/admin/indicators/disclosurecertificate/"), "Figures for 2022-23")
    assert release.slug == "2022-23"


def test_a_release_from_before_certificates_has_none(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())
    monkeypatch.setattr("indicators.releases.build.certify", lambda *args: None)
    a_release(cast.year)
    client.force_login(cast.board_icb)
    assert client.get(CERTIFICATE).status_code == 404
    assertNotContains(client.get("/partner/releases/2022-23/preview/"), CERTIFICATE)


def test_the_public_page_explains_every_symbol_and_names_every_policy(client: Client, cast: Cast) -> None:
    page = client.get("/figures/symbols/")
    for text in (
        "[c]",
        "[low]",
        "[x]",
        "[z]",
        "[p]",
        "[r]",
        "Why we suppress small numbers",
        "We do not give anyone a suppressed number",
    ):
        assertContains(page, text)
    assertContains(page, "Counts from 1 to 5 are replaced by [c]", count=1)
    for family in families():
        assertContains(page, f"<li>{family.title}</li>", html=True)
    assertNotContains(page, "In force since")
    parts = {"threshold": 9, "zeros": "printed", "method": "suppress", "base": 0, "symbol": "[s]", "reason": "Why."}
    policy = propose_policy(family_slug=MISSING, **parts, by=cast.coordinator)  # type: ignore[arg-type]
    assertNotContains(client.get("/figures/symbols/"), "[s]")
    agree(policy, cast.board_icb)
    page = client.get("/figures/symbols/")
    assertContains(page, "[c], [s]")
    assertContains(page, "In force since")
    assert not page.cookies
    assert "public" in page["Cache-Control"]


def test_what_an_earlier_release_gave_away_is_named(client: Client, cast: Cast) -> None:
    approved_return(OUTCOMES, cast.year, cast.council, outcomes())
    parts = {"family_slug": OUTCOMES, "threshold": 5, "zeros": "printed", "base": 0, "symbol": "[c]", "reason": "Why."}
    for method in ("none", "suppress"):
        policy = propose_policy(**parts, method=method, by=cast.coordinator)  # type: ignore[arg-type]
        agree(policy, cast.board_icb)
        if method == "none":
            a_release(cast.year)
    client.force_login(cast.board_icb)
    said = (
        "Desired outcomes of the adult at risk: Not achieved, 1 April 2022 to 31 March 2023. A reader can work out: 3."
    )
    page = client.get(DRAFT)
    assertContains(page, "Already public")
    assertContains(page, said)
    release = a_release(cast.year)
    assertContains(client.get(f"/partner/releases/{release.slug}/certificate/"), said)
    stored = DisclosureCertificate.objects.get(release=release)
    assertContains(client.get(f"/admin/indicators/disclosurecertificate/{stored.pk}/change/"), "31 March 2023: 3")
