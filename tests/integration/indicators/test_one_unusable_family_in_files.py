"""A family that a file, the API, a comparison or the report cannot work with is named there, and the others go on."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from indicators.definitions.families import get_family
from indicators.exports import dcat, package, workbook
from indicators.models import ReleaseFile
from indicators.open_data.api import answers
from indicators.parsing import template as csv_template
from indicators.parsing import workbook as book_template
from indicators.releases.stored_workbooks import WHOLE, store_missing_workbooks, store_workbooks
from indicators.returns.services import save_figures, submit_figures
from indicators.tables import differences
from partnership.models import ReportingYear
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import thaw
from reports.impact.comparison import indicators as comparison
from tests.factories.files import a_template
from tests.factories.indicators import a_release, approve, approved_return, explained
from tests.integration.indicators.files.uploading import checked
from tests.people import People
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BROKEN, SOUND = "missing-children", "child-sexual-exploitation"
TITLES = {slug: get_family(slug).title for slug in (BROKEN, SOUND)}
Breaks = Callable[[Any, str], None]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Breaks:
    """Makes a function of a module fail for whatever is about the broken family."""

    def break_it(module: Any, name: str) -> None:
        works = getattr(module, name)

        def fails(*given: Any, **more: Any) -> Any:
            if any(BROKEN in (_slug(one), str(one)) for one in given):
                raise KeyError("share")
            return works(*given, **more)

        monkeypatch.setattr(module, name, fails)

    return break_it


def _slug(one: Any) -> str:
    """Of a table's content, a form, or the versions of a data set."""
    if isinstance(one, dict):
        return str(one.get("slug", ""))
    if isinstance(one, list) and one:
        return str(getattr(one[0], "family_slug", ""))
    return str(getattr(getattr(one, "family", None), "slug", ""))


def released(people: People, year: ReportingYear) -> Any:
    """A public release of both."""
    for slug in (BROKEN, SOUND):
        approved_return(slug, year, people.partner_police.organisation)
    return a_release(year)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_to_fill_in_names_the_family(client: Client, cast: Cast, breaks: Breaks, kind: str) -> None:
    template = a_template(cast.police)
    breaks(book_template if kind == "xlsx" else csv_template, "lines_of")
    client.force_login(cast.partner_police)
    answer = client.get(f"/partner/figures/2022-23/returns/{template.slug}/template.{kind}")
    assert answer.status_code == 200
    said = f"We cannot write the lines of {TITLES[BROKEN]} here. Enter its figures in the form"
    if kind == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert not [one for one in lines if one.startswith(f"{TITLES[BROKEN]},")]
        assert sum(said in one for one in lines) == 1
        assert sum(one.startswith(f"{TITLES[SOUND]},") for one in lines) == 1
    else:
        book = load_workbook(io.BytesIO(answer.content))
        assert book.sheetnames[1:] == [TITLES[SOUND]]
        assert said in [str(cell.value)[: len(said)] for row in book.worksheets[0].iter_rows() for cell in row]


def test_what_was_written_without_the_family_comes_back(client: Client, cast: Cast, breaks: Breaks) -> None:
    """The column that says so is not read, and the saved figures of the family stay."""
    template = a_template(cast.police)
    breaks(csv_template, "lines_of")
    client.force_login(cast.partner_police)
    content = client.get(f"/partner/figures/2022-23/returns/{template.slug}/template.csv").content
    found = checked(template, cast, content)
    said = [str(one) for one in found.problems if TITLES[BROKEN] in one.sentence]
    assert said == [f"The file has no figures for {TITLES[BROKEN]}. Its saved figures stay the same."]
    assert found.rejections == []
    assert {one.form.family.slug: one.is_in_file for one in found.families} == {BROKEN: False, SOUND: True}


def test_the_comparison_of_two_years_names_the_family(people: People, year: ReportingYear, breaks: Breaks) -> None:
    contents = [table.content for table in released(people, year).tables.order_by("position")]
    before = [content | {"year": "2021-22"} for content in contents]
    breaks(comparison, "_measures")
    found = comparison.side_by_side(before, contents)
    assert [(one.slug, bool(one.rows), one.notes[-1:]) for one in found] == [
        (SOUND, True, found[0].notes[-1:]),
        (BROKEN, False, ("We cannot put the figures of both years side by side.",)),
    ]


