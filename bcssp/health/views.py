"""`/healthz` and `/readyz`: plain answers for load balancers and for people on call."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bcssp.health.checks import latest_readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; ask nobody else, so that a slow database restarts nothing."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say what works and what does not: 200 when everything does, else 503."""
    is_ready, answers = latest_readiness()
    return JsonResponse({"ready": is_ready, "checks": answers}, status=200 if is_ready else 503)
