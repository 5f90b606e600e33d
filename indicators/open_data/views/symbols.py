"""What the symbols in tables mean, and which policy holds for which figures: for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from indicators.definitions.values import WITHHELD
from indicators.disclosure.policies import in_force_together
from indicators.open_data.views.caching import cached_page


class SymbolsView(View):
    """The symbols in plain words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        policies = in_force_together()
        own = sorted({group[0].policy.symbol for group in policies if group[0].policy.hides} - {WITHHELD})
        return cached_page(
            request, render(request, "indicators/open_data/symbols.html", {"own": own, "policies": policies})
        )
