"""Writing an indicator step by step, and proposing it. Decisions are `review.services`."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from indicators.catalogue.models import SECOND, IndicatorDraft, IndicatorVersion, signature
from indicators.catalogue.progress import missing_steps
from indicators.catalogue.rows import without_lost
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import Family, catalogue, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.stored import as_stored, from_stored
from indicators.definitions.usable import MOST_OF_A_SLUG
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.services import propose

ONE_DAY = datetime.timedelta(days=1)
# What is signed and dated when it is proposed and agreed.
STAMPS = ("authored_by", "checked_by", "agreed_on", "statements_read_on")


def begin_new(*, by: User, definition: dict[str, Any] | None = None, library_slug: str = "") -> IndicatorDraft:
    """Begin an indicator: from nothing, or from an entry of the library."""
    require(by, Permission.MANAGE_RETURNS)
    draft: IndicatorDraft = IndicatorDraft.objects.create(
        person=by, library_slug=library_slug, definition=definition or {}
    )
    return draft


def begin_change(*, slug: str, by: User, definition: dict[str, Any] | None = None) -> IndicatorDraft:
    """Go on with this person's change of an indicator, or begin one from what holds now. Raises `DomainError`."""
    require(by, Permission.MANAGE_RETURNS)
    try:
        family = get_family(slug)
    except KeyError as error:
        raise DomainError("There is no indicator with this name. Select one in the list.") from error
    start = definition or stored_now(family)
    draft, begun = IndicatorDraft.objects.get_or_create(person=by, family_slug=slug, defaults={"definition": start})
    if definition is not None and not begun:
        draft.definition = definition
        draft.save()
    return draft


def stored_now(family: Family, on: datetime.date | None = None) -> dict[str, Any]:
    """The definition as it holds now, without the rows that it no longer asks for."""
    today = on or timezone.localdate()
    data = {name: value for name, value in as_stored(family).items() if name not in STAMPS}
    if "rows" in data:
        keys = {row.key for row in family.fixed_rows if row.effective_to is None or row.effective_to >= today}
        data["rows"] = [row for row in data["rows"] if row["key"] in keys]
    return without_lost(data)


def save_step(*, draft: IndicatorDraft, by: User, **answers: Any) -> IndicatorDraft:
    """Keep the answers of one step. Raises `NotAllowed` for somebody else's draft."""
    _check_own(draft, by)
    draft.definition = without_lost({**draft.definition, **answers})
    draft.save()
    return draft


def save_change(*, draft: IndicatorDraft, by: User, **answers: Any) -> IndicatorDraft:
    """Keep what is said about the change itself: from when, why, whether figures stay comparable."""
    _check_own(draft, by)
    draft.change = {**draft.change, **answers}
    draft.save()
    return draft


def delete_draft(*, draft: IndicatorDraft, by: User) -> None:
    """Throw away what was written. Nothing that was proposed goes with it."""
    _check_own(draft, by)
    draft.delete()


def _check_own(draft: IndicatorDraft, by: User) -> None:
    require(by, Permission.MANAGE_RETURNS)
    if draft.person_id != by.pk:
        raise DomainError("Someone else is writing this indicator. Start one of your own.")


def slug_of(title: str) -> str:
    """The name in addresses that an indicator with this title has."""
    return slugify(title)[:MOST_OF_A_SLUG].strip("-")


def new_slug(draft: IndicatorDraft) -> str:
    """The name in addresses of a new indicator. Raises `DomainError` where another has it already."""
    known = catalogue().newest
    if draft.library_slug and draft.library_slug not in known:
        return draft.library_slug
    slug = slug_of(draft.definition["title"])
    if not slug:
        raise DomainError("The title must have letters or digits. Change it.")
    if slug in known:
        raise DomainError(f"There is already an indicator called “{known[slug].title}”. Give this one another title.")
    return slug


