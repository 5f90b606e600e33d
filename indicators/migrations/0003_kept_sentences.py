"""Requests to keep a sentence that tells a number which a table hides."""

from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._columns import key
from review.migrations._reviewed import proposal_fields, reviewed_constraints


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_triggers"), ("review", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="KeptSentence",
            fields={
                "id": key(),
                **proposal_fields(),
                "sentence": models.TextField(),
                "plain": models.TextField(editable=False),
                "keys": models.JSONField(editable=False),
                "reason": models.TextField(),
            }.items(),
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    *reviewed_constraints("keptsentence"),
                    models.CheckConstraint(name="kept_sentence_has_sentence", condition=~Q(sentence="")),
                    models.CheckConstraint(name="kept_sentence_has_reason", condition=~Q(reason="")),
                ],
            },
        ),
    ]
