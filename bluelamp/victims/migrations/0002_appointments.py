
import bluelamp.core.clock
import bluelamp.core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_corrections_of_a_matter'),
        ('victims', '0001_referrals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('call', 'Telephone call'), ('station', 'At a police station'), ('visit', 'Visit by an officer')], max_length=8)),
                ('about', models.CharField(choices=[('talk', 'To talk about the report'), ('statement', 'To make a statement with a trained officer'), ('support', 'To talk about support or safety'), ('resolution', 'To settle what was reported')], default='talk', max_length=10)),
                ('state', models.CharField(choices=[('booked', 'Booked'), ('kept', 'It took place'), ('missed', 'It did not take place'), ('cancelled', 'Cancelled')], default='booked', max_length=9)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('lane', models.PositiveSmallIntegerField()),
                ('safe_contact', models.JSONField(default=dict)),
                ('words', models.TextField(blank=True)),
                ('result', models.TextField(blank=True)),
                ('owner_id', models.UUIDField(null=True)),
                ('by', models.UUIDField()),
                ('booked_at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('client_id', models.UUIDField(default=bluelamp.core.ids.new_id, unique=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matter')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'starts_at'], name='victims_appointment_due'), models.Index(fields=['matter'], name='victims_appointment_matter')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('kind', 'starts_at', 'lane'), name='victims_appointment_one_each'), models.CheckConstraint(condition=models.Q(('starts_at__lt', models.F('ends_at'))), name='victims_appointment_forwards')],
            },
        ),
    ]
