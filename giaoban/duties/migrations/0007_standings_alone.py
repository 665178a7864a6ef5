"""A standing says for itself whose it is: the columns, filled from the duties."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE duties_standing SET (committee_id, role, unit_id, field_id, origin_key) = (
    SELECT d.committee_id, d.role, d.unit_id, d.field_id, d.origin_key
    FROM duties_duty d WHERE d.id = duties_standing.duty_id
)
"""


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0006_parts_handed_down"),
        ("units", "0002_field_dates"),
    ]

    operations = [
        migrations.AddField("standing", "committee", key("units.committee")),
        migrations.AddField("standing", "role", models.CharField(default="", max_length=12)),
        migrations.AddField("standing", "unit", key("units.unit")),
        migrations.AddField("standing", "field", key("units.field")),
        migrations.AddField("standing", "origin_key", models.CharField(blank=True, default="", max_length=40)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
