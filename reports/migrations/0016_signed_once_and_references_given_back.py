"""One account signs an edition once; a review that was withdrawn gives its reference back."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0015_taken_down"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("edition", "signed_by"), name="signature_no_account_twice_an_edition"
            ),
        ),
        migrations.AlterField(
            model_name="safeguardingreview",
            name="reference",
            field=models.CharField(
                help_text="Such as SAR 2023/1. Never a name, initials or a date of birth.",
                max_length=20,
                validators=[
                    RegexValidator(
                        "^[A-Z]{2,6}[ -]?\\d{1,4}([/-]\\d{1,4})?$",
                        "Use letters and numbers that say nothing about the person, such as SAR 2023/1.",
                    )
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="safeguardingreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("reference",),
                name="safeguarding_review_reference_once",
                violation_error_message="Another review has this reference.",
            ),
        ),
    ]
