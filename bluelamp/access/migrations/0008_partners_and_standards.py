import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_own_passwords'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='user',
            name='access_user_staff_roles',
        ),
        migrations.AlterField(
            model_name='user',
            name='roles',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('call_taker', 'call_taker'), ('dispatcher', 'dispatcher'), ('responder', 'responder'), ('detective', 'detective'), ('exhibits_officer', 'exhibits_officer'), ('rtic_analyst', 'rtic_analyst'), ('analyst', 'analyst'), ('supervisor', 'supervisor'), ('crime_registrar', 'crime_registrar'), ('auditor', 'auditor'), ('administrator', 'administrator'), ('professional_standards', 'professional_standards'), ('support_worker', 'support_worker'), ('citizen', 'citizen'), ('public', 'public'), ('job', 'job')], max_length=32), default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('roles__contained_by', ['administrator', 'analyst', 'auditor', 'call_taker', 'crime_registrar', 'detective', 'dispatcher', 'exhibits_officer', 'professional_standards', 'responder', 'rtic_analyst', 'supervisor', 'support_worker'])), name='access_user_staff_roles'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('roles__overlap', ['support_worker']), _negated=True), ('roles__contained_by', ['support_worker']), _connector='OR'), name='access_user_partner_alone'),
        ),
    ]
