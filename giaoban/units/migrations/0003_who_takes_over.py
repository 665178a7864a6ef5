"""Who takes over what units that end held: the one that came out of them first, for events of the past."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE units_reorganisation SET heir_id = (
    SELECT p.unit_id FROM units_reorganisationunit p
    WHERE p.reorganisation_id = units_reorganisation.id AND p.side = 'after' ORDER BY p.id LIMIT 1
) WHERE kind IN ('merge', 'split')
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0002_field_dates")]

    operations = [
        migrations.AddField(
            "reorganisation",
            "heir",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
