"""What anybody can read: every public address of the figures, and the numbers that stand there."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.test import Client
from python_calamine import CalamineWorkbook

from tests.integration.indicators.stateful.oracle import FORMS, Answer, Cell, Form

NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(?![\w])")
# Figures that were typed and are as large as this stand nowhere by chance.
TELLING = 1_000_000
LISTS = (
    *("/", "/figures/", "/releases/", "/reports/", "/data/catalog.jsonld"),
    *("/api/v1/datasets", "/api/v1/releases", "/api/v1/calendar", "/api/v1/families"),
)
FAMILY_FILES = ("/", ".csv", ".json", ".svg", ".xlsx", ".csv-metadata.json")


def addresses_of_family(form: Form) -> list[str]:
    """Where the newest table of a family is read."""
    page = f"/figures/{form.theme}/{form.slug}"
    return [
        f"/figures/{form.theme}/",
        *(f"{page}{ending}" for ending in FAMILY_FILES),
        f"/api/v1/datasets/{form.slug}",
        f"/api/v1/datasets/{form.slug}/versions",
    ]


def addresses_of_release(slug: str) -> list[str]:
    """Where one release is read; nothing of them is there before it is published."""
    version = [f"/api/v1/datasets/{form.slug}/versions/{slug}" for form in FORMS]
    return [
        *(f"/releases/{slug}{ending}" for ending in ("/", "/changes/", "/data.xlsx", "/datapackage.json")),
        *(f"/releases/{slug}/{form.slug}{ending}" for form in FORMS for ending in (".csv", ".csv-metadata.json")),
        f"/api/v1/releases/{slug}",
        *version,
        *(f"{one}/{part}" for one in version for part in ("observations", "changes")),
    ]


def every_address(releases: Iterable[str]) -> list[str]:
    """Every public address on which a figure could stand."""
    return [
        *LISTS,
        *(address for form in FORMS for address in addresses_of_family(form)),
        *(address for slug in releases for address in addresses_of_release(slug)),
    ]


def read(address: str) -> tuple[int, str]:
    """What a stranger is answered, as text."""
    response = Client().get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        return response.status_code, "\n".join(_cells_of(body))
    return response.status_code, body.decode()


def _cells_of(body: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    for name in book.sheet_names:
        for line in book.get_sheet_by_name(name).to_python():
            for cell in line:
                yield str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def telling_numbers(text: str) -> set[int]:
    """The numbers on a page that can only be figures."""
    found = {int(number.replace(",", "")) for number in NUMBER.findall(text)}
    return {number for number in found if number >= TELLING}


def shown_in_csv(form: Form, text: str) -> dict[Cell, Answer]:
    """What a public CSV says of the cells that were typed."""
    return dict(_observed(form, csv.DictReader(io.StringIO(text))))


def shown_in_api(form: Form, text: str) -> dict[Cell, Answer]:
    """The same of a page of observations."""
    return dict(_observed(form, json.loads(text)["items"]))


def _observed(form: Form, lines: Iterable[dict[str, object]]) -> Iterator[tuple[Cell, Answer]]:
    for line in lines:
        if line["column_key"] in form.columns:
            number = Decimal(str(line["value"])) if line["value"] else None
            yield (
                (str(line["row_key"]), str(line["column_key"])),
                Answer(
                    str(line["state"]),
                    number,
                    provisional=line["provisional"] in (True, "true"),
                    revised=line["revised"] in (True, "true"),
                ),
            )


def shown_in_json(form: Form, text: str) -> dict[Cell, Answer]:
    """What a public JSON file says of them."""
    return shown_in_table(form, json.loads(text)["table"])


def shown_in_table(form: Form, table: dict[str, object]) -> dict[Cell, Answer]:
    """What a stored table prints."""
    rows: list[dict[str, object]] = table["rows"]  # type: ignore[assignment]
    found = {}
    for row in rows:
        cells: list[dict[str, str | None]] = row["cells"]  # type: ignore[assignment]
        for cell in cells:
            if cell["key"] in form.columns:
                number, text = cell["value"], str(cell["text"])
                found[str(row["key"]), str(cell["key"])] = Answer(
                    str(cell["state"]),
                    None if number is None else Decimal(number),
                    provisional="[p]" in text,
                    revised="[r]" in text,
                )
    return found
