from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0002_handed_to_nobody'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='one_of_many',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
