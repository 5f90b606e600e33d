"""CSV files beside the figures of a page: those of the very edition that is read, whatever was corrected since."""

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse
from lxml import html as parser

from indicators.definitions.families import get_family
from indicators.definitions.values import reported
from indicators.returns.services import save_figures, submit_figures
from learning.services import withdraw_consent
from reports.models import Edition
from tests.factories.editions import NOTE, built, previewed, published
from tests.factories.indicators import a_release, approve, approved_return, example_cells, partner_of
from tests.factories.learning import draft_case_study, publish
from tests.stages import Cast

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
FAMILY, ROW = "missing-children", "number-of-missing-children-reports"
ANCHOR = f"figure-{FAMILY}"
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"


@pytest.fixture
def number(cast: Cast) -> int:
    """How many reports the first edition prints."""
    cells = example_cells(get_family(FAMILY), cast.year)
    approved_return(FAMILY, cast.year, cast.police, cells)
    a_release(cast.year)
    found = cells[ROW, "current"].number
    assert found is not None
    return int(found)


def correct(cast: Cast, number: int) -> None:
    """Have the police say one more, and release it."""
    family, partner = get_family(FAMILY), partner_of(cast.police)
    submission = cast.year.submissions.get(family_slug=FAMILY)
    cells = example_cells(family, cast.year)
    cells[ROW, "current"] = replace(reported(number + 1), revised=True, reason="One report was found later")
    changed = save_figures(submission=submission, cells=cells, by=partner, revision=submission.revision)
    approve(submit_figures(submission=changed, by=partner, revision=changed.revision))
    a_release(cast.year, title="Figures, corrected")


def revised(number: int) -> str:
    """What is printed then."""
    return f"{number + 1} [r]"


def links(client, address: str) -> list[str]:
    """The links of a page to single tables."""
    page = parser.fromstring(client.get(address).content.decode())
    return [link for link in page.xpath("//article//a/@href") if link.endswith(".csv")]


def printed(client, address: str) -> str:
    """The number on a page."""
    page = parser.fromstring(client.get(address).content.decode())
    [table] = page.xpath(f"//table[caption/@id='{ANCHOR}-table']")
    return table.xpath("string(.//tr[th='Number of Missing Children Reports']/td[1])").strip()


def in_file(client, address: str) -> str:
    """The same number in a CSV file."""
    rows = csv.DictReader(io.StringIO(client.get(address).content.decode()))
    [text] = [row["text"] for row in rows if (row["row_key"], row["column_key"]) == (ROW, "current")]
    return text


def test_old_page_leads_to_its_own_figures_and_the_new_one_to_the_corrected(client, cast, number):
    published(cast)
    correct(cast, number)
    published(cast, note=NOTE)
    pages = {
        f"{PAGE}editions/1/": (1, str(number)),
        f"{PAGE}editions/2/": (2, revised(number)),
        WHOLE: (2, revised(number)),
        f"{PAGE}sections/figures/": (2, revised(number)),
    }

    for page, (edition, told) in pages.items():
        found = links(client, page)
        assert found
        assert all(link.startswith(f"{PAGE}editions/{edition}/tables/") for link in found)
        own = [link for link in found if link.endswith(f"/{ANCHOR}.csv")]
        assert len(own) == 2, "below the table, and where it comes from"
        assert [printed(client, page), *(in_file(client, link) for link in own)] == [told] * 3
    assert in_file(client, f"{PAGE}tables/{ANCHOR}.csv") == revised(number), "the address of the year gives the newest"


def test_files_of_two_editions_do_not_bear_the_same_name(client, cast, number):
    published(cast)
    published(cast, note=NOTE)

    names = [
        client.get(reverse("reports:edition-table", args=["2022-23", edition, ANCHOR]))["Content-Disposition"]
        for edition in (1, 2)
    ]

    assert names == [f'attachment; filename="2022-23-edition-{edition}-{ANCHOR}.csv"' for edition in (1, 2)]


def test_what_no_published_edition_has_is_not_found(client, cast):
    edition = built(cast)
    address = reverse("reports:edition-table", args=["2022-23", edition.number, "structure-organisations"])
    assert client.get(address).status_code == 404
    published(cast)
    assert client.get(address).status_code == 404, "the first edition was never public"
    nowhere = reverse("reports:edition-table", args=["2022-23", 2, "nowhere"])
    assert client.get(nowhere).status_code == 404


def test_old_table_is_gone_with_the_report_that_tells_a_withdrawn_story(client, cast):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    published(cast)
    [old, *_] = links(client, f"{PAGE}editions/1/")
    assert client.get(old).status_code == 200

    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    published(cast, note="A story was taken out.")

    assert client.get(old).status_code == client.get(f"{PAGE}editions/1/").status_code == 410
    [new, *_] = links(client, WHOLE)
    assert client.get(new).status_code == 200


def test_pages_that_are_not_public_lead_to_no_figures_of_another_edition(client, cast, number):
    published(cast)
    correct(cast, number)
    draft: Edition = built(cast, note=NOTE)
    _, token = previewed(draft, cast.coordinator)
    client.force_login(cast.coordinator)

    for name, key in (("preview", token), ("signing-report", draft.pk)):
        address = reverse(f"reports:{name}", args=[key])
        page = parser.fromstring(client.get(address).content.decode())
        assert printed(client, address) == revised(number)
        assert links(client, address) == []
        assert "as CSV" not in page.xpath("string(//article)")
        assert page.xpath("//a[starts-with(., 'Link to this table')]")
        assert all(words.text_content().strip() for words in page.xpath("//article//p")), "nothing is left empty"
