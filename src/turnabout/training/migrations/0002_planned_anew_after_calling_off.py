from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="session", name="one_session_per_step"),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=["cohort", "step"],
                condition=models.Q(("status", "cancelled"), _negated=True),
                name="one_session_per_step",
            ),
        ),
    ]
