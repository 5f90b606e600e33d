from django.db import migrations, models


class Migration(migrations.Migration):
    """The words that a comment is about."""

    dependencies = [("review", "0001_initial")]

    operations = [
        migrations.AddField("comment", "passage", models.CharField(blank=True, default="", max_length=300)),
    ]
