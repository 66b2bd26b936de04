from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_wrong_tries'),
    ]

    operations = [
        migrations.AddField(
            model_name='signin',
            name='proved_at',
            field=models.DateTimeField(null=True),
        ),
    ]
