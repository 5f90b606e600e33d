"""A review's reference is written with the digits 0 to 9: the report's addresses have no others."""

from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0016_signed_once_and_references_given_back"),
    ]

    operations = [
        migrations.AlterField(
            model_name="safeguardingreview",
            name="reference",
            field=models.CharField(
                help_text="Such as SAR 2023/1. Never a name, initials or a date of birth.",
                max_length=20,
                validators=[
                    RegexValidator(
                        "^[A-Z]{2,6}[ -]?[0-9]{1,4}([/-][0-9]{1,4})?$",
                        "Use letters and numbers that say nothing about the person, such as SAR 2023/1.",
                    )
                ],
            ),
        ),
    ]
