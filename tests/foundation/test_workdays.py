from datetime import date

import pytest

from turnabout.foundation.clock.workdays import working_days_from

FRIDAY = date(2023, 12, 22)
HOLIDAYS = {date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1)}


def test_weekends_do_not_count():
    assert working_days_from(FRIDAY, 1) == date(2023, 12, 25)
    assert working_days_from(FRIDAY, 5) == date(2023, 12, 29)
    assert working_days_from(date(2023, 12, 23), 1) == date(2023, 12, 25)


def test_holidays_that_the_caller_names_do_not_count_forwards_or_back():
    assert working_days_from(FRIDAY, 1, HOLIDAYS.__contains__) == date(2023, 12, 27)
    assert working_days_from(FRIDAY, 5, HOLIDAYS.__contains__) == date(2024, 1, 3)
    assert working_days_from(date(2023, 12, 27), -1, HOLIDAYS.__contains__) == FRIDAY


def test_no_working_day_at_all_is_a_mistake():
    with pytest.raises(ValueError, match="1 or more"):
        working_days_from(FRIDAY, 0)
