
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
            name='PartnerOrganisation',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('team_id', models.UUIDField(unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('takes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('talk', 'Somebody to talk to'), ('safety', 'Feeling safe, or making my home safer'), ('practical', 'Practical help, such as repairs, forms or insurance'), ('money', 'Money and compensation'), ('domestic', 'Abuse by a partner, former partner or family member'), ('sexual', 'A sexual offence, now or in the past'), ('hate', 'Being targeted for who I am'), ('young', 'Help for somebody under 18'), ('court', 'What happens if there is a court case'), ('other', 'Something else, or I do not know yet')], max_length=12), default=list, size=None)),
                ('is_open', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Not sent yet'), ('sent', 'Sent to the partner'), ('chased', 'Sent, and chased'), ('escalated', 'The partner is silent'), ('declined', 'The partner cannot help'), ('accepted', 'Accepted'), ('withdrawn', 'They no longer want it')], default='waiting', max_length=9)),
                ('name', models.CharField(max_length=200)),
                ('safe_contact', models.JSONField(default=dict)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('talk', 'Somebody to talk to'), ('safety', 'Feeling safe, or making my home safer'), ('practical', 'Practical help, such as repairs, forms or insurance'), ('money', 'Money and compensation'), ('domestic', 'Abuse by a partner, former partner or family member'), ('sexual', 'A sexual offence, now or in the past'), ('hate', 'Being targeted for who I am'), ('young', 'Help for somebody under 18'), ('court', 'What happens if there is a court case'), ('other', 'Something else, or I do not know yet')], max_length=12), default=list, size=None)),
                ('words', models.TextField(blank=True)),
                ('due_on', models.DateField()),
                ('consented_at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('chased_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matter')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='victims.partnerorganisation')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralStep',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('matter_id', models.UUIDField()),
                ('action', models.CharField(max_length=10)),
                ('because', models.CharField(blank=True, choices=[('full', 'We have no room for more people now'), ('area', 'They live outside our area'), ('need', 'We do not offer the help that they need'), ('known', 'We cannot help this person, for a reason that we may not give'), ('other', 'Another reason')], max_length=6)),
                ('reason', models.TextField(blank=True)),
                ('by', models.UUIDField()),
                ('at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='victims.partnerorganisation')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='victims.referral')),
            ],
        ),
        migrations.CreateModel(
            name='SupportAnswer',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('consent', models.CharField(choices=[('yes', 'Yes, send my details'), ('later', 'Not now. Ask me again later'), ('no', 'No')], max_length=5)),
                ('how', models.CharField(choices=[('online', 'On the page of their report'), ('telephone', 'By telephone'), ('in_person', 'In person'), ('letter', 'By letter')], max_length=10)),
                ('by', models.UUIDField()),
                ('at', models.DateTimeField(default=bluelamp.core.clock.now)),
                ('client_id', models.UUIDField(default=bluelamp.core.ids.new_id, unique=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matter')),
            ],
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['partner', 'state'], name='victims_referral_inbox'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['state', 'sent_at'], name='victims_referral_silent'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('matter',), name='victims_referral_one_runs'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'withdrawn']), models.Q(('partner__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='victims_referral_sent_somewhere'),
        ),
        migrations.AddIndex(
            model_name='referralstep',
            index=models.Index(fields=['referral', 'at'], name='victims_step_referral'),
        ),
        migrations.AddIndex(
            model_name='supportanswer',
            index=models.Index(fields=['matter', 'at'], name='victims_answer_matter'),
        ),
    ]
