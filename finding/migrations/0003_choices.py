from django.db import migrations, models


class Migration(migrations.Migration):
    """An index that answers alone what a search can be narrowed by."""

    dependencies = [("finding", "0002_full_text")]

    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["kind", "thing", "theme", "theme_title", "priority", "priority_title", "year"],
                name="entry_choices",
            ),
        ),
    ]
