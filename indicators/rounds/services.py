"""Every write to the calendar of returns: keyword-only verbs with an actor, each with its line in the audit trail."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from deadlines.steps import is_too_far
from indicators.definitions.families import Family, get_family
from indicators.definitions.periods import Frequency
from indicators.rounds.models.returns import ReturnFamily, ReturnRound, ReturnTemplate, RoundChange
from indicators.rounds.planning import make_rounds
from partnership.authorization import require
from partnership.exceptions import ClosedYear, DomainError, WrongState
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from partnership.slugs import free_slug
from review.audit import record
from review.audit_verbs import AuditVerb

# Figures of two windows of 12 months need 12 months; the windows of rates stand side by side on one axis.
HALVES = (Frequency.HALF_YEAR, Frequency.CALENDAR_HALF)
FITTING = {
    "windows": (Frequency.YEAR, Frequency.ROLLING),
    "area_rates": (Frequency.YEAR, *HALVES, Frequency.QUARTER),
    "categories": tuple(Frequency),
    "measures": (Frequency.YEAR, *HALVES, Frequency.QUARTER),
}
# A year and the rolling 12 months that end with it are the same period: a family would be owed twice.
CLASHING = {
    Frequency.MONTH: (Frequency.MONTH,),
    Frequency.QUARTER: (Frequency.QUARTER,),
    Frequency.HALF_YEAR: HALVES,
    Frequency.CALENDAR_HALF: HALVES,
    Frequency.YEAR: (Frequency.YEAR, Frequency.ROLLING),
    Frequency.ROLLING: (Frequency.YEAR, Frequency.ROLLING),
}
FURTHEST = 1000


def _families(slugs: Sequence[str], organisation: Organisation, frequency: Frequency) -> list[Family]:
    """The families, each one that the organisation can send this often. Raises `DomainError`."""
    if not slugs:
        raise DomainError("Select at least one family of figures.")
    found = []
    for slug in dict.fromkeys(slugs):
        try:
            family = get_family(slug)
        except KeyError as error:
            raise DomainError(f"There is no family of figures “{slug}”. Select one in the list.") from error
        if family.supplier_kind != organisation.kind:
            raise DomainError(
                f"{family.title} is not sent by {organisation}, whose type is "
                f"{organisation.get_kind_display().lower()}. Select families for its type."
            )
        if frequency not in FITTING[family.shape]:
            fitting = " or ".join(one.words.lower() for one in FITTING[family.shape])
            raise DomainError(
                f"Under its definition, {family.title} can be sent {fitting}, not {frequency.words.lower()}."
            )
        found.append(family)
    return found


def _check_offsets(opens_after: int, due_after: int, closes_after: int) -> None:
    if not opens_after <= due_after <= closes_after:
        raise DomainError(
            "A return must open first, then be due, then close for changes. Put the 3 dates in this order."
        )
    if max(abs(opens_after), abs(closes_after)) > FURTHEST:
        raise DomainError(f"The dates are too far from the end of the period. They must be within {FURTHEST} days.")


def _check_once(families: Sequence[Family], template: ReturnTemplate) -> None:
    """Refuse a family that another return in use asks of the organisation for the same periods."""
    clash = (
        ReturnFamily.objects.filter(
            family_slug__in=[family.slug for family in families],
            template__organisation=template.organisation,
            template__is_active=True,
            template__frequency__in=CLASHING[Frequency(template.frequency)],
        )
        .exclude(template=template.pk)
        .select_related("template")
        .first()
    )
    if clash is not None:
        raise DomainError(
            f"{clash} is already in the return “{clash.template}” for {template.organisation}. We should not "
            "request the same figures twice: change or retire that return."
        )


def _data(template: ReturnTemplate, families: Sequence[Family]) -> dict[str, object]:
    return {
        "organisation": template.organisation.slug,
        "title": template.title,
        "frequency": str(template.frequency),
        "families": [family.slug for family in families],
        "opens_after": template.opens_after,
        "due_after": template.due_after,
        "closes_after": template.closes_after,
        "collects_from": template.collects_from.isoformat() if template.collects_from else "",
    }


@transaction.atomic
def set_up_return(
    *,
    title: str,
    organisation: Organisation,
    frequency: Frequency,
    families: Sequence[str],
    opens_after: int = 1,
    due_after: int = 42,
    closes_after: int = 84,
    collects_from: datetime.date | None = None,
    slug: str = "",
    by: User,
) -> ReturnTemplate:
    """Ask an organisation for families of figures again and again, and plan the rounds of every open year.

    The offsets are days after each period's last day. No period that ended before `collects_from` is asked for.
    Its part of addresses is made from the title unless `slug` says otherwise.
    Raises `DomainError` with what does not fit.
    """
    require(by, Permission.MANAGE_RETURNS)
    title = title.strip()
    if not title:
        raise DomainError("Enter a title for the return.")
    found = _families(families, organisation, frequency)
    _check_offsets(opens_after, due_after, closes_after)
    template = ReturnTemplate(
        slug=slug or free_slug(ReturnTemplate, title),
        title=title,
        organisation=organisation,
        frequency=frequency.value,
        opens_after=opens_after,
        due_after=due_after,
        closes_after=closes_after,
        collects_from=collects_from,
    )
    _check_once(found, template)
    template.save()
    ReturnFamily.objects.bulk_create(ReturnFamily(template=template, family_slug=family.slug) for family in found)
    record(verb=AuditVerb.SET_UP_RETURN, by=by, obj=template, data=_data(template, found))
    for year in ReportingYear.objects.filter(closed_at__isnull=True):
        make_rounds(year, by=by)
    return template


@transaction.atomic
def change_return(
    *,
    template: ReturnTemplate,
    title: str,
    families: Sequence[str],
    opens_after: int,
    due_after: int,
    closes_after: int,
    collects_from: datetime.date | None = None,
    by: User,
) -> ReturnTemplate:
    """Change what a return asks for, in all its rounds, and when; rounds that are planned keep their dates.

    Rounds before `collects_from` stay, with what was sent in them, and nobody is asked for them any more.

    Organisation and frequency stay: retire the return and set up another one. Raises `DomainError`.
    """
    require(by, Permission.MANAGE_RETURNS)
    stored = _in_use(template)
    if not title.strip():
        raise DomainError("Enter a title for the return.")
    found = _families(families, stored.organisation, Frequency(stored.frequency))
    _check_offsets(opens_after, due_after, closes_after)
    _check_once(found, stored)
    before = _data(stored, stored.families)
    stored.title = title.strip()
    stored.opens_after, stored.due_after, stored.closes_after = opens_after, due_after, closes_after
    stored.collects_from = collects_from
    after = _data(stored, found)
    if after == before:
        return stored
    stored.save()
    stored.return_families.exclude(family_slug__in=[family.slug for family in found]).delete()
    kept = set(stored.return_families.values_list("family_slug", flat=True))
    ReturnFamily.objects.bulk_create(
        ReturnFamily(template=stored, family_slug=family.slug) for family in found if family.slug not in kept
    )
    record(verb=AuditVerb.CHANGE_RETURN, by=by, obj=stored, data={"before": before, "after": after})
    for year in ReportingYear.objects.filter(closed_at__isnull=True):
        make_rounds(year, by=by)
    return stored


@transaction.atomic
def retire_return(*, template: ReturnTemplate, by: User) -> ReturnTemplate:
    """Ask for it no longer. What was sent stays, and so does its calendar; nobody is reminded of it again."""
    require(by, Permission.MANAGE_RETURNS)
    stored = _in_use(template)
    ReturnTemplate.objects.filter(pk=stored.pk).update(is_active=False)
    stored.is_active = False
    record(verb=AuditVerb.RETIRE_RETURN, by=by, obj=stored)
    return stored


def _in_use(template: ReturnTemplate) -> ReturnTemplate:
    """The return as it is stored now. Raises `WrongState` for a retired one."""
    stored = ReturnTemplate.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=template.pk)
    if not stored.is_active:
        raise WrongState(f"“{stored}” is retired, so we no longer ask for it. Set up a new return.")
    return stored


def plan_rounds(*, year: ReportingYear, by: User) -> int:
    """Make the rounds of all returns in use for a year; how many were missing. Raises `ClosedYear`."""
    require(by, Permission.MANAGE_RETURNS)
    if ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise ClosedYear(f"The year {year} is closed, so no returns can be planned for it.")
    return make_rounds(year, by=by)


@transaction.atomic
def change_dates(
    *,
    round: ReturnRound,
    opens_on: datetime.date,
    due_on: datetime.date,
    closes_on: datetime.date,
    reason: str,
    by: User,
) -> ReturnRound:
    """Move a round's dates. The change is kept with its reason, for everybody to read. Raises `DomainError`.

    Whether figures that were sent before came late is not judged anew.
    """
    require(by, Permission.MANAGE_RETURNS)
    stored = ReturnRound.objects.select_for_update(of=("self",)).select_related("template", "year").get(pk=round.pk)
    if stored.year.is_closed:
        raise ClosedYear(f"The year {stored.year} is closed, so you cannot change its dates.")
    if not stored.template.is_active:
        raise WrongState(f"“{stored.template}” is retired, so you cannot change its dates.")
    reason = " ".join(reason.split())
    if not reason or len(reason) > 300:
        raise DomainError(
            "Enter the reason the dates are changing, in 300 characters or fewer. It is shown next to them."
        )
    if not opens_on <= due_on <= closes_on:
        raise DomainError(
            "A return must open first, then be due, then close for changes. Put the 3 dates in this order."
        )
    if is_too_far(closes_on, timezone.localdate()):
        raise DomainError("The return would close more than ten years from now. Check the year in its dates.")
    before = _as_texts(stored)
    stored.opens_on, stored.due_on, stored.closes_on = opens_on, due_on, closes_on
    after = _as_texts(stored)
    if after == before:
        raise DomainError("These are already the dates of the return. Change one of them.")
    stored.save(update_fields=["opens_on", "due_on", "closes_on"])
    RoundChange.objects.create(
        round=stored, before=before, after=after, reason=reason, changed_by=by, changed_at=timezone.now()
    )
    record(verb=AuditVerb.CHANGE_DATES, by=by, obj=stored, note=reason, data={"before": before, "after": after})
    return stored


def _as_texts(one: ReturnRound) -> dict[str, str]:
    return {name: getattr(one, name).isoformat() for name in ("opens_on", "due_on", "closes_on")}
