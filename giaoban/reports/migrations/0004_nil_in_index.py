"""Who has sent what is told by one index alone, nil reports among them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0003_consolidated"),
        ("duties", "0021_reports_put_off"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="report", name="report_below"),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["period", "path", "state", "due_on", "sent_on", "is_nil"], name="report_below"
            ),
        ),
    ]
