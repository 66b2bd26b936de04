
import bluelamp.core.clock
import bluelamp.core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0005_corrections_of_a_matter'),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('state', models.CharField(choices=[('received', 'We have it'), ('acknowledged', 'Somebody looks into it'), ('recorded', 'Recorded, and being looked into'), ('decided', 'Decided')], default='received', max_length=12)),
                ('journey_version', models.CharField(max_length=64)),
                ('answers', models.JSONField()),
                ('about', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('owner_id', models.UUIDField(null=True)),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, choices=[('acceptable', 'The service was acceptable'), ('not_acceptable', 'The service was not acceptable'), ('not_determined', 'We could not determine whether the service was acceptable'), ('case_to_answer', 'There is a case to answer for misconduct')], max_length=14)),
                ('result', models.TextField(blank=True)),
                ('draft_id', models.UUIDField(unique=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matter')),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_label', models.CharField(max_length=60)),
                ('target_id', models.UUIDField()),
                ('at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='complaints.complaint')),
            ],
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['state', 'due_on'], name='complaints_due'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['matter'], name='complaints_matter'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state', 'decided'), models.Q(('finding', ''), _negated=True)), models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_at', None), ('finding', '')), _connector='OR'), name='complaints_decided'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('complaint', 'target_label', 'target_id'), name='complaints_evidence_once'),
        ),
    ]
