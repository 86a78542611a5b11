"""What is wrong with a file, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.sheets.faults import WORDS, Fault


def told(fault: Fault) -> str:
    """One fault as sentences: its row, what is wrong, and what to do."""
    reason, remedy = WORDS[fault.code]
    values = {
        name: _(value) if isinstance(value, str) and name == "kind" else value for name, value in fault.values.items()
    }
    said = f"{_(reason) % values} {_(remedy) % values}"
    return _("Row %(row)d: %(said)s") % {"row": fault.row, "said": said} if fault.row else said
