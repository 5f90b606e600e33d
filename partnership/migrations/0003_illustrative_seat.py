from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0002_invitation"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalseat",
            name="is_illustrative",
            field=models.BooleanField(
                default=False,
                help_text="Made up to show how the portal works: not read at a source about this partnership.",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="is_illustrative",
            field=models.BooleanField(
                default=False,
                help_text="Made up to show how the portal works: not read at a source about this partnership.",
            ),
        ),
    ]
