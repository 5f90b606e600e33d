"""Other people's programs read our files, and find in them what we meant."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from indicators.exports import csv_text
from indicators.exports.csv_file import COLUMNS, HEADER
from indicators.exports.csvw import csv_metadata
from indicators.exports.json_file import as_json
from indicators.exports.package import data_package
from tests.lazy import Lazily
from tests.unit.indicators.exports.exporting import ABOUT, by_area, windows

csvw, frictionless, pd = Lazily("csvw"), Lazily("frictionless"), Lazily("pandas")

TABLES = [windows, by_area]
TEXTS = [column.name for column in COLUMNS if column.datatype == "string"]
FLAGS = [column.name for column in COLUMNS if column.datatype == "boolean"]
GUIDE = Path(__file__).resolve().parents[4] / "docs" / "open-data.md"
DATES = [column.name for column in COLUMNS if column.datatype == "date"]


@pytest.fixture(params=TABLES, ids=["windows", "by area"])
def content(request: pytest.FixtureRequest) -> dict[str, Any]:
    made: dict[str, Any] = request.param()
    return made


@pytest.fixture
def text(content: dict[str, Any]) -> str:
    return csv_text(content, ABOUT.slug, ABOUT.area)


def test_pandas_reads_the_right_types_by_itself(text: str) -> None:
    frame = pd.read_csv(io.StringIO(text), parse_dates=DATES)

    assert list(frame.columns) == list(HEADER)
    assert frame["value"].dtype == "float64"
    assert {str(frame[name].dtype) for name in FLAGS} == {"bool"}
    assert {frame[name].dtype.kind for name in DATES} == {"M"}
    assert all(pd.api.types.is_string_dtype(frame[name]) for name in TEXTS if frame[name].notna().any())


def test_what_pandas_adds_up_is_what_is_published(content: dict[str, Any], text: str) -> None:
    frame = pd.read_csv(io.StringIO(text))
    without = frame[frame["state"].isin(["unable_to_supply", "not_applicable"])]

    assert without["value"].isna().all()
    assert len(without) > 0
    assert frame[frame["state"].isin(["reported", "nil"])]["value"].notna().all()
    printed = [cell["value"] for row in content["rows"] for cell in row["cells"] if cell["value"] is not None]
    main = frame[frame["table"] == content["title"]]
    assert main["value"].dropna().tolist() == [float(number) for number in printed]


def test_what_other_readers_guess_types_from(text: str) -> None:
    """R's readr takes a column for numbers, dates or true and false only where every cell that is not empty is one."""
    lines = list(csv.DictReader(io.StringIO(text)))
    for line in lines:
        assert re.fullmatch(r"(-?[0-9]+(\.[0-9]+)?)?", line["value"])
        assert all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", line[name]) for name in DATES)
        assert {line[name] for name in FLAGS} <= {"true", "false"}
        assert None not in line
        assert "NA" not in line.values()


def documented(language: str) -> str:
    """The example of docs/open-data.md in a programming language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    example: str = found[0]
    return example


@pytest.mark.parametrize("empty", ["", "group", "symbol", "value", "area"])
def test_the_documented_example_reads_the_types_of_empty_columns_too(
    text: str, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = list(csv.DictReader(io.StringIO(text)))
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(line | ({empty: ""} if empty else {}) for line in lines)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}

    exec(documented("python"), names)

    frame = names["figures"]
    assert list(frame.columns) == list(HEADER)
    assert {str(frame[name].dtype) for name in TEXTS} == {"string"}
    assert {str(frame[name].dtype) for name in FLAGS} == {"bool"}
    assert {frame[name].dtype.kind for name in DATES} == {"M"}
    assert frame["value"].dtype == "float64"
    assert len(frame) == len(lines)
    if empty:
        assert frame[empty].isna().all()
        guessed = pd.read_csv("figures.csv")
        assert guessed[empty].dtype == "float64", "which is why the example says the types"


def test_the_documented_example_for_r_names_the_types_of_our_columns() -> None:
    named = dict(re.findall(r"(\S+) = readr::col_(\w+)\(\)", documented("r")))
    assert named.pop(".default") == "character"
    kinds = {"decimal": "double", "date": "date", "boolean": "logical"}
    assert named == {column.name: kinds[column.datatype] for column in COLUMNS if column.datatype != "string"}


def test_csvw_is_valid_and_typed(content: dict[str, Any], text: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8", newline="")
    metadata = tmp_path / "table.csv-metadata.json"
    metadata.write_text(as_json(csv_metadata(content, ABOUT, "table.csv")), encoding="utf-8")

    read = csvw.CSVW(str(metadata), validate=True)

    assert read.is_valid, read.warnings
    rows = list(read.tables[0])
    assert len(rows) == len(text.splitlines()) - 1
    kinds = {name: {type(row[name]).__name__ for row in rows if row[name] is not None} for name in HEADER}
    assert kinds["value"] == {"Decimal"}
    assert all(kinds[name] == {"datetime"} for name in DATES)
    assert all(kinds[name] == {"bool"} for name in FLAGS)
    assert any(row["value"] is None for row in rows)


def test_metadata_say_the_terms_of_reuse() -> None:
    open_terms, unsettled = csv_metadata(by_area(), ABOUT, "x.csv"), csv_metadata(windows(), ABOUT, "x.csv")

    assert open_terms["dc:license"]["@id"].startswith(
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/"
    )
    assert "dc:license" not in unsettled
    assert "to be confirmed" in unsettled["dc:rights"]


def test_the_data_package_validates(tmp_path: Path) -> None:
    contents = [windows(), by_area()]
    for one in contents:
        text = csv_text(one, ABOUT.slug, ABOUT.area)
        (tmp_path / f"{one['slug']}.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "datapackage.json").write_text(as_json(data_package(contents, ABOUT)), encoding="utf-8")

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == 2


def test_the_data_package_finds_a_changed_file(tmp_path: Path) -> None:
    content = windows()
    text = csv_text(content, ABOUT.slug, ABOUT.area).replace("95", "96")
    (tmp_path / f"{content['slug']}.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "datapackage.json").write_text(as_json(data_package([content], ABOUT)), encoding="utf-8")

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert {error for (error,) in report.flatten(["type"])} == {"hash-count"}


def test_the_data_package_names_terms_sources_and_publisher() -> None:
    package = data_package([windows(), by_area()], ABOUT)

    assert [licence["name"] for licence in package["licenses"]] == ["notspecified", "OGL-UK-3.0"]
    assert package["contributors"][0]["email"] == "partnership@example.org"
    assert package["release_sha256"] == ABOUT.sha256
    assert all(resource["sources"][0]["title"] for resource in package["resources"])
    nameless = data_package([windows()], _without_email())
    assert "email" not in nameless["contributors"][0]
    assert json.loads(as_json(package)) == package


def _without_email() -> Any:
    return type(ABOUT)(**(vars(ABOUT) | {"email": ""}))
