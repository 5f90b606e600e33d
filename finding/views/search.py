"""The search. Reads no session: the same page for everyone, and nothing of it is kept anywhere."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views import View

from finding.limit import Limit
from finding.search import LONGEST_QUERY, asked_of, choices, search
from finding.themes import themes_to_show

LIMIT = Limit(settings.SEARCHES_PER_MINUTE)


class SearchView(View):
    """One box over all that is published, with filters and pages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = asked_of(request.GET)
        if not asked.is_empty:
            wait = LIMIT.seconds_to_wait(get_adapter().get_client_ip(request))
            if wait:
                answer = render(request, "finding/too_many.html", {"wait": wait}, status=429)
                answer["Retry-After"] = str(wait)
                return answer
        found = search(asked, request.GET.get("page"))
        context = {
            "asked": asked,
            "found": found,
            "page": found.page,
            "choices": choices(asked, found.readable.groups),
            "themes": [] if found.count else themes_to_show(found.readable.groups),
            "longest": LONGEST_QUERY,
        }
        answer = render(request, "finding/search.html", context)
        # What somebody looked for stays in no cache, and in no other search engine.
        add_never_cache_headers(answer)
        answer["X-Robots-Tag"] = "noindex"
        return answer
