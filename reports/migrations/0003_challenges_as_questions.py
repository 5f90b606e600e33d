"""Challenges are questions like those about figures: their state is what their columns say."""

from django.db import migrations, models
from django.db.models import Q


def fill_answers(apps, schema_editor):
    challenges = apps.get_model("reports", "Challenge").objects
    for answer in apps.get_model("reports", "ChallengeAnswer").objects.order_by("answered_at", "pk"):
        challenges.filter(pk=answer.challenge_id).update(answered_by=answer.answered_by, answered_at=answer.answered_at)


def paired(verb):
    who, when = f"{verb}_by__isnull", f"{verb}_at__isnull"
    return Q(**{who: True, when: True}) | Q(**{who: False, when: False})


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_former_reports_reviewed")]

    operations = [
        migrations.RemoveConstraint(model_name="challenge", name="challenge_state_known"),
        migrations.RemoveConstraint(model_name="challenge", name="challenge_closed_has_who_and_when"),
        migrations.RemoveField(model_name="challenge", name="state"),
        migrations.RenameField(model_name="challenge", old_name="raised_by", new_name="asked_by"),
        migrations.RenameField(model_name="challenge", old_name="raised_at", new_name="asked_at"),
        migrations.AddField(
            model_name="challenge",
            name="answered_by",
            field=models.ForeignKey("partnership.user", models.PROTECT, blank=True, null=True, related_name="+"),
        ),
        migrations.AddField(
            model_name="challenge", name="answered_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.RunPython(fill_answers),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(name="challenge_answer_paired", condition=paired("answered")),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(name="challenge_closed_paired", condition=paired("closed")),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                name="challenge_closed_after_an_answer",
                condition=Q(closed_at__isnull=True) | Q(answered_at__isnull=False),
            ),
        ),
    ]
