"""Standards of self-assessments that a partnership loads itself."""

from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._columns import key, someone


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial"), ("reports", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LoadedTemplate",
            fields={
                "id": key(),
                "slug": models.SlugField(max_length=40),
                "version": models.PositiveSmallIntegerField(),
                "title": models.CharField(max_length=120),
                "law": models.CharField(blank=True, max_length=300),
                "standards": models.JSONField(),
                "loaded_by": someone(),
                "loaded_at": models.DateTimeField(),
            }.items(),
            options={
                "ordering": ["slug", "version"],
                "constraints": [
                    models.UniqueConstraint(name="loaded_template_version_once", fields=["slug", "version"]),
                    models.CheckConstraint(name="loaded_template_has_title", condition=~Q(title="")),
                ],
            },
        ),
    ]
