"""Whether a return takes figures now: its year, its period, the dates of its round."""

from django.utils import timezone

from indicators.definitions.families import Family
from indicators.definitions.periods import Period, parse_period
from indicators.returns.models.submission import closed_year_sentence
from indicators.rounds.models.returns import ReturnRound
from partnership.days import day
from partnership.exceptions import ClosedYear, DomainError
from partnership.models import Organisation, ReportingYear


def check_open(year: ReportingYear) -> None:
    """Raise `ClosedYear` where the year takes no more entries."""
    # Read again: the object in the caller's hand may be older than the closing.
    if ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise ClosedYear(closed_year_sentence(year))


def round_of(family: Family, period: Period, organisation: Organisation) -> ReturnRound | None:
    """The round in which the organisation owes this family; None for a return outside the calendar.

    A retired return keeps its dates: what closed stays closed, unless a return that took its place says otherwise.
    """
    return (
        ReturnRound.objects.filter(
            template__organisation=organisation,
            template__return_families__family_slug=family.slug,
            period=period.slug,
        )
        .select_related("template")
        .order_by("-template__is_active", "-closes_on", "pk")
        .first()
    )


def check_period(family: Family, period: Period, organisation: Organisation) -> None:
    """Raise `DomainError` for a period that nobody asks for, once a round of the same year has closed to edits.

    Otherwise what is closed could be sent again under another period.
    """
    rounds = ReturnRound.objects.in_use().filter(
        template__organisation=organisation,
        template__return_families__family_slug=family.slug,
        year__slug=period.year_slug,
    )
    asked = dict(rounds.order_by("ends_on").values_list("period", "closes_on"))
    today = timezone.localdate()
    if period.slug not in asked and any(closes_on < today for closes_on in asked.values()):
        labels = "; ".join(parse_period(slug).label for slug in asked)
        raise DomainError(
            f"{family.title} is not requested from {organisation} for {period.label}. It is requested for: {labels}."
        )


def check_dates(found: ReturnRound | None) -> None:
    """Raise `DomainError` before the round opens and after it closed."""
    today = timezone.localdate()
    if found is not None and today < found.opens_on:
        raise DomainError(f"This return opens on {day(found.opens_on)}. You cannot send anything before then.")
    if found is not None and today > found.closes_on:
        raise DomainError(
            f"This return closed for changes on {day(found.closes_on)}. Ask the coordinator to reopen it."
        )
