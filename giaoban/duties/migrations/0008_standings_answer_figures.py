"""Whose a standing is must be said; an index then answers the figures of any past day."""

import django.db.models.deletion
from django.db import migrations, models


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [("duties", "0007_standings_alone")]

    operations = [
        migrations.AlterField("standing", "committee", key("units.committee")),
        migrations.AlterField("standing", "unit", key("units.unit")),
        migrations.AlterField(
            model_name='standing',
            name='origin_key',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='standing',
            name='role',
            field=models.CharField(choices=[('lead', 'Lead'), ('handed_down', 'Part handed down'), ('coordinating', 'Coordinating'), ('informed', 'Informed')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['committee', 'role', 'until', 'since', 'state', 'due_on', 'submitted_on', 'unit', 'field', 'origin_key', 'duty'], name='standing_figures'),
        ),
    ]
