"""Figures frozen for a day; the database itself refuses to change or delete them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SENTENCE = "frozen figures are never changed or deleted"
STAND = {
    "sqlite": [
        f"""CREATE TRIGGER duties_sheet_keeps_{act.lower()} BEFORE {act} ON duties_sheet
            BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""CREATE FUNCTION duties_sheet_keeps() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER duties_sheet_keeps BEFORE UPDATE OR DELETE ON duties_sheet
           FOR EACH ROW EXECUTE FUNCTION duties_sheet_keeps()""",
    ],
}
LEAVE = {
    "sqlite": [f"DROP TRIGGER duties_sheet_keeps_{act}" for act in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER duties_sheet_keeps ON duties_sheet",
        "DROP FUNCTION duties_sheet_keeps()",
    ],
}


def stand(apps, schema_editor):
    for sentence in STAND[schema_editor.connection.vendor]:
        schema_editor.execute(sentence)


def leave(apps, schema_editor):
    for sentence in LEAVE[schema_editor.connection.vendor]:
        schema_editor.execute(sentence)


class Migration(migrations.Migration):

    dependencies = [
        ("duties", "0014_first_deadlines_in_figures"),
        ("units", "0002_field_dates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="as of")),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("form", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.committee"
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "day", "number"), name="sheet_number_once")
                ],
            },
        ),
        migrations.RunPython(stand, leave),
    ]
