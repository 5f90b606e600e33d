"""One cell of a return."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from indicators.definitions.models.area import Area
from indicators.definitions.values import Value, ValueState
from partnership.constraints import implies, known, only_if, says_why

STATES = [(state.value, state.words) for state in ValueState]
WITH_VALUE = [state.value for state in ValueState if state.has_value]


class Figure(models.Model):
    """One answer in a return. A blank cell has no row here: a blank is not a zero."""

    submission = models.ForeignKey("indicators.Submission", on_delete=models.CASCADE, related_name="figures")
    row = models.CharField(max_length=120)
    column = models.CharField(max_length=40)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    state = models.CharField(max_length=20, choices=STATES)
    reason = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    revised = models.BooleanField(default=False)
    below_zero = models.BooleanField(
        default=False, editable=False, help_text="The definition allows values below zero in this column."
    )

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(name="figure_once", fields=["submission", "row", "column"]),
            known("figure_state_known", "state", (state.value for state in ValueState)),
            only_if("figure_value_only_if_reported", Q(state__in=WITH_VALUE), "value"),
            implies("figure_nil_is_zero", Q(state=ValueState.NIL.value), Q(value=Decimal(0))),
            models.CheckConstraint(
                name="figure_not_negative",
                condition=Q(value__isnull=True) | Q(value__gte=Decimal(0)) | Q(below_zero=True),
            ),
            says_why("figure_unable_has_reason", Q(state=ValueState.UNABLE_TO_SUPPLY.value), "reason"),
            says_why("figure_revised_has_reason", Q(revised=True), "reason"),
        ]

    def __str__(self) -> str:
        return f"{self.row}, {self.column}: {self.value if self.value is not None else self.state}"

    def as_value(self) -> Value:
        """The answer without its place."""
        return Value(
            state=ValueState(self.state),
            number=self.value,
            reason=self.reason,
            illustrative=self.illustrative,
            provisional=self.provisional,
            revised=self.revised,
        )
