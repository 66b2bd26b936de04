from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0002_given_to_its_owner")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="needs",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
    ]
