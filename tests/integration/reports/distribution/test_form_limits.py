"""What forms of the report take at most: never more than the column behind them holds, or PostgreSQL refuses it."""

from collections.abc import Callable

import pytest
from django import forms
from django.db import models

from reports.distribution.forms import PreviewForm, RecipientForm
from reports.models import Preview, Recipient, SigningLink
from reports.signing.forms import LinkForm

# 259 characters, and an address as addresses go.
LONG = f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.example.org"


def link_form(data: dict[str, str]) -> LinkForm:
    return LinkForm(data, parts=[])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "name", "model"),
    [
        (PreviewForm, "email", Preview),
        (RecipientForm, "address", Recipient),
        (link_form, "email", SigningLink),
        (link_form, "code_email", SigningLink),
    ],
)
def test_an_address_longer_than_its_column_is_refused_at_its_field(
    form: Callable[[dict[str, str]], forms.Form], name: str, model: type[models.Model]
) -> None:
    most = model._meta.get_field(name).max_length
    assert most is not None
    assert len(LONG) > most

    [error] = form({name: LONG}).errors[name]

    assert f"must have {most} characters or fewer; it has {len(LONG)}" in error


def test_an_address_that_fits_is_taken() -> None:
    assert "email" not in PreviewForm({"email": LONG[5:]}).errors
