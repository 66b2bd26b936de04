from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_involvement_once_each'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='password_given',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='enrolment',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
    ]
