import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.sheets.write import STARTS_A_FORMULA, csv_text, safe


@pytest.mark.parametrize(
    "crime", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\0=cmd|' /C calc'!A0"]
)
def test_a_planted_formula_is_made_text(crime: str) -> None:
    assert safe(crime).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert safe(-3) == "-3"
    assert safe(4.5) == "4.5"


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_written_table_starts_a_formula(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(["one", "two"], rows), newline="")))
    assert len(read) == len(rows) + 1
    assert not [cell for row in read for cell in row if cell.startswith(STARTS_A_FORMULA)]
