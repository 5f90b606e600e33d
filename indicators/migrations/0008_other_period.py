from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0007_chase_waits"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="other_period",
            field=models.TextField(
                blank=True,
                help_text="Where the file that the figures came from names another period; empty where it does not.",
            ),
        ),
    ]
