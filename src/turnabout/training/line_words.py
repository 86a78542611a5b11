"""Where somebody stands in a line, in words."""

from django.utils.translation import gettext as _

TEENS = range(11, 14)


def in_line(place: int) -> str:
    """ "You are 2nd in line"."""
    return _("You are %(place)s in line") % {"place": ordinal(place)}


def ordinal(number: int) -> str:
    """ "1st", "2nd", "11th"."""
    ends = {1: _("st"), 2: _("nd"), 3: _("rd")}
    end = _("th") if number % 100 in TEENS else ends.get(number % 10, _("th"))
    return f"{number}{end}"
