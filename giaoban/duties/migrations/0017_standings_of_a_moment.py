"""An index of narrow columns answers counts of a moment in the middle of a day too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0016_sheet_clock")]

    operations = [
        migrations.RemoveIndex(model_name="standing", name="standing_of_duty"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["duty", "until", "since", "stage", "due_on", "state", "submitted_on", "unit"],
                name="standing_of_duty",
            ),
        ),
    ]
