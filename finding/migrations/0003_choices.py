from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes that answer alone what a search can be narrowed by, which of many hits are the newest, and what is hidden."""

    dependencies = [("finding", "0002_full_text")]

    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["dated", "kind", "thing", "theme", "theme_title", "priority", "priority_title", "year"],
                name="entry_newest",
            ),
        ),
        migrations.AddIndex("entry", models.Index(fields=["kind", "thing"], name="entry_thing")),
    ]
