"""The rule of a repeated task and its periods; the hour of a proposal's deadline."""

from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


AHEAD = {"DAILY": 1, "WEEKLY": 6}


def begin_rules(apps, _schema):
    """The rules that papers gave before: what was asked is their first period."""
    Assignment = apps.get_model("assignments", "Assignment")
    Recurrence = apps.get_model("assignments", "Recurrence")
    Occurrence = apps.get_model("assignments", "Occurrence")
    Part = apps.get_model("assignments", "Part")
    given = Assignment.objects.exclude(rule="").filter(lead__due_on__isnull=False)
    for task in given.select_related("lead"):
        freq = task.rule.upper().removeprefix("FREQ=").split(";")[0]
        due_on = task.lead.original_due_on or task.lead.due_on
        rule = Recurrence.objects.create(
            assignment=task,
            rule=task.rule,
            from_on=min(task.lead.asked_on + timedelta(days=1), due_on),
            ahead_days=AHEAD.get(freq, 20),
            asked_through=due_on,
            set_at=task.confirmed_at,
        )
        first = Occurrence.objects.create(recurrence=rule, falls_on=due_on, asked_at=task.confirmed_at)
        Part.objects.filter(assignment=task).update(occurrence=first)


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0004_tables_filters_batches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='due_time',
            field=models.TimeField(blank=True, null=True, verbose_name='hour'),
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('falls_on', models.DateField()),
                ('asked_at', models.DateTimeField(null=True)),
                ('skipped_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('skipped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='part',
            name='occurrence',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='assignments.occurrence'),
        ),
        migrations.CreateModel(
            name='Recurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=120, verbose_name='repeats')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('ahead_days', models.PositiveSmallIntegerField()),
                ('asked_through', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('set_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recurrences', to='assignments.assignment')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='occurrence',
            name='recurrence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='assignments.recurrence'),
        ),
        migrations.AddConstraint(
            model_name='recurrence',
            constraint=models.UniqueConstraint(fields=('assignment', 'from_on'), name='recurrence_begins_once'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('recurrence', 'falls_on'), name='occurrence_once_a_period'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.CheckConstraint(condition=models.Q(('asked_at__isnull', False), ('skipped_at__isnull', False), _connector='OR'), name='occurrence_asked_or_skipped'),
        ),
        migrations.RunPython(begin_rules, migrations.RunPython.noop),
    ]
