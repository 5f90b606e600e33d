"""A file of national open data: mapped once by the coordinator, then sent like any other file of the return."""

import datetime
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from indicators.definitions.code_sets import DATA
from indicators.definitions.periods import parse_period
from indicators.files.checked_file import Checked
from indicators.files.national import map_open_data, use_ready_layout
from indicators.files.uploads import submit_file
from indicators.models import Area, Figure, OpenDataMapping, PopulationEstimate, ReturnTemplate, Submission, Upload
from indicators.parsing.national_layouts import ready_layouts
from partnership.exceptions import DomainError, NotAllowed
from review.models import Event
from tests.factories.files import a_template
from tests.factories.indicators import make_areas
from tests.stages import Cast
from tests.unit.indicators.parsing.open_data import SAC_HEADINGS, as_csv, ees_file, published, rates_of, sac_line

pytestmark = pytest.mark.django_db
YEAR = parse_period("2022-23")
FAMILY = "child-protection-plans-rate"
COLUMNS = "count = cpp_number\nrate = cpp_rate_per_10000"
PUBLISHED = datetime.date(2023, 10, 26)


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    make_areas()
    return a_template(cast.council, [FAMILY], slug="rates", title="Rates")


def mapped(cast: Cast) -> OpenDataMapping:
    return map_open_data(
        family_slug=FAMILY, layout="ees", columns=COLUMNS, filters="category = Total", by=cast.coordinator
    )


def test_a_file_of_the_department_is_saved_as_it_is(cast: Cast, template: ReturnTemplate) -> None:
    mapped(cast)
    found = submit_file(
        template=template,
        period=YEAR,
        name="children_on_plans.csv",
        content=ees_file(*range(2016, 2025)),
        by=cast.partner_council,
        submit=False,
        published_on=PUBLISHED,
    )
    assert [str(one) for one in found.rejections] == []
    sent = Submission.objects.get(family_slug=FAMILY)
    assert sent.note.endswith("as published on 26 October 2023.")
    rates = {
        one.area.name: one.value for one in Figure.objects.filter(column="rate").select_related("area") if one.area
    }
    assert {"Bath and North East Somerset", "Devon", "South West", "England"} <= set(rates)
    assert rates == {area: Decimal(published(2023)[area][2]) for area in rates}


