"""How deadlines are reckoned, their hour, and changes of the calendar waiting to be confirmed."""

import django.db.models.deletion
import giaoban.foundation.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0011_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='duty',
            name='due_time',
            field=models.TimeField(null=True, verbose_name='hour of the deadline'),
        ),
        migrations.CreateModel(
            name='CalendarChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('act', models.CharField(choices=[('set', 'Enter a day'), ('remove', 'Take a day out'), ('year', 'Confirm a year')], max_length=8)),
                ('facts', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('applied_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='calendar_change_ends_once')],
            },
        ),
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.PositiveSmallIntegerField()),
                ('unit', models.CharField(choices=[('hours', 'hours'), ('working_days', 'working days'), ('days', 'days'), ('weeks', 'weeks'), ('months', 'months')], max_length=12)),
                ('counted_from', models.CharField(choices=[('issue', 'the date of issue'), ('receipt', 'receipt'), ('event', 'another event'), ('period', 'the day of the rule')], max_length=8)),
                ('event', models.CharField(blank=True, max_length=200)),
                ('start_on', models.DateField(null=True)),
                ('start_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('duty', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='limit', to='duties.duty')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('start_on__isnull', True)), models.Q(('due_on__isnull', False), ('start_on__isnull', False)), _connector='OR'), name='limit_reckoned_when_begun')],
            },
        ),
    ]
