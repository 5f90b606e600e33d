"""What somebody is typing in a form in steps, kept as it was typed until it is saved."""

from django.conf import settings
from django.db import models


class TypedForm(models.Model):
    """The raw fields of one person's form at one address. `window` tells apart two windows that show the same form."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=200)
    window = models.CharField(max_length=40)
    data = models.TextField(help_text="As a browser sends it: application/x-www-form-urlencoded.")
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="typed_form_once_a_person", fields=["person", "address"])]

    def __str__(self) -> str:
        return self.address
