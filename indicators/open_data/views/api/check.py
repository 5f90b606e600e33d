"""The one operation that takes something in: a file of figures, which is checked and never stored."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from ninja import File, Router, UploadedFile
from ninja.errors import AuthenticationError, HttpError
from ninja.security import SessionAuth

from indicators.files.file_checks import check_upload_for_api
from indicators.open_data.api.schemas import Check, Problem, Slug
from indicators.parsing.archive import LIMITS
from indicators.rounds.models.returns import ReturnTemplate
from partnership.exceptions import DomainError, NotAllowed
from partnership.hourly import TooOften
from partnership.mixins import second_factor_is_missing, signed_in
from partnership.models import User

router = Router()
SIGN_IN = "Sign in first, in a browser, and send its session cookie and CSRF token."
SECOND = "Set up two-step sign-in first. It protects the people behind the figures."


class PartnerAuth(SessionAuth):
    """The session of somebody who is signed in, with the token against forged requests."""

    def _get_key(self, request: HttpRequest) -> str | None:
        if isinstance(request.user, AnonymousUser):
            raise AuthenticationError(message=SIGN_IN)
        return super()._get_key(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> User:
        """The person; refused until the second factor is set up, where one is asked for."""
        user = signed_in(request)
        if second_factor_is_missing(user):
            raise HttpError(403, SECOND)
        return user


@router.post(
    "returns/{slug}/{period}/check",
    auth=PartnerAuth(),
    response={200: Check, 401: Problem, 403: Problem, 404: Problem, 413: Problem, 429: Problem, 422: Problem},
    by_alias=True,
    summary="Check a file of figures without saving it",
    tags=["Checks"],
)
def check_return(request: HttpRequest, slug: Slug, period: Slug, file: File[UploadedFile]) -> Any:
    """The same checks as on the page where a file is sent: what would be accepted, and what is wrong, line by line."""
    if (file.size or 0) > LIMITS.file_bytes:
        raise HttpError(413, f"The file is larger than {LIMITS.file_bytes // 1024 // 1024} MB.")
    try:
        return check_upload_for_api(
            slug=slug, period=period, name=file.name or "", content=file.read(), by=signed_in(request)
        )
    except ReturnTemplate.DoesNotExist as error:
        raise Http404(f"There is no return “{slug}”.") from error
    except ValueError as error:
        raise Http404(str(error)) from error
    except NotAllowed as error:
        raise HttpError(403, error.message) from error
    except TooOften as error:
        raise HttpError(429, error.message) from error
    except DomainError as error:
        raise HttpError(422, error.message) from error
