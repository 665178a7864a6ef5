"""Standings say how work stood by its first deadline, and when it was asked; the index of figures holds both."""

import giaoban.duties.models.derived
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from giaoban.duties.models.derived import stage_of_columns

FIGURES = ["committee", "role", "until_on", "since_on", "stage", "due_on", "unit", "field", "origin_key", "duty", "place"]


def fill(apps, schema_editor):
    """Write what follows from the rows that are there, in one update."""
    duties = apps.get_model("duties", "duty").objects.filter(pk=OuterRef("duty_id"))
    apps.get_model("duties", "standing").objects.all().update(
        asked_on=Subquery(duties.values("asked_on")[:1]), first_stage=stage_of_columns("original_due_on")
    )


class Migration(migrations.Migration):

    dependencies = [("duties", "0013_stages_and_places_for_figures")]

    operations = [
        migrations.RemoveIndex(model_name="standing", name="standing_figures"),
        migrations.AddField("standing", "asked_on", models.DateField(null=True)),
        migrations.AddField(
            "standing",
            "first_stage",
            giaoban.duties.models.derived.FirstStageField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("standing", "asked_on", models.DateField()),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=[*FIGURES, "first_stage", "original_due_on", "times_extended", "asked_on"],
                name="standing_figures",
            ),
        ),
        migrations.AddConstraint(
            "standing",
            models.CheckConstraint(
                name="standing_first_stage_follows",
                condition=models.Q(first_stage=stage_of_columns("original_due_on")),
            ),
        ),
    ]
