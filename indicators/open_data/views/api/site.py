"""The API as a whole: its description, its problems, its addresses."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from indicators.open_data.views.api import check, read
from indicators.open_data.views.api.responses import PROBLEM, nothing_here, problem, served, taking

DESCRIPTION = """Approved and published figures. You do not need a key.

A data set is an indicator family. Each release that includes its table is a version, which never changes. Numbers are
strings such as "36.9", to prevent rounding. If there is no number the value is null and `state` gives the reason. Lists
are paged: use `next` for the next page. Every response has an ETag. Errors are returned as application/problem+json.

One operation is for signed-in partners: it checks a file of figures in the same way as an upload, and saves nothing.
"""


# What the operations are grouped by, in the order in which somebody meets them.
TAGS = {
    "Index": "Where to start.",
    "Indicators": "What is counted, how and by whom.",
    "Data sets": "Published tables, their versions and their figures.",
    "Releases": "Dates of published and announced releases.",
    "Areas": "The areas whose figures are compared.",
    "Checks": "For signed-in partners: check a file before you send it.",
}


class DescribedApi(NinjaAPI):
    """An API whose description programs of other makers can read: the generators of clients are strict."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """A name that stands when a module moves, because clients call it: `list_datasets`."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description, with the content type of problems and everything that a client is made from."""
        schema = super().get_openapi_schema(**kwargs)
        profile = settings.PARTNERSHIP
        schema["info"]["contact"] = {"name": profile.name} | ({"email": profile.email} if profile.email else {})
        schema["info"]["license"] = {"name": "The licence that each data set names"}
        schema["servers"] = [{"url": "/", "description": "This site"}]
        schema["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
                for parameter in operation.get("parameters", []):
                    # A list of examples belongs to the schema; beside it, OpenAPI asks for examples by name.
                    if "examples" in parameter:
                        parameter["schema"] |= {"examples": parameter.pop("examples")}
        return schema


api = DescribedApi(
    title="Figures of the partnership",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
)
api.add_router("", read.router)
api.add_router("", check.router)


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """The address fits, but nothing public is there."""
    return problem(404, str(error))


@api.exception_handler(HttpError)
def on_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    """Not signed in, not allowed, or a file that cannot be read."""
    return problem(error.status_code, str(error))


@api.exception_handler(ValidationError)
def on_wrong_question(request: HttpRequest, error: Any) -> HttpResponse:
    """A parameter that cannot be read."""
    errors = [{"where": str(one["loc"][-1]), "message": one["msg"]} for one in error.errors]
    names = ", ".join(dict.fromkeys(one["where"] for one in errors))
    return problem(422, f"We cannot read: {names}. See the list of errors for details.", errors)


@api.exception_handler(Exception)
def on_fault(request: HttpRequest, error: Any) -> HttpResponse:
    """Leave a fault to the portal, which knows whether its database is away and answers programs in their form."""
    raise error


def _known() -> dict[str, set[str]]:
    """For each address that is read, the names of its parameters."""
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    return {
        address: {one["name"] for one in operations["get"].get("parameters", []) if one["in"] == "query"}
        for address, operations in paths.items()
        if "get" in operations
    }


def addresses() -> list[URLPattern]:
    """Every address of the API, and one for all that is none."""
    known = _known() | {"/openapi.json": set()}
    found = []
    for pattern in api.urls[0]:
        assert isinstance(pattern, URLPattern), "the API has one level of addresses"
        name = "/" + str(pattern.pattern).replace("<", "{").replace(">", "}")
        view = pattern.callback
        pattern.callback = served(view, known[name]) if name in known else taking(view)
        found.append(pattern)
    return [*found, path("<path:rest>", served(nothing_here, ()), name="nothing-here")]
