"""Days of places, and years confirmed by a notice."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("workdays", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=200, verbose_name="notice")),
                ("confirmed_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField("calendarday", "place", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("calendarday", "place_name", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("calendarday", "date", models.DateField(verbose_name="day")),
        migrations.AddConstraint(
            "calendarday",
            models.UniqueConstraint(fields=("date", "place"), name="calendar_day_once_a_place"),
        ),
    ]
