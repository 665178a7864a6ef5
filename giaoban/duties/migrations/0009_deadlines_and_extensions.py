"""Every deadline after the first, requests for later ones; standings know the first deadline."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FILL = """
UPDATE duties_standing SET original_due_on = (
    SELECT d.original_due_on FROM duties_duty d WHERE d.id = duties_standing.duty_id
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0008_standings_answer_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='duty',
            name='accepted_part',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='duty',
            name='times_extended',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='standing',
            name='original_due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='times_extended',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='submission',
            name='accepted_words',
            field=models.TextField(blank=True, verbose_name='what is accepted'),
        ),
        migrations.AddField(
            model_name='submission',
            name='answers',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='submission',
            name='outcome',
            field=models.CharField(blank=True, choices=[('', 'Not yet decided'), ('accepted', 'Accepted'), ('partly', 'Accepted in part'), ('returned', 'Returned'), ('withdrawn', 'Taken back by the unit'), ('stopped', 'Work stopped before a decision')], default='', max_length=10),
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('proposed_on', models.DateField(verbose_name='deadline proposed')),
                ('reason', models.TextField(verbose_name='reason')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Not yet decided'), ('granted', 'Granted'), ('changed', 'Granted with another date'), ('refused', 'Not granted'), ('withdrawn', 'Taken back by the unit'), ('lapsed', 'Work closed before a decision')], default='', max_length=10)),
                ('granted_on', models.DateField(null=True)),
                ('answer', models.TextField(blank=True, verbose_name='reason of the decision')),
                ('decided_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='duties.duty')),
            ],
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('cause', models.CharField(choices=[('extension', 'Extension granted'), ('change', 'Changed by those who asked'), ('rest', 'For the rest after a part was accepted'), ('reopened', 'Work reopened'), ('calendar', 'Working calendar changed')], max_length=10)),
                ('was_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('set_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='number and symbol')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='duties.duty')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('extension', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadline', to='duties.extension')),
            ],
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(fields=('duty', 'number'), name='extension_number_once'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('duty',), name='extension_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_on__gt', models.F('due_on'))), name='extension_later'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('granted_on__isnull', False), ('outcome__in', ['granted', 'changed'])), models.Q(models.Q(('outcome__in', ['granted', 'changed']), _negated=True), ('granted_on__isnull', True)), _connector='OR'), name='extension_granted_has_day'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(fields=('duty', 'number'), name='deadline_number_once'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