def test_the_coordinator_maps_and_nobody_else(cast: Cast) -> None:
    mapped(cast)
    event = Event.objects.get(verb="map open data")
    assert event.actor == cast.coordinator
    with pytest.raises(NotAllowed):
        map_open_data(family_slug=FAMILY, layout="ees", columns=COLUMNS, by=cast.partner_council)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"family_slug": "nothing"}, "There is no family of figures"),
        ({"columns": "rate"}, "must name a column and its text"),
        ({"columns": f"{COLUMNS}\nrate = other"}, "rate is named twice"),
        ({"columns": "number = cpp_number"}, "has no column number"),
        ({"rows": "devon"}, "must name a row and its columns"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(cast: Cast, changes: dict[str, str], says: str) -> None:
    with pytest.raises(DomainError, match=says):
        map_open_data(**{"family_slug": FAMILY, "layout": "ees", "columns": COLUMNS, "by": cast.coordinator} | changes)
    assert not OpenDataMapping.objects.exists()


def test_the_form_of_the_return_asks_for_the_vintage_once_a_file_is_mapped(
    client: Client, cast: Cast, template: ReturnTemplate
) -> None:
    client.force_login(cast.partner_council)
    address = reverse("indicators:upload-create", args=[YEAR.slug, template.slug])
    assert "When was it published?" not in client.get(address).text
    mapped(cast)
    assert "When was it published?" in client.get(address).text
    file = io.BytesIO(ees_file(2023))
    file.name = "children_on_plans.csv"
    day = {"published_on-day": "26", "published_on-month": "10", "published_on-year": "2023"}
    preview = client.post(address, {"file": file, **day}, follow=True)
    assert preview.context["checked"].can_save
    assert Upload.objects.get().published_on == PUBLISHED
    file.seek(0)
    assert "Enter the day on which the file was published" in client.post(address, {"file": file}, follow=True).text


def test_the_page_maps_a_family_and_begins_with_what_is_mapped(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    address = reverse("indicators:open-data-mapping")
    wanted = {"family_slug": FAMILY, "layout": "ees", "columns": COLUMNS, "filters": "category = Total", "rows": ""}
    done = client.post(address, wanted, follow=True)
    assert "has been mapped" in done.text
    again = client.get(address, {"family": FAMILY})
    assert "rate = cpp_rate_per_10000" in again.text
    refused = client.post(address, wanted | {"columns": "number = a"})
    assert "has no column number" in refused.text


def test_what_is_downloaded_goes_through_the_pages_and_says_what_else_to_upload(client: Client, cast: Cast) -> None:
    """Mapped by the coordinator, sent by the partner: the Department's file, the adults', and what comes along."""
    make_areas()
    template = a_template(cast.council, [FAMILY, "enquiry-outcomes"], slug="rates", title="Rates")
    client.force_login(cast.coordinator)
    plans = {"family_slug": FAMILY, "layout": "ees", "columns": COLUMNS, "filters": "category = Total", "rows": ""}
    rows = "\n".join(f"{key}: CATEGORY = Risk {key}" for key in ("remained", "reduced", "removed"))
    outcomes = {"family_slug": "enquiry-outcomes", "layout": "sac", "columns": "count = VALUE", "rows": rows}
    for mapping in (plans, outcomes | {"filters": "TABLE_REFERENCE = SG2e"}):
        assert "has been mapped" in client.post(reverse("indicators:open-data-mapping"), mapping, follow=True).text
    client.force_login(cast.partner_council)

    def upload(name: str, content: bytes) -> Checked:
        file = io.BytesIO(content)
        file.name = name
        day = {"published_on-day": "26", "published_on-month": "10", "published_on-year": "2023"}
        address = reverse("indicators:upload-create", args=[YEAR.slug, template.slug])
        found: Checked = client.post(address, {"file": file, **day}, follow=True).context["checked"]
        return found

    download = io.BytesIO()
    with zipfile.ZipFile(download, "w") as archive:
        archive.writestr("data/children_on_plans.csv", ees_file(2023))
    adults = as_csv(
        [SAC_HEADINGS, *(sac_line("SG2e", f"Risk {key}", "15") for key in ("remained", "reduced", "removed"))]
    )
    assert upload("children_on_plans.csv", ees_file(*range(2016, 2025))).can_save
    assert upload("adults.csv", adults).can_save
    for name, content, says in (
        ("download.zip", download.getvalue(), "Take the workbook or the .csv file out of it"),
        ("plans.meta.csv", b"col_name,col_type,label\ncpp_number,Indicator,Number\n", "Upload the data file"),
        ("last_year.csv", ees_file(2022), "The file has no line for 2022-23"),
        ("renamed.csv", ees_file(2023).replace(b"cpp_number", b"plans"), "It has no column cpp_number"),
    ):
        refused = upload(name, content)
        assert not refused.can_save
        assert says in refused.problems[0].sentence


def test_both_commands_do_the_same(cast: Cast, template: ReturnTemplate, tmp_path: Path) -> None:
    said = io.StringIO()
    call_command(
        "map_open_data",
        family=FAMILY,
        layout="ees",
        column=COLUMNS.splitlines(),
        filter=["category=Total"],
        by=cast.coordinator.email,
        stdout=said,
    )
    assert "mapped" in said.getvalue()
    path = tmp_path / "children_on_plans.csv"
    path.write_bytes(ees_file(2023))
    options = {"slug": template.slug, "period": YEAR.slug, "by": cast.partner_council.email, "draft": True}
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("submit_figures", str(path), **options, stdout=said, stderr=said)
    assert "Enter the day on which the file was published" in said.getvalue()
    call_command("submit_figures", str(path), **options, published_on=PUBLISHED, stdout=said)
    assert Figure.objects.filter(column="rate", value__isnull=False).count() > 10


RATES = ("referrals-rate", FAMILY, "children-looked-after-rate")
USED = ("referrals", "plans", "looked-after-2025")


def test_the_coordinator_chooses_the_publishers_layout_and_the_partner_sends_the_files(
    client: Client, cast: Cast
) -> None:
    """No column is mapped by hand, no table reshaped; what the files do not have is named."""
    make_areas()
    template = a_template(cast.council, RATES, slug="rates", title="Rates")
    mapping = reverse("indicators:open-data-mapping")
    client.force_login(cast.coordinator)
    for key in USED:
        assert f"?use={key}#map" in client.get(mapping).text
        chosen = client.get(mapping, {"use": key}).context["form"].initial
        assert "has been mapped" in client.post(mapping, chosen, follow=True).text
    client.force_login(cast.partner_council)
    day = {"published_on-day": "26", "published_on-month": "11", "published_on-year": "2025"}
    for name in (
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv",
        "d5_cpps_at31march_by_duration_2013_to_2025.csv",
        "cla_number_and_rate_per_10k_children_2025.csv",
    ):
        with (DATA / "open_data" / name).open("rb") as file:
            address = reverse("indicators:upload-create", args=[YEAR.slug, template.slug])
            preview = client.post(address, {"file": file, **day}, follow=True)
        assert preview.context["checked"].can_save, preview.context["checked"].problems
        seen = preview.context["checked"].seen
        client.post(preview.request["PATH_INFO"], {"action": "save", "seen": seen}, follow=True)
    counts = {
        (one.submission.family_slug, one.area.name): one.value
        for one in Figure.objects.filter(column="count").select_related("area", "submission")
        if one.area
    }
    for area, numbers in rates_of(2023).items():
        for slug, indicator in zip(RATES, ("referrals_n", "cpp_31mar_n", "cla_31mar_n"), strict=True):
            if (slug, area) in counts:
                assert counts[slug, area] == Decimal(numbers[indicator])
    assert {area for _slug, area in counts} >= {"Bath and North East Somerset", "Devon", "South West", "England"}
    assert {slug for slug, _area in counts} == set(RATES)
    assert not Figure.objects.filter(submission__family_slug=FAMILY, column="rate", value__isnull=False).exists()


def test_rates_that_the_department_stopped_printing_are_worked_out_over_loaded_estimates(cast: Cast) -> None:
    """36,209 children lived in our area in June 2022: 139 are 38.4 per 10,000, as the Department's tool says."""
    make_areas()
    template = a_template(cast.council, [FAMILY], slug="rates", title="Rates")
    own = Area.objects.get(slug="bath-and-north-east-somerset")
    PopulationEstimate.objects.create(
        area=own,
        age_band="0-17",
        reference_date=datetime.date(2022, 6, 30),
        vintage=datetime.date(2025, 7, 30),
        persons=36_209,
        source="Mid-year estimates, ONS",
    )
    use_ready_layout(next(one for one in ready_layouts() if one.key == "plans"), by=cast.coordinator)
    found = submit_file(
        template=template,
        period=YEAR,
        name="d5.csv",
        content=(DATA / "open_data" / "d5_cpps_at31march_by_duration_2013_to_2025.csv").read_bytes(),
        by=cast.partner_council,
        submit=False,
        published_on=PUBLISHED,
    )
    assert [str(one) for one in found.rejections] == []
    rate = Figure.objects.get(column="rate", value__isnull=False)
    assert rate.area == own
    assert rate.value == Decimal(published(2023)[own.name][2])
    assert "Mid-year estimates, ONS, published on 30 July 2025" in Submission.objects.get().note


def test_a_mapping_that_is_not_there_is_no_mapping(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert client.get(reverse("indicators:open-data-mapping"), {"use": "nothing"}).context["chosen"] is None


def test_the_command_uses_a_ready_mapping(cast: Cast) -> None:
    call_command("map_open_data", ready="looked-after-2025", by=cast.coordinator.email, stdout=io.StringIO())
    assert OpenDataMapping.objects.get().columns == {"count": "children_count", "rate": "rate_per_10000"}


def test_the_command_refuses_what_the_page_refuses(cast: Cast) -> None:
    with pytest.raises(CommandError, match="has no column number"):
        call_command("map_open_data", family=FAMILY, layout="ees", column=["number=a"], by=cast.coordinator.email)
    with pytest.raises(CommandError, match="does not have an account"):
        call_command("map_open_data", family=FAMILY, layout="ees", column=["rate=a"], by="nobody@example.org")
