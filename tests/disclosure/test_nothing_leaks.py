"""Nothing that is kept back is in anything that the portal sends to anybody: every artefact is searched.

The world is made once. What could be worked out of what is kept back is not listed by hand: each table is built from
the true returns and from returns that lack it, and whatever number is in the first alone is looked for.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from indicators.disclosure.change_rules import counted
from indicators.models import DisclosureCertificate, Release, ReleaseTable
from indicators.tables.charts import narrow_chart
from reports.editions.models.stored_file import FORMATS
from reports.editions.storage import read
from reports.models import StoredFile
from review.models import Notification, Revision
from tests.access_rows import YEAR
from tests.access_table import ROWS
from tests.leaks import (
    NARROW,
    READERS,
    Artefact,
    coordinates,
    drawings,
    is_telling,
    numbers,
    texts,
    words_of_pdf,
)
from tests.planted import (
    CARE,
    CONTACTS,
    LAST,
    MISSING,
    QUARTERS,
    RATES,
    REPEAT_CARE,
    SECTION_42,
    SMALL_ROWS,
    THRESHOLD,
    YEARS,
    Planted,
    make_planted,
    planted_count,
)

# The tests read no database themselves: the mark has one made for the world.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
EVERYWHERE = (YEAR, "missing-children", "police")
FAMILIES = {MISSING: "police", SECTION_42: "adults", CONTACTS: "children", QUARTERS: "adults", RATES: "children"}
# Answers of machines about themselves, and pictures without a number: nothing of a release is in them.
NOT_OF_FIGURES = ("healthz", "readyz", "favicon", "account_invitation")
READABLE = (200, 404)


@dataclass(frozen=True)
class Found:
    """All that was sent, what is looked for in it, and what is printed rightly."""

    artefacts: tuple[Artefact, ...]
    counts: frozenset[str]
    secrets: frozenset[str]
    places: dict[str, frozenset[str]]
    scales: frozenset[str]
    hashes: frozenset[str]
    printed: frozenset[str]


def addresses(planted: Planted) -> Iterator[str]:
    """Every address that needs no account, for every release and every family that is planted."""
    slugs = list(Release.objects.public().values_list("slug", flat=True))
    for row in ROWS:
        if row.answers[0] not in READABLE or row.name.startswith(NOT_OF_FIGURES) or row.name == "api:check_return":
            continue
        args = row.args(planted.world)
        for release in slugs if YEAR in args else [""]:
            for family, theme in FAMILIES.items() if MISSING in args or "police" in args else [("", "")]:
                other = {YEAR: release, MISSING: family, "police": theme}
                yield reverse(row.name, args=[other.get(one, one) if one in EVERYWHERE else one for one in args])


def linked(artefact: Artefact) -> Iterator[str]:
    """The addresses of this site that a page or an answer names."""
    if artefact.kind == "text/html":
        found: Iterable[str] = (
            part.partition('"')[0] for name in ("href", "src") for part in artefact.data.decode().split(f'{name}="')[1:]
        )
    elif artefact.kind in ("application/json", "application/ld+json"):
        found = texts(json.loads(artefact.data))
    else:
        return
    for link in found:
        address = link.replace("&amp;", "&").removeprefix(settings.SITE_URL)
        parts = urlsplit(address)
        is_page = parts.path.startswith("/") and not parts.path.startswith(("/static/", "/account/", "/admin/"))
        if is_page and not parts.netloc and not any(sign in address for sign in " {<\n"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def sent(planted: Planted) -> Iterator[Artefact]:
    """What anybody can fetch, beginning with every address and following every link."""
    client, left, seen = Client(), list(dict.fromkeys(addresses(planted))), set()
    while left:
        address = left.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code not in READABLE:
            continue
        kind = response.headers["Content-Type"]
        data = b"".join(response.streaming_content) if response.streaming else response.content
        # How long an answer is may be any number.
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        artefact = Artefact(address, kind, data, str(headers))
        left += linked(artefact)
        yield artefact


def built() -> Iterator[Artefact]:
    """Every file of every edition of the report, and every message."""
    for file in StoredFile.objects.select_related("edition"):
        ending, content_type = FORMATS[file.kind]
        yield Artefact(f"report {file.edition.number}.{ending}", content_type, read(file.sha256, ending))
    messages = [f"{one.subject}\n{one.body}" for one in mail.outbox]
    messages += [f"{one.subject}\n{one.body}" for one in Notification.objects.all()]
    yield from (Artefact(f"message {number}", "text/plain", one.encode()) for number, one in enumerate(messages))


def in_tables(planted: Planted, *, blanked: bool) -> tuple[set[str], dict[str, set[str]], dict[str, set[str]]]:
    """The numbers of all tables; what places the marks of their charts, and what the charts say, by family."""
    found: set[str] = set()
    places: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for draft in planted.drafts:
        for content, svg in draft.tables(blanked=blanked):
            found.update(*map(numbers, texts(content)))
            places.setdefault(content["title"], set()).update(coordinates(svg))
            places.setdefault(content["title"] + NARROW, set()).update(coordinates(narrow_chart(content)))
            said.setdefault(content["title"], set()).update(Artefact("chart", "image/svg+xml", svg.encode()).numbers)
    return found, places, said


def look(planted: Planted) -> Found:
    """Note all that is sent, and all that must not be."""
    true, true_places, true_said = in_tables(planted, blanked=False)
    rest, rest_places, rest_said = in_tables(planted, blanked=True)
    hidden = {place for draft in planted.drafts for place in draft.hidden}
    every = [one for draft in planted.drafts for snapshot in draft.snapshots for one in counted(snapshot)]
    assert all(one.place in hidden for one in every if one.value <= THRESHOLD)
    return Found(
        artefacts=(*sent(planted), *built()),
        counts=frozenset(str(one.value) for one in every if one.place in hidden),
        secrets=frozenset(filter(is_telling, true - rest)),
        places={title: frozenset(found - rest_places[title]) for title, found in true_places.items()},
        # The scale's own numbers are among what a chart says. A mean of rates is another one without a hidden rate.
        scales=frozenset(
            title for title, said in rest_said.items() if set(filter(is_telling, said)) <= true_said[title]
        ),
        hashes=frozenset(
            {source["sha256"] for table in ReleaseTable.objects.all() for source in table.sources}
            | set(Revision.objects.values_list("sha256", flat=True))
            | set(DisclosureCertificate.objects.values_list("sha256", flat=True))
        ),
        printed=frozenset(filter(is_telling, rest)),
    )


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Found:
    """The world is left behind as soon as all of it was looked at."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        everything = look(make_planted(patch))
        transaction.set_rollback(True)
    return everything


