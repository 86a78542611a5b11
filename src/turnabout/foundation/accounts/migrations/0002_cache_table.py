from django.core.management import call_command
from django.db import migrations


def make(apps, editor):
    """The table that sign-in's rate limits are counted in, shared by every process; none is made for another cache."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
