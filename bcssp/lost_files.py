"""A stored file that is missing or altered: readers are told so calmly, and the log has its hash."""

import logging

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)
from django.shortcuts import render  # noqa: TID251 (a middleware)
from django.utils.deprecation import MiddlewareMixin

from bcssp.away import RETRY_AFTER
from reports.editions.storage import MissingFile

WORDS = "This file is temporarily unavailable. We know about the problem and are fixing it."
logger = logging.getLogger(__name__)


class AnswerLostFiles(MiddlewareMixin):
    """Answers 503 where a view could not read what an edition names."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None for every other exception."""
        if not isinstance(exception, MissingFile):
            return None
        logger.error("%s cannot be read: %s", request.path, exception)
        response = render(request, "503.html", {"unavailable": WORDS}, status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response
