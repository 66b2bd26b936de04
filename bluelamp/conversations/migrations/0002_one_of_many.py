from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='one_of_many',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
