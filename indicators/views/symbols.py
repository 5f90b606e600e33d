"""What the symbols in tables mean, and which policy holds for which figures: for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from indicators.disclosure_policies import in_force_together
from indicators.values import WITHHELD
from indicators.views.caching import cached_page


class SymbolsView(View):
    """The symbols in plain words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same for everybody: no session is read."""
        policies = in_force_together()
        own = sorted({group[0].policy.symbol for group in policies if group[0].policy.hides} - {WITHHELD})
        return cached_page(request, render(request, "indicators/symbols.html", {"own": own, "policies": policies}))
