"""The API as a whole: its description, its problems, its addresses."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from indicators.open_data.views.api import check, read
from indicators.open_data.views.api.responses import PROBLEM, nothing_here, problem, served, taking

DESCRIPTION = """Approved and published figures. You do not need a key.

A data set is an indicator family. Each release that includes its table is a version, which never changes. Numbers are
strings such as "36.9", to prevent rounding. If there is no number the value is null and `state` gives the reason. Lists
are paged: use `next` for the next page. Every response has an ETag. Errors are returned as application/problem+json.

One operation is for signed-in partners: it checks a file of figures in the same way as an upload, and saves nothing.
"""


class ReadingApi(NinjaAPI):
    """An API whose description says that problems come as problems."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description, with the content type of problems."""
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
        return schema


api = ReadingApi(
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
