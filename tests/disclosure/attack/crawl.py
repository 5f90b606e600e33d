"""Fetches what anybody can fetch: every address that is known, and every address that an answer names."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.disclosure.attack.pages import read_page
from tests.leaks import Artefact

# Gives the status, the content type and the bytes of an address.
Fetch = Callable[[str], tuple[int, str, bytes]]
STARTS = (
    *("/", "/figures/", "/figures/symbols/", "/releases/", "/reports/", "/learning/", "/api/", "/priorities/"),
    *("/api/v1/", "/api/v1/datasets", "/api/v1/releases", "/api/v1/families", "/api/v1/calendar", "/api/v1/themes"),
    "/data/catalog.jsonld",
)
JSON = ("application/json", "application/ld+json", "application/csvm+json", "application/problem+json")
DATASET = re.compile("/api/v1/datasets/[a-z0-9-]+")
VERSION = re.compile("/api/v1/datasets/[a-z0-9-]+/versions/[a-z0-9-]+(?:/observations)?")
# What is signed in to, and what is the same for ever.
NOT_READ = ("/static/", "/account/", "/admin/", "/partner/", "/healthz", "/readyz")


def strings(data: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)
    elif isinstance(data, str):
        yield data


def links(artefact: Artefact, site: str) -> Iterator[str]:
    """The addresses of this site that an answer names."""
    if artefact.kind == "text/html":
        named: Iterable[str] = read_page(artefact.data).links
    elif artefact.kind in JSON:
        named = strings(json.loads(artefact.data))
    else:
        return
    for link in [*named, *_described(artefact.address)]:
        address = link.removeprefix(site)
        parts = urlsplit(address)
        if parts.netloc or not parts.path.startswith("/") or parts.path.startswith(NOT_READ):
            continue
        if not any(sign in address for sign in " {<\n"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def _described(address: str) -> Iterator[str]:
    """Addresses that no answer names, and that the description of the API gives."""
    if DATASET.fullmatch(address):
        yield f"{address}/versions"
    elif VERSION.fullmatch(address):
        version = address.removesuffix("/observations")
        yield from (version, f"{version}/observations?limit=1000", f"{version}/changes")


def crawl(fetch: Fetch, site: str, *, starts: Iterable[str] = STARTS, known: Iterable[str] = ()) -> list[Artefact]:
    """Everything that can be reached and is not `known`."""
    seen, waiting, found = set(known), list(starts), []
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        status, kind, data = fetch(address)
        if status != 200:
            continue
        artefact = Artefact(address, kind, data)
        found.append(artefact)
        waiting += links(artefact, site)
    return found
