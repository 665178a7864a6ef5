"""Up to which event in the tree of units the frozen figures were looked through."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("duties", "0015_frozen_figures")]

    operations = [
        migrations.CreateModel(
            name="SheetClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reorganisation", models.BigIntegerField(default=0)),
            ],
        ),
    ]
