"""The bare page's way in; makes its table and rows when they are not there."""

import os
from datetime import UTC, datetime, timedelta

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
application = get_wsgi_application()

from django.db import connection  # noqa: E402  (Django is ready from here on)

from bench.bare.models import Entry  # noqa: E402

ROWS = 20
if Entry._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    first = datetime(2024, 1, 1, tzinfo=UTC)
    Entry.objects.bulk_create(
        Entry(title=f"Entry {number}", written_at=first + timedelta(hours=number)) for number in range(ROWS)
    )
connection.close()
