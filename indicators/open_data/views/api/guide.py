"""The API for people: a page of our own, for the usual one loads scripts from elsewhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from indicators.definitions.values import PUBLISHED_STATES
from indicators.open_data.views.api.site import api
from indicators.open_data.views.caching import cached_page


def operations() -> list[dict[str, Any]]:
    """Every operation that reads: its address, what it answers, its parameters."""
    return [
        {
            "address": address,
            "is_open": "{" not in address,
            "summary": methods["get"]["summary"],
            "parameters": [one["name"] for one in methods["get"].get("parameters", []) if one["in"] == "query"],
        }
        for address, methods in api.get_openapi_schema()["paths"].items()
        if "get" in methods
    ]


class ApiGuideView(View):
    """What the API answers, and where."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"operations": operations(), "states": PUBLISHED_STATES}
        return cached_page(request, render(request, "indicators/open_data/api_guide.html", context))
