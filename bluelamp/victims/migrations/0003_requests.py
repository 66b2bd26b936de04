
import bluelamp.core.clock
import bluelamp.core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_corrections_of_a_matter'),
        ('victims', '0002_appointments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Satisfaction',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('once', models.CharField(max_length=64, unique=True)),
                ('rating', models.CharField(choices=[('very_good', 'Very good'), ('good', 'Good'), ('neither', 'Neither good nor poor'), ('poor', 'Poor'), ('very_poor', 'Very poor')], max_length=9)),
                ('shortfalls', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('slow', 'It took too long'), ('not_told', 'I was not told what was happening'), ('not_heard', 'I was not listened to, or not believed'), ('manner', 'How somebody spoke to me'), ('no_result', 'Nobody was found or dealt with'), ('no_help', 'I did not get help'), ('other', 'Something else')], max_length=9), default=list, size=None)),
                ('confidence', models.CharField(blank=True, choices=[('excellent', 'Excellent'), ('good', 'Good'), ('fair', 'Fair'), ('poor', 'Poor'), ('very_poor', 'Very poor')], max_length=9)),
                ('month', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='VictimRequest',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('statement', 'Victim Personal Statement'), ('review', 'Request for a review'), ('withdrawal', 'Wish to stop')], max_length=10)),
                ('state', models.CharField(choices=[('received', 'Waiting'), ('in_hand', 'Being dealt with'), ('settled', 'Answered')], default='received', max_length=8)),
                ('journey_version', models.CharField(max_length=64)),
                ('answers', models.JSONField()),
                ('flagged', models.BooleanField(default=False)),
                ('not_by', models.UUIDField(null=True)),
                ('owner_id', models.UUIDField(null=True)),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('settled_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('read', 'Read, and kept with the case'), ('stands', 'The decision stands'), ('again', 'We look at the case again'), ('goes_on', 'They wish to go on after all'), ('no_support', 'They do not support it; the investigator decides what follows'), ('pressure', 'They are under pressure, or may be; safeguarding has begun')], max_length=10)),
                ('result', models.TextField(blank=True)),
                ('draft_id', models.UUIDField(unique=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matter')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_on'], name='victims_request_due'), models.Index(fields=['matter'], name='victims_request_matter')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state', 'settled'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'settled'), _negated=True), ('outcome', ''), ('settled_at', None)), _connector='OR'), name='victims_request_settled')],
            },
        ),
    ]
