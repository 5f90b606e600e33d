"""The API's description, read by what others wrote: a validator, and a generator of clients whose client then asks."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from bcssp.wsgi import application
from indicators.models import Release
from indicators.open_data.views.api.site import api
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.lazy import Lazily
from tests.stages import Cast

pytestmark = pytest.mark.no_cover

httpx = Lazily("httpx")
validator = Lazily("openapi_spec_validator")

# What clients call. A name that changes breaks every client that somebody has made.
NAMES = {
    *("read_entrance", "list_themes", "list_families", "read_family", "list_datasets", "read_dataset"),
    *("list_versions", "read_version", "list_observations", "list_changes", "list_releases", "read_release"),
    *("list_calendar", "list_areas", "list_neighbour_sets", "check_return"),
}
GIVEN = {"slug": "missing-children", "version": "2022-23"}


def make_once(cast: Cast) -> dict[str, Release]:
    """A figure and a rate by area, released; then one more family, so that there are two versions."""
    make_areas()
    approved_return("missing-children", cast.year, cast.police)
    approved_return("referrals-rate", cast.year, cast.council)
    a_release(cast.year)
    approved_return("child-protection", cast.year, cast.police)
    return {"release": a_release(cast.year, "Figures with one more family")}


@pytest.fixture(scope="module")
def description() -> Any:
    return json.loads(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder))


@pytest.fixture(scope="module")
def generated(description: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """A client, made from the description by a generator."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "description.json").write_text(json.dumps(description), encoding="utf-8")
    # Its files are used as they are, so that nothing has to format them.
    (folder / "generator.yml").write_text("post_hooks: []\n", encoding="utf-8")
    subprocess.run(
        [
            *(str(Path(sys.executable).parent / "openapi-python-client"), "generate", "--fail-on-warning"),
            *("--path", "description.json", "--config", "generator.yml"),
            *("--meta", "none", "--output-path", "figures_client"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=60,
    )
    sys.path.insert(0, str(folder))
    yield importlib.import_module("figures_client")
    sys.path.remove(str(folder))


def operations(description: Any) -> list[Any]:
    return [operation for methods in description["paths"].values() for operation in methods.values()]


def test_the_description_is_valid(description: Any) -> None:
    found = validator.OpenAPIV31SpecValidator(description).iter_errors()
    assert [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found] == []


def test_operations_are_named_after_what_they_give(description: Any) -> None:
    assert {one["operationId"] for one in operations(description)} == NAMES


def test_the_description_says_whose_it_is_and_groups_its_operations(description: Any) -> None:
    assert set(description["info"]) >= {"contact", "license", "description", "title", "version"}
    assert [server["url"] for server in description["servers"]] == ["/"], "whatever the site's name is"
    used = {tag for operation in operations(description) for tag in operation["tags"]}
    assert used == {tag["name"] for tag in description["tags"]}


@pytest.mark.usefixtures("made", "one_connection")
def test_a_generated_client_makes_every_call_that_reads(description: Any, generated: ModuleType) -> None:
    client = generated.Client(base_url="http://testserver", raise_on_unexpected_status=True)
    client.set_httpx_client(
        httpx.Client(transport=httpx.WSGITransport(app=application), base_url="http://testserver")  # no network
    )
    answers = {}
    for operation in (methods["get"] for methods in description["paths"].values() if "get" in methods):
        group = operation["tags"][0].lower().replace(" ", "_")
        call = importlib.import_module(f"figures_client.api.{group}.{operation['operationId']}")
        given = {one["name"]: GIVEN[one["name"]] for one in operation["parameters"] if one["in"] == "path"}
        if operation["operationId"] == "list_changes":
            given["version"] = "2022-23-2"
        answers[operation["operationId"]] = call.sync(client=client, **given)
    problem = importlib.import_module("figures_client.models.problem").Problem
    assert [name for name, answer in answers.items() if answer is None or isinstance(answer, problem)] == []
    assert set(answers) == NAMES - {"check_return"}
    observations = answers["list_observations"]
    assert observations.total == len(observations.items) > 0
    assert {one.slug for one in answers["list_datasets"]} == {
        *("missing-children", "referrals-rate", "child-protection")
    }


@pytest.mark.usefixtures("made", "one_connection")
def test_a_generated_client_understands_a_problem(generated: ModuleType) -> None:
    client = generated.Client(base_url="http://testserver")
    client.set_httpx_client(httpx.Client(transport=httpx.WSGITransport(app=application), base_url="http://testserver"))
    call = importlib.import_module("figures_client.api.data_sets.read_dataset")
    answer = call.sync(client=client, slug="no-such-data")
    assert (answer.status, answer.title) == (404, "Not Found")
    assert "no data set “no-such-data”" in answer.detail