def test_the_page_of_changes_names_the_family(
    client: Client, people: People, year: ReportingYear, breaks: Breaks
) -> None:
    first = released(people, year)
    sent = first.tables.get(family_slug=SOUND).submission
    by = people.partner_police
    cells = {cell: replace(one, number=one.number + 1) for cell, one in sent.values().items() if one.number}
    saved = save_figures(submission=sent, cells=sent.values() | cells, by=by, revision=sent.revision)
    approve(submit_figures(submission=explained(saved), by=by, revision=saved.revision))
    second = a_release(year)
    breaks(differences, "_texts")
    answer = client.get(f"{second.get_absolute_url()}changes/")
    assert answer.status_code == 200
    assert TITLES[BROKEN] in answer.text
    assert answer.text.count("We cannot compare these figures with the previous release.") == 1


def test_the_report_is_built_with_the_others_and_says_so(cast: Cast, year: ReportingYear, breaks: Breaks) -> None:
    released(cast, year)
    # The package has a function of the module's name.
    breaks(import_module("reports.document.sections.figures"), "figure_table")
    edition = build_edition(begin_edition(year=year, by=cast.coordinator).pk)
    (section,) = [one for one in thaw(edition.frozen)["sections"] if one["anchor"] == "figures"]
    assert [table["slug"] for theme in section["themes"] for table in theme["tables"]] == [SOUND]
    said = json.dumps(section["introduction"], ensure_ascii=False)
    assert "contains 2 tables" in said
    assert f"In the release, but not shown here, because we cannot show them in a report: {TITLES[BROKEN]}." in said


def test_the_api_describes_the_family_by_its_definition(
    client: Client, people: People, year: ReportingYear, breaks: Breaks
) -> None:
    released(people, year)
    breaks(answers, "dataset")
    found = client.get("/api/v1/datasets")
    assert found.status_code == 200
    assert {one["slug"]: (one["is_readable"], one["title"]) for one in found.json()} == {
        BROKEN: (False, TITLES[BROKEN]),
        SOUND: (True, TITLES[SOUND]),
    }
    assert client.get(f"/api/v1/datasets/{SOUND}").json()["is_readable"]
    alone = Client(raise_request_exception=False).get(f"/api/v1/datasets/{BROKEN}")
    assert (alone.status_code, alone.headers["Content-Type"]) == (500, "application/problem+json")
    assert alone.json()["detail"] == "The portal could not answer this. It is not your mistake, and it has been logged."


def test_the_catalogue_of_data_names_the_family(
    client: Client, people: People, year: ReportingYear, breaks: Breaks
) -> None:
    released(people, year)
    breaks(dcat, "span_of")
    found = json.loads(client.get("/data/catalog.jsonld").content)
    assert [one["dct:identifier"] for one in found["dcat:dataset"]] == [SOUND]
    assert found["dct:description"].endswith(f"Not listed, because we cannot describe them: {TITLES[BROKEN]}.")


def test_the_data_package_names_the_family(client: Client, people: People, year: ReportingYear, breaks: Breaks) -> None:
    release = released(people, year)
    breaks(package, "csv_text")
    found = json.loads(client.get(f"{release.get_absolute_url()}datapackage.json").content)
    assert [one["name"] for one in found["resources"]] == [SOUND]
    assert found["description"] == f"Not listed, because we cannot write them as files: {TITLES[BROKEN]}."


def test_the_workbook_of_a_release_names_the_family(people: People, year: ReportingYear, breaks: Breaks) -> None:
    release = released(people, year)
    breaks(workbook, "_data_table")
    assert store_workbooks(release) == 2
    stored = {one.name: one.data() for one in ReleaseFile.objects.filter(release=release)}
    assert set(stored) == {SOUND, WHOLE}
    book = load_workbook(io.BytesIO(stored[WHOLE]))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    said = f"In the release, but not in this workbook, because we cannot write them: {TITLES[BROKEN]}."
    assert any(said in cell for cell in cells)
    assert any(TITLES[SOUND] in cell for cell in cells)
    # Nothing is left to be made every minute.
    assert store_missing_workbooks() == 0


def test_one_table_alone_that_cannot_be_written_is_no_workbook(
    people: People, year: ReportingYear, breaks: Breaks
) -> None:
    content = released(people, year).tables.get(family_slug=BROKEN).content
    breaks(workbook, "_data_table")
    with pytest.raises(KeyError):
        workbook.workbook_bytes([content], None)  # type: ignore[arg-type]
