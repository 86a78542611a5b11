from django.db import migrations, models

import turnabout.applications.sharing
import turnabout.foundation.encryption.fields


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_line_manager_release")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="shown_before",
            field=models.JSONField(default=turnabout.applications.sharing.everything_shown),
        ),
        migrations.AddField(
            model_name="application",
            name="off_limits_topics",
            field=turnabout.foundation.encryption.fields.EncryptedField(blank=True, default=b""),
        ),
    ]