def percent(part: int, whole: int) -> str:
    """To one decimal, half up, without its sign."""
    return str(abs(Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def worked_out() -> dict[str, str]:
    """What a reader of the last release would give back a planted count by, worked out here."""
    before = YEARS[-2]
    now, then = (planted_count(MISSING, CARE, year) for year in (LAST, before))
    again = planted_count(MISSING, REPEAT_CARE, LAST), planted_count(MISSING, REPEAT_CARE, before)
    (small,) = SMALL_ROWS[SECTION_42]
    quarter = planted_count(QUARTERS, "removed", f"{LAST}-q2")
    area = SMALL_ROWS[RATES][0]
    people = 40 * planted_count(RATES, area, "people")
    rate = (Decimal(planted_count(RATES, area, LAST)) * 10_000 / people).quantize(Decimal("0.1"))
    return {
        "a count": str(then),
        "a count of repeats": str(again[0]),
        "a change": str(abs(now + 41 - then)),
        "a change of repeats": str(abs(again[0] - again[1])),
        "a percentage": percent(again[0] - again[1], again[1]),
        "a ratio": str((Decimal(again[0]) / again[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)),
        "a count in a total": str(planted_count(SECTION_42, small, LAST)),
        "a made-up count": str(planted_count(CONTACTS, "3c", LAST)),
        "a count of a quarter": str(quarter),
        "a rate": str(rate),
    }


@pytest.mark.parametrize("what", worked_out())
def test_what_gives_a_count_back_is_looked_for(found: Found, what: str) -> None:
    number = worked_out()[what]
    assert number in found.secrets | found.counts


def test_every_planted_count_has_five_digits_and_each_family_a_hidden_mark(found: Found) -> None:
    assert len([one for one in found.counts if len(one) == 5]) >= 40
    assert len([one for one in found.counts if len(one) > 5]) >= 1, "no count is hidden to protect another"
    assert len(found.places) == 2 * len(FAMILIES), "each chart is drawn twice, once for telephones"
    # A chart of a long list shows its ten largest rows, and no small one among them.
    assert [title for title, places in found.places.items() if not places] == ["Contacts by source"]


def test_no_artefact_holds_a_count_or_what_gives_one_back(found: Found) -> None:
    wanted = found.counts | found.secrets
    leaks = {one.name: sorted(both) for one in found.artefacts if (both := one.numbers & wanted)}
    assert leaks == {}


def test_no_chart_has_a_mark_where_a_hidden_count_would_be(found: Found) -> None:
    looked_at = set()
    for artefact in found.artefacts:
        for title, places in drawings(artefact).items():
            if title in found.places:
                looked_at.add((artefact.kind, title))
                assert not places & found.places[title], f"{artefact.name}: {title}"
    assert {kind for kind, _ in looked_at} == {"text/html", "image/svg+xml", "application/json"}
    assert {title for _, title in looked_at} == set(found.places)


def test_the_true_charts_have_the_scale_of_those_that_are_published(found: Found) -> None:
    """Otherwise their marks would stand elsewhere, and nothing would be looked for."""
    assert {"Missing children", "Outcomes of closed section 42(2) enquiries"} <= found.scales


def test_no_artefact_holds_a_hash_of_what_is_kept_back(found: Found) -> None:
    # Who knows all of a return but one small number could try each until the hash fits.
    assert found.hashes
    for artefact in found.artefacts:
        for digest in found.hashes:
            assert not artefact.holds(digest), artefact.name


NEEDED = {
    "a release": (f"/releases/{LAST}-2/", "text/html"),
    "an older release": (f"/releases/{LAST}/", "text/html"),
    "a release of the year before": (f"/releases/{YEARS[-2]}/", "text/html"),
    "changes of a release": (f"/releases/{LAST}-2/changes/", "text/html"),
    "an indicator": ("/figures/police/missing-children/", "text/html"),
    "a theme": ("/figures/police/", "text/html"),
    "a report": ("/reports/2022-23/", "text/html"),
    "CSV": (f"/releases/{LAST}-2/missing-children.csv", "text/csv"),
    "JSON": ("/figures/police/missing-children.json", "application/json"),
    "a drawing": ("/figures/police/missing-children.svg", "image/svg+xml"),
    "a workbook of a family": ("/figures/police/missing-children.xlsx", "spreadsheetml"),
    "a workbook of a release": (f"/releases/{LAST}-2/data.xlsx", "spreadsheetml"),
    "observations": (f"/versions/{LAST}-2/observations", "application/json"),
    "changes for programs": (f"/missing-children/versions/{LAST}-2/changes", "application/json"),
    "a version": (f"/missing-children/versions/{LAST}-2", "application/json"),
    "the report for programs": ("annual-report.json", "application/json"),
    "the report's PDF file": ("annual-report.pdf", "application/pdf"),
    "an older report": ("report 1.pdf", "application/pdf"),
}


@pytest.mark.parametrize("what", NEEDED)
def test_the_search_sees_what_is_printed(found: Found, what: str) -> None:
    """A search that is blind in one kind of file would find nothing there whatever it held."""
    name, kind = NEEDED[what]
    artefacts = [
        one for one in found.artefacts if one.name.partition("?")[0].endswith(name) and kind in one.content_type
    ]
    assert artefacts
    for artefact in artefacts:
        assert artefact.numbers & found.printed, artefact.name


def test_the_search_sees_alternative_texts_of_the_report(found: Found) -> None:
    reports = [one for one in found.artefacts if one.address.endswith("annual-report.pdf") and "pdf" in one.kind]
    assert reports
    for report in reports:
        spoken = set().union(*map(numbers, words_of_pdf(report.data, ["/Alt"])))
        assert str(planted_count(MISSING, "number-of-missing-children-reports", LAST)) in spoken, report.name


def test_every_kind_of_artefact_can_be_read(found: Found) -> None:
    assert {one.kind for one in found.artefacts} <= set(READERS)
    assert len(found.artefacts) > 150
