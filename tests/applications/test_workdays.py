from datetime import date

import pytest

from turnabout.applications.workdays import working_days_after

FRIDAY = date(2023, 12, 22)


def test_weekends_do_not_count():
    assert working_days_after(FRIDAY, 1) == date(2023, 12, 25)
    assert working_days_after(FRIDAY, 5) == date(2023, 12, 29)
    assert working_days_after(date(2023, 12, 23), 1) == date(2023, 12, 25)


def test_holidays_that_the_caller_names_do_not_count():
    holidays = {date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1)}
    assert working_days_after(FRIDAY, 1, holidays) == date(2023, 12, 27)
    assert working_days_after(FRIDAY, 5, holidays) == date(2024, 1, 3)


def test_a_number_below_one_is_a_mistake():
    with pytest.raises(ValueError, match="1 or more"):
        working_days_after(FRIDAY, 0)
