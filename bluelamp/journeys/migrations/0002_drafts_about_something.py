
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journeys', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='about',
            field=models.CharField(blank=True, db_default='', default='', max_length=100),
        ),
    ]
