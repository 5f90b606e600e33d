from django.db import migrations, models

KINDS = [
    ("json", "Frozen record (JSON)"),
    ("html", "Web page"),
    ("page", "Web page as one file"),
    ("pdf", "PDF"),
    ("sections", "Web pages by section"),
    ("xlsx", "Workbook of every table (XLSX)"),
    ("zip", "Every table as CSV (ZIP)"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_publishing"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="file_kind_known"),
        migrations.AlterField(
            model_name="storedfile", name="kind", field=models.CharField(choices=KINDS, max_length=20)
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [kind for kind, _ in KINDS])), name="file_kind_known"
            ),
        ),
    ]
