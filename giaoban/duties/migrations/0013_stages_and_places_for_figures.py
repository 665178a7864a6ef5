"""Columns that follow from the facts, and days of standings: indexes of narrow columns for figures and lists."""

import datetime
import django.db.models.expressions
import giaoban.duties.models.derived
from django.db import migrations, models
from django.db.models.expressions import RawSQL

from giaoban.duties.models.derived import place_of_columns, stage_of_columns


def fill(apps, schema_editor):
    """Write what follows from the rows that are there; the days are those of Viet Nam's one time."""
    days = {
        "sqlite": "date({0}, '+7 hours')",
        "postgresql": "({0} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
    }[schema_editor.connection.vendor]
    moments = {f"{name}_on": RawSQL(days.format(name), []) for name in ("since", "until")}
    # One update a row: PostgreSQL alters no table whose rows were written twice in one transaction.
    for name, further in (("duty", {}), ("standing", moments)):
        rows = apps.get_model("duties", name).objects.all()
        rows.update(stage=stage_of_columns(), place=place_of_columns(), **further)


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0012_limits_and_calendar_changes'),
        ('units', '0002_field_dates'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_by_unit',
        ),
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_by_field',
        ),
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_by_origin',
        ),
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_board',
        ),
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_words',
        ),
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_figures',
        ),
        migrations.AddField(
            model_name='duty',
            name='place',
            field=giaoban.duties.models.derived.PlaceField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='duty',
            name='stage',
            field=giaoban.duties.models.derived.StageField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standing',
            name='place',
            field=giaoban.duties.models.derived.PlaceField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standing',
            name='since_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='stage',
            field=giaoban.duties.models.derived.StageField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standing',
            name='until_on',
            field=models.DateField(default=datetime.date(9999, 12, 31)),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("standing", "since_on", models.DateField()),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'place', 'id'], name='duty_list'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'search_key', 'place', 'due_on', 'asked_on'], name='duty_words'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'stage', 'due_on', 'unit', 'field', 'origin_key'], name='duty_figures'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'unit', 'stage', 'due_on', 'field', 'origin_key'], name='duty_by_unit'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'field', 'stage', 'due_on', 'state', 'submitted_on'], name='duty_by_field'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['committee', 'role', 'origin_key', 'stage', 'due_on'], name='duty_by_origin'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['committee', 'role', 'until_on', 'since_on', 'stage', 'due_on', 'unit', 'field', 'origin_key', 'duty', 'place'], name='standing_figures'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('stage', models.Case(models.When(state='stopped', then=models.Value(4)), models.When(state='accepted', submitted_on__gt=models.F('due_on'), then=models.Value(3)), models.When(state='accepted', then=models.Value(2)), models.When(state='submitted', then=models.Value(1)), default=models.Value(0), output_field=models.SmallIntegerField()))), name='duty_stage_follows'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('place', models.Case(models.When(models.Q(('state__in', ['accepted', 'stopped']), ('due_on__isnull', True)), then=models.Value(1000000)), models.When(models.Q(('state__in', ['accepted', 'stopped'])), then=models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.Value(600000), '-', giaoban.duties.models.derived.Days(models.F('due_on'))), output_field=models.IntegerField())), models.When(due_on__isnull=True, then=models.Value(200000)), default=giaoban.duties.models.derived.Days(models.F('due_on')), output_field=models.IntegerField()))), name='duty_place_follows'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('stage', models.Case(models.When(state='stopped', then=models.Value(4)), models.When(state='accepted', submitted_on__gt=models.F('due_on'), then=models.Value(3)), models.When(state='accepted', then=models.Value(2)), models.When(state='submitted', then=models.Value(1)), default=models.Value(0), output_field=models.SmallIntegerField()))), name='standing_stage_follows'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('place', models.Case(models.When(models.Q(('state__in', ['accepted', 'stopped']), ('due_on__isnull', True)), then=models.Value(1000000)), models.When(models.Q(('state__in', ['accepted', 'stopped'])), then=models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.Value(600000), '-', giaoban.duties.models.derived.Days(models.F('due_on'))), output_field=models.IntegerField())), models.When(due_on__isnull=True, then=models.Value(200000)), default=giaoban.duties.models.derived.Days(models.F('due_on')), output_field=models.IntegerField()))), name='standing_place_follows'),
        ),
    ]
