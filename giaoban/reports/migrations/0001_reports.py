

import django.db.models.deletion
import giaoban.foundation.codes
import giaoban.reports.models.vectors
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('duties', '0020_reports'),
        ('files', '0001_initial'),
        ('units', '0003_who_takes_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('applies_from', models.DateField(verbose_name='for periods from')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Regime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('symbol', models.CharField(blank=True, max_length=40, verbose_name='symbol of the form')),
                ('content', models.TextField(verbose_name='content asked')),
                ('basis', models.CharField(max_length=300, verbose_name='legal basis')),
                ('kinds', models.JSONField(blank=True, default=list, verbose_name='who reports: kinds of units')),
                ('ways', models.JSONField(default=list, verbose_name='how it is sent')),
                ('way_words', models.CharField(blank=True, max_length=300, verbose_name='more on sending and receiving')),
                ('frequency', models.CharField(choices=[('day', 'Daily'), ('week', 'Weekly'), ('month', 'Monthly'), ('quarter', 'Quarterly'), ('half', 'Half-yearly'), ('nine', 'Nine months'), ('year', 'Yearly'), ('term', 'Once a term'), ('free', 'When asked')], max_length=8, verbose_name='how often')),
                ('cut_off', models.CharField(choices=[('calendar', 'By the calendar (1st to last day)'), ('decree', 'By Decree 09/2019/NĐ-CP (15th to 14th)')], default='decree', max_length=8, verbose_name='cut-off')),
                ('deadlines', models.JSONField(default=list, verbose_name='deadlines')),
                ('outline', models.TextField(blank=True, verbose_name='outline of the report')),
                ('guide', models.TextField(blank=True, verbose_name='guide to the procedure')),
                ('counts_from', models.CharField(choices=[('submitted', 'As soon as the unit submits them'), ('accepted', 'When the level above has accepted them')], default='accepted', max_length=9, verbose_name='figures count')),
                ('opens_itself', models.BooleanField(default=True, verbose_name='periods open by themselves on the day after the cut-off')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='to')),
                ('made_at', models.DateTimeField()),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.committee', verbose_name='committee')),
                ('groups', models.ManyToManyField(blank=True, related_name='+', to='units.unitgroup', verbose_name='groups of units')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='who receives')),
                ('within', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='who reports: below')),
            ],
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('quarter', 'Quarter'), ('half', 'Half-year'), ('nine', 'Nine months'), ('year', 'Year'), ('term', 'Term'), ('free', 'Other period'), ('plan', 'Targets of a year')], max_length=8, verbose_name='kind')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='cut-off')),
                ('due', models.JSONField(default=dict)),
                ('due_on', models.DateField(null=True, verbose_name='deadline')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('opening', 'Being opened'), ('open', 'Open'), ('closed', 'Closed')], default='planned', max_length=8)),
                ('expected', models.PositiveIntegerField(default=0)),
                ('made', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.formversion')),
                ('regime', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='reports.regime')),
            ],
        ),
        migrations.AddField(
            model_name='formversion',
            name='regime',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.regime'),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('path', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('waiting', 'Not sent'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('accepted', 'Accepted')], default='waiting', max_length=9)),
                ('due_on', models.DateField(null=True)),
                ('sent_on', models.DateField(null=True)),
                ('is_nil', models.BooleanField(default=False)),
                ('above', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('duty', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.duty')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.period')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cells', models.JSONField(default=dict)),
                ('typed', models.JSONField(default=dict)),
                ('words', models.JSONField(default=dict)),
                ('explained', models.JSONField(default=dict)),
                ('stamp', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='reports.report')),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('figures', models.BinaryField()),
                ('words', models.JSONField(default=dict)),
                ('explained', models.JSONField(default=dict)),
                ('is_nil', models.BooleanField(default=False)),
                ('restates', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('sent', 'Awaiting a decision'), ('accepted', 'Accepted'), ('returned', 'Returned'), ('withdrawn', 'Taken back by the unit')], default='sent', max_length=9)),
                ('made_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.formversion')),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='reports.report')),
            ],
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.report')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.revision')),
            ],
        ),
        migrations.AddField(
            model_name='report',
            name='counted',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.revision'),
        ),
        migrations.AddField(
            model_name='report',
            name='latest',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.revision'),
        ),
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sums', giaoban.reports.models.vectors.VectorField()),
                ('counts', giaoban.reports.models.vectors.VectorField()),
                ('below_sums', giaoban.reports.models.vectors.VectorField(null=True)),
                ('below_counts', giaoban.reports.models.vectors.VectorField(null=True)),
                ('expected', models.PositiveIntegerField(default=0)),
                ('reported', models.PositiveIntegerField(default=0)),
                ('nils', models.PositiveIntegerField(default=0)),
                ('above', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.period')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.AddIndex(
            model_name='regime',
            index=models.Index(fields=['committee', 'name'], name='regime_by_committee'),
        ),
        migrations.AddIndex(
            model_name='period',
            index=models.Index(fields=['regime', 'ends_on'], name='period_by_regime'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.UniqueConstraint(fields=('regime', 'kind', 'year', 'number'), name='period_once'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'planned'), ('form__isnull', False), _connector='OR'), name='period_open_has_form'),
        ),
        migrations.AddConstraint(
            model_name='formversion',
            constraint=models.UniqueConstraint(fields=('regime', 'number'), name='form_version_once'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='revision_once'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['period', 'path', 'state', 'due_on', 'sent_on'], name='report_below'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['unit', 'period'], name='report_by_unit'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['period', 'above', 'state'], name='report_above'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('period', 'unit'), name='report_once'),
        ),
        migrations.AddIndex(
            model_name='total',
            index=models.Index(fields=['unit', 'period'], name='total_by_unit'),
        ),
        migrations.AddIndex(
            model_name='total',
            index=models.Index(fields=['period', 'above'], name='total_above'),
        ),
        migrations.AddConstraint(
            model_name='total',
            constraint=models.UniqueConstraint(fields=('period', 'unit'), name='total_once'),
        ),
    ]