@transaction.atomic
def propose_draft(*, draft: IndicatorDraft, by: User) -> IndicatorVersion:
    """Propose what was written; somebody from another organisation decides. Raises `DomainError` with what to do."""
    _check_own(draft, by)
    missing = missing_steps(draft)
    if missing:
        raise DomainError(f"Answer the questions of these steps first: {', '.join(one.title for one in missing)}.")
    slug = draft.family_slug or new_slug(draft)
    data = finished(draft, slug)
    now = None if draft.is_new else get_family(slug)
    if now is not None and _same(data, stored_now(now)):
        raise DomainError("Nothing has changed yet. Change an answer, then propose it.")
    version = _propose(
        slug,
        data,
        first_period=draft.change["first_period"],
        reason=draft.change["reason"],
        library_slug=draft.library_slug,
        by=by,
    )
    draft.delete()
    return version


def finished(draft: IndicatorDraft, slug: str) -> dict[str, Any]:
    """The definition as it would be agreed, with its days and its break."""
    period = parse_period(draft.change["first_period"])
    data = dict(draft.definition)
    today = timezone.localdate().isoformat()
    data |= {"slug": slug, "statements_read_on": today, "agreed_on": today}
    if draft.is_new:
        data["effective_from"] = period.starts_on.isoformat()
    elif draft.change.get("comparable") == "no":
        breaks = [one for one in data.get("breaks", ()) if one["period"] != period.slug]
        data["breaks"] = [*breaks, {"period": period.slug, "why": draft.change["reason"]}]
    return data


def as_if_agreed(data: dict[str, Any], by: User) -> Family:
    """The family of a definition that nobody agreed yet, for a preview. Raises `CatalogueError`."""
    return from_stored({**data, "authored_by": signature(by), "checked_by": SECOND})


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    left_out = {*STAMPS, "effective_from"}
    keys = {*one, *other} - left_out
    return all((one.get(key) or None) == (other.get(key) or None) for key in keys)


def retire(*, slug: str, first_period: str, reason: str, by: User) -> IndicatorVersion:
    """Propose that an indicator is no longer collected from a year on. Raises `DomainError`."""
    require(by, Permission.MANAGE_RETURNS)
    family = get_family(slug)
    ends = parse_period(first_period).starts_on - ONE_DAY
    if ends <= family.effective_from:
        raise DomainError("It would end before it started. Select a later year.")
    today = timezone.localdate().isoformat()
    data = stored_now(family) | {"statements_read_on": today, "agreed_on": today, "effective_to": ends.isoformat()}
    return _propose(slug, data, first_period=first_period, reason=reason, library_slug="", by=by, retires=True)


@transaction.atomic
def _propose(
    slug: str,
    data: dict[str, Any],
    *,
    first_period: str,
    reason: str,
    library_slug: str,
    by: User,
    retires: bool = False,
) -> IndicatorVersion:
    require(by, Permission.MANAGE_RETURNS)
    earlier = IndicatorVersion.objects.filter(family_slug=slug)
    is_new = slug not in catalogue().newest
    latest = max((one.starts_on for one in earlier.approved()), default=None)
    if latest and parse_period(first_period).starts_on < latest:
        raise DomainError("A later version has already been agreed. Select the year it started, or a later one.")
    if is_new and data.get("effective_to"):
        raise DomainError("It is not in use, so you cannot retire it.")
    version = IndicatorVersion(
        family_slug=slug,
        number=(earlier.aggregate(newest=Max("number"))["newest"] or 0) + 1,
        first_period=first_period,
        library_slug=library_slug,
        definition=data,
        retires=retires,
        reason=" ".join(reason.split()),
    )
    try:
        as_if_agreed(data, by)
    except CatalogueError as error:
        raise DomainError(str(error)) from error
    try:
        with transaction.atomic():
            return propose(obj=version, by=by)
    except IntegrityError as error:
        if not earlier.waiting().exists():
            raise
        raise DomainError(
            f"A proposal for “{data['title']}” is waiting already. It must be agreed or refused first."
        ) from error
