import django.db.models.deletion
import giaoban.foundation.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0009_dispatches'),
        ('files', '0001_initial'),
        ('reports', '0002_sums_in_place'),
        ('units', '0003_who_takes_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('period', 'Report of one period'), ('midterm', 'Mid-term review'), ('final', 'Final review')], max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('packed', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.period')),
                ('last', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.period')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('regime', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.regime')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Consolidation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('words', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.draft')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.snapshot')),
            ],
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giaoban.foundation.codes.public_code, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.committee', verbose_name='committee')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
        ),
        migrations.CreateModel(
            name='MadeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('docx', 'Word file'), ('pdf', 'PDF')], max_length=4)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('failed', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consolidation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.consolidation')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.template')),
            ],
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(fields=['regime', 'unit', '-made_at'], name='snapshot_by_unit'),
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(fields=['owner', '-made_at'], name='snapshot_by_owner'),
        ),
        migrations.AddConstraint(
            model_name='consolidation',
            constraint=models.UniqueConstraint(fields=('snapshot', 'number'), name='consolidation_once'),
        ),
        migrations.AddIndex(
            model_name='template',
            index=models.Index(fields=['committee', 'owner'], name='template_by_committee'),
        ),
        migrations.AddConstraint(
            model_name='madefile',
            constraint=models.UniqueConstraint(fields=('consolidation', 'template', 'kind'), name='made_file_once'),
        ),
        migrations.AddConstraint(
            model_name='madefile',
            constraint=models.UniqueConstraint(condition=models.Q(('template__isnull', True)), fields=('consolidation', 'kind'), name='made_file_standard'),
        ),
    ]
