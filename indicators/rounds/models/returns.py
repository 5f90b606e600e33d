"""Which organisation owes which figures, how often, and by when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.definitions.families import Family, family_choices, get_family
from indicators.definitions.periods import Frequency, Period, parse_period
from partnership.authorization import has_permission
from partnership.constraints import in_order, known, written
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission

FREQUENCIES = [(frequency.value, frequency.words) for frequency in Frequency]


class ReturnTemplate(models.Model):
    """A return that an organisation sends again and again: its families, its frequency, and its three dates.

    The dates are days after a period's last day; a negative number of `opens_after` opens the return before the end.
    Nobody is asked for a period that ended before `collects_from`; without it, for every period of the open years.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="return_templates")
    frequency = models.CharField(max_length=10, choices=FREQUENCIES)
    opens_after = models.SmallIntegerField("opens, days after the period's end", default=1)
    due_after = models.SmallIntegerField("due, days after the period's end", default=42)
    closes_after = models.SmallIntegerField("edits close, days after the period's end", default=84)
    is_active = models.BooleanField("in use", default=True)
    collects_from = models.DateField("collects from", null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "title"]
        constraints = [
            known("return_template_frequency_known", "frequency", (frequency.value for frequency in Frequency)),
            written("return_template_has_title", "title"),
            in_order("return_template_dates_in_order", "opens_after", "due_after", "closes_after"),
        ]

    def __str__(self) -> str:
        return self.title

    def collects(self, period: Period) -> bool:
        """Whether it asks for a period at all."""
        return self.collects_from is None or period.ends_on >= self.collects_from

    @property
    def families(self) -> list[Family]:
        """What the return holds, in the order of the catalogue."""
        slugs = {one.family_slug for one in self.return_families.all()}
        return [get_family(slug) for slug, _title in family_choices() if slug in slugs]


class ReturnFamily(models.Model):
    """One family of a return."""

    template = models.ForeignKey(ReturnTemplate, on_delete=models.CASCADE, related_name="return_families")
    family_slug = models.CharField("family", max_length=60, choices=family_choices)

    class Meta:
        ordering = ["template", "pk"]
        constraints = [models.UniqueConstraint(name="return_family_once", fields=["template", "family_slug"])]

    def __str__(self) -> str:
        return get_family(self.family_slug).title


class ReturnRoundQuerySet(models.QuerySet["ReturnRound"]):
    """Rounds narrowed by what is asked of partners."""

    def collected(self) -> "ReturnRoundQuerySet":
        """Rounds of periods for which the return asks: none that ended before it was begun."""
        return self.filter(Q(template__collects_from=None) | Q(ends_on__gte=F("template__collects_from")))

    def in_use(self) -> "ReturnRoundQuerySet":
        """Rounds that are asked for, of returns that are still in use and of years that are open."""
        return self.collected().filter(template__is_active=True, year__closed_at__isnull=True)

    def visible_to(self, user: User) -> "ReturnRoundQuerySet":
        """Rounds that the person may see: all, or those of the own organisation."""
        if has_permission(user, Permission.SEE_ALL_WORK):
            return self
        if user.organisation_id is None:
            return self.none()
        return self.filter(template__organisation=user.organisation_id)


class ReturnRound(models.Model):
    """A return for one period, with the dates on which it opens, is due, and closes to edits."""

    template = models.ForeignKey(ReturnTemplate, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=20)
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="return_rounds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    objects = ReturnRoundQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "template__title", "period"]
        constraints = [
            models.UniqueConstraint(name="return_round_once", fields=["template", "period"]),
            in_order("return_round_window_in_order", "starts_on", "ends_on", strictly=True),
            in_order("return_round_dates_in_order", "opens_on", "due_on", "closes_on"),
        ]

    def __str__(self) -> str:
        return f"{self.template}, {self.window.label}"

    @property
    def window(self) -> Period:
        """The period that the round is about."""
        return parse_period(self.period)


class RoundChange(models.Model):
    """A change of a round's dates: who, when and why. Written once."""

    round = models.ForeignKey(ReturnRound, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [written("round_change_has_reason", "reason")]

    def __str__(self) -> str:
        return f"{self.round}: {self.reason}"
