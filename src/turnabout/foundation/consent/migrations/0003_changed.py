from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_changed")]

    operations = [
        migrations.AlterField(
            model_name="consentevent",
            name="kind",
            field=models.CharField(
                choices=[("given", "given"), ("changed", "changed"), ("withdrawn", "taken back")], max_length=10
            ),
        ),
    ]
