"""An address is made when something is first published: one that was made of a draft's title is taken back."""

from django.db import migrations, models


def forget_addresses_of_drafts(apps, schema_editor):
    """Only what was published once keeps its address."""
    events, kinds = apps.get_model("review", "Event"), apps.get_model("contenttypes", "ContentType")
    for name in ("Briefing", "CaseStudy", "Newsletter"):
        kind = kinds.objects.filter(app_label="learning", model=name.lower()).first()
        published = events.objects.filter(content_type=kind, verb="publish").values("object_id") if kind else []
        apps.get_model("learning", name).objects.exclude(pk__in=published).update(slug=None)


def address(name):
    return migrations.AlterField(
        model_name=name,
        name="slug",
        field=models.SlugField(editable=False, max_length=90, null=True, unique=True),
    )


def live_has_address(name):
    return migrations.AddConstraint(
        model_name=name,
        constraint=models.CheckConstraint(
            condition=models.Q(("live_revision__isnull", True), ("slug__isnull", False), _connector="OR"),
            name=f"{name}_live_has_address",
        ),
    )


class Migration(migrations.Migration):
    # On PostgreSQL a table whose rows were changed cannot be altered in the same transaction.
    atomic = False

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("learning", "0001_initial"),
        ("review", "0001_initial"),
    ]

    operations = [
        *(address(name) for name in ("briefing", "casestudy", "newsletter")),
        migrations.RunPython(forget_addresses_of_drafts, migrations.RunPython.noop),
        *(live_has_address(name) for name in ("briefing", "casestudy", "newsletter")),
    ]
