import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_steps_have_leases"),
        ("review", "0003_outbox_addresses"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="recipient", name="recipient_address_is_for_email"),
        migrations.AddField(
            model_name="recipient",
            name="letter",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="report_recipient",
                to="review.notification",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=Q(address="", letter__isnull=True) | (Q(how="email", letter__isnull=False) & ~Q(address="")),
                name="recipient_letter_has_address",
            ),
        ),
    ]
