"""Making the rounds of returns: what the worker and the coordinator's verbs both call. Holds no permission."""

import datetime

from django.db import transaction

from indicators.definitions.periods import Frequency, Period, periods_of_year
from indicators.rounds.models.returns import ReturnRound, ReturnTemplate
from partnership.models import ReportingYear, User
from review.audit import record
from review.audit_verbs import AuditVerb


def _round(template: ReturnTemplate, year: ReportingYear, period: Period) -> ReturnRound:
    def after(days: int) -> datetime.date:
        return period.ends_on + datetime.timedelta(days=days)

    return ReturnRound(
        template=template,
        period=period.slug,
        year=year,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        opens_on=after(template.opens_after),
        due_on=after(template.due_after),
        closes_on=after(template.closes_after),
    )


def make_rounds(year: ReportingYear, *, by: User | None) -> int:
    """Make the rounds that the templates in use still lack for an open year, with one line in the trail; how many.

    Doing it again changes nothing: dates that were changed stay. A return none of whose families is collected on a
    period's last day gets no round for it, nor for a period before it collects. A closed year gets none.
    """
    with transaction.atomic():
        # Read again and held: the year may be closed, or planned by somebody else, at this moment.
        held = ReportingYear.objects.select_for_update().filter(pk=year.pk, closed_at__isnull=True).first()
        if held is None:
            return 0
        planned = set(ReturnRound.objects.filter(year=held).values_list("template_id", "period"))
        rounds = [
            _round(template, held, period)
            for template in ReturnTemplate.objects.filter(is_active=True).prefetch_related("return_families")
            for period in periods_of_year(Frequency(template.frequency), held.slug)
            if (template.pk, period.slug) not in planned
            and template.collects(period)
            and any(family.in_effect(period.ends_on) for family in template.families)
        ]
        if rounds:
            ReturnRound.objects.bulk_create(rounds)
            titles = sorted({one.template.slug for one in rounds})
            record(verb=AuditVerb.PLAN_ROUNDS, by=by, obj=held, data={"rounds": len(rounds), "returns": titles})
        return len(rounds)


def plan_open_years() -> int:
    """Make what is missing for every open year; how many rounds were made."""
    return sum(make_rounds(year, by=None) for year in ReportingYear.objects.filter(closed_at__isnull=True))
