from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_calendar_stays")]

    operations = [
        migrations.AddField(
            model_name="reminder", name="not_before", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
