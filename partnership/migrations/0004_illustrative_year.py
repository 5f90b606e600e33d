from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_illustrative_seat"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportingyear",
            name="is_illustrative",
            field=models.BooleanField(
                default=False, help_text="All of the year is made up to show how the portal works, and is marked so."
            ),
        ),
    ]
