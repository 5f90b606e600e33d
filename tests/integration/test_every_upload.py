"""Every way in which a file comes in: each account has so many in an hour, counted whatever becomes of the file."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_table import ROWS
from tests.integration.test_access import address_of, client_of
from tests.integration.test_hostile_strings import forms_of
from tests.world import World

# Each address at which a page takes a file in. A new one is added here, and so is tried below.
PAGES = {
    "admin:former-report-upload",
    "indicators:area-load",
    "indicators:closed-upload-create",
    "indicators:population-load",
    "indicators:upload-create",
    "learning:media",
    "learning:media-attach",
    "priorities:plan-file",
    "reports:assessment-load",
}
# Each address at which a program sends one, with the API's own name of it.
PROGRAMS = {"/api/v1/returns/{slug}/{period}/check"}
TOO_MANY = "files in the last hour. Try again in an hour."
# What stands in a field in which people type.
TYPED = {"year_label": "2009-10", "source_url": ""}
WORDS = "Taken from page 12 of the printed report."


def _named(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, str(pattern.name))), pattern


def _subclasses(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


def _takes_a_file(form: type | None) -> bool:
    return any(isinstance(field, forms.FileField) for field in getattr(form, "base_fields", {}).values())


def test_every_page_that_takes_a_file_is_named_here() -> None:
    classes = {name: getattr(getattr(one.callback, "view_class", None), "form_class", None) for name, one in _named()}
    found = {name: form for name, form in classes.items() if _takes_a_file(form)}

    assert set(found) == PAGES
    # No form with a file is used elsewhere, by a view that chooses it later. Forms of other tests are on no page.
    every = [form for form in _subclasses(forms.BaseForm) if not form.__module__.startswith("tests.")]
    loose = [form for form in every if not issubclass(form, tuple(found.values()))]
    assert [form for form in loose if _takes_a_file(form)] == []


class Counting:
    """The cache that the portal has by itself, in its database; later as many uses are added to what it counts."""

    def __init__(self, cache: DatabaseCache) -> None:
        self.cache, self.keys, self.others = cache, list[str](), 0

    def add(self, key: str, value: int, timeout: int) -> bool:
        return bool(self.cache.add(key, value, timeout))

    def incr(self, key: str) -> int:
        self.keys.append(key)
        return int(self.cache.incr(key)) + self.others


@pytest.fixture
def counting(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Counting:
    backend = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    settings.CACHES = {"default": backend}
    call_command("createcachetable", verbosity=0)
    made = Counting(caches.create_connection("default"))
    monkeypatch.setattr("partnership.hourly.cache", made)
    return made


def _sent(client: Client, address: str, data: dict[str, str]) -> tuple[int, str]:
    """A file that nothing can read, twice answered: with what is wrong in it, or with the limit."""
    answer = client.post(
        address, data | {"file": SimpleUploadedFile("figures.csv", b"\x00\xff none of ours")}, follow=True
    )
    return answer.status_code, answer.content.decode()


@pytest.mark.asvs("5.2.1", "2.4.1")
def test_no_account_sends_more_files_in_an_hour_wherever_they_come_in(world: World, counting: Counting) -> None:
    wrong = []
    for row in (row for row in ROWS if row.name in PAGES):
        client, address = client_of(world, row.reader), address_of(row, world)
        page = client.get(address).content
        form = next(form for form in forms_of(page, address) if form.method == "post" and form.address == address)
        data = form.given | form.first | {name: TYPED.get(name, WORDS) for name in form.typed}
        counting.keys.clear()
        counting.others = 0
        _, before = _sent(client, address, data)
        # Counted once, and the count stays although the file was refused.
        counts = [counting.cache.get(key) for key in counting.keys]
        counting.others = 1_000
        _, after = _sent(client, address, data)
        if TOO_MANY in before or counts != [1] or TOO_MANY not in after:
            wrong.append(f"{row.name}: counted {counts}; then the limit was told: {TOO_MANY in after}")
    assert wrong == [], "\n".join(wrong)


def test_programs_are_counted_too(world: World, counting: Counting) -> None:
    client = client_of(world, "partner_police")
    described = client.get(reverse("api:openapi-json")).json()["paths"]
    taking = {path for path, operations in described.items() for one in operations.values() if "requestBody" in one}
    assert taking == PROGRAMS
    address = "/api/v1/returns/police-figures/2022-23/check"
    counting.others = 0
    status, _ = _sent(client, address, {})
    assert status == 200
    assert [counting.cache.get(key) for key in counting.keys] == [1]
    counting.others = 1_000
    status, told = _sent(client, address, {})
    assert status == 429
    assert TOO_MANY in told
