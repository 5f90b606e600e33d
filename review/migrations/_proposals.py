"""Bringing what two people decide on to the review engine, for the migrations of the apps that have such things.

Part of history like the migrations that call it: it never changes. A new table takes the place of the old one, because
SQLite would copy the old one again for each of forty changes.
"""

from django.core.management.color import no_style
from django.db import migrations, models

from review.chain import content_hash
from review.migrations._reviewed import reviewed_fields


def proposal_fields():
    return {
        **reviewed_fields(),
        "organisation": models.ForeignKey(
            "partnership.organisation", models.PROTECT, blank=True, editable=False, null=True, related_name="+"
        ),
    }


def columns(created, approved, returned, withdrawn, reason):
    """The columns of the engine, of (person, moment) pairs. Who made it also edited and submitted it, then."""
    state = "withdrawn" if withdrawn[0] else "returned" if returned[0] else "approved" if approved[0] else "submitted"
    by, at = created
    return {
        "state": state,
        "organisation_id": by.organisation_id,
        **{f"{verb}_by": by for verb in ("created", "edited", "submitted")},
        **{f"{verb}_at": at for verb in ("created", "edited", "submitted")},
        "approved_by": approved[0],
        "approved_at": approved[1],
        "returned_by": returned[0],
        "returned_at": returned[1],
        "return_reason": reason if state == "returned" else "",
        "withdrawn_by": withdrawn[0],
        "withdrawn_at": withdrawn[1],
    }


def replace_table(app_label, model, meanwhile, fields, options, unique, read):
    """Operations that create the new table, copy each row, and put the new table in the place of the old one.

    `unique` names the old constraints whose indexes would be in the way of new ones. `read` gives of an old row the
    fields that stay, the columns of the engine, and the content that is reviewed.
    """

    def copy(apps, schema_editor):
        old, new = apps.get_model(app_label, model), apps.get_model(app_label, meanwhile)
        revisions = apps.get_model("review", "Revision").objects
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app_label, model=model.lower()
        )
        events = apps.get_model("review", "Event").objects.filter(content_type=kind).exclude(note="")
        for row in old.objects.order_by("pk"):
            newest = events.filter(object_id=row.pk).order_by("-sequence").first()
            values, content = read(row, newest.note if newest else "No reason was kept.")
            revision = revisions.create(
                content_type=kind,
                object_id=row.pk,
                number=1,
                content=content,
                sha256=content_hash(content),
                created_at=values["created_at"],
                created_by=values["created_by"],
            )
            live = revision if values["state"] == "approved" else None
            new.objects.create(pk=row.pk, live_revision=live, **values)
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [new]):
                cursor.execute(statement)

    return [
        *(migrations.RemoveConstraint(model_name=model.lower(), name=name) for name in unique),
        migrations.CreateModel(name=meanwhile, fields=list(fields.items()), options=options),
        migrations.RunPython(copy),
        migrations.DeleteModel(name=model),
        migrations.RenameModel(old_name=meanwhile, new_name=model),
    ]
