import codecs
import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.made import shared, sheet, workbook
from turnabout.sheets import workbooks
from turnabout.sheets.faults import Unreadable
from turnabout.sheets.read import read
from turnabout.sheets.table import LONGEST_HEADING, MOST_COLUMNS, MOST_ROWS, letter

PEOPLE = [["Name", "Email"], ["Zoë Ångström", "zoe@example.org"], ["Łucja", "lucja@example.org"]]


def written(rows, encoding="utf-8", separator=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def faults_of(data):
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert all(fault.reason and fault.remedy for fault in caught.value.faults)
    return [(fault.code, fault.row) for fault in caught.value.faults]


def cells(table):
    return [list(table.headings), *(list(row.cells) for row in table.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_reads_the_same(encoding, separator):
    if encoding == "utf-16-be-mark":
        data = codecs.BOM_UTF16_BE + written(PEOPLE, "utf-16-be", separator)
    else:
        data = written(PEOPLE, encoding, separator)
    table = read(data)
    assert cells(table) == PEOPLE
    assert table.separator == separator


def test_windows_1252_reads_its_own_quotation_marks_and_the_euro():
    table = read(written([["Name", "Why"], ["Zoë", "“Because” – €5"]], "cp1252", ";"))
    assert table.rows[0].cells == ("Zoë", "“Because” – €5")
    assert table.encoding == "cp1252"


def test_a_quoted_line_end_is_one_row_as_in_a_spreadsheet_program():
    table = read(written([["Name", "Why"], ["Amara", "First line\nsecond line"], ["Helen", "One"]]))
    assert [(row.number, row.cells[1]) for row in table.rows] == [(2, "First line\nsecond line"), (3, "One")]


def test_a_line_that_tells_excel_the_separator_is_no_heading():
    table = read(b"sep=;\r\nName;Email\r\nAmara;a@example.org\r\n")
    assert table.headings == ("Name", "Email")
    assert table.rows[0].number == 3


def test_commas_in_the_words_do_not_hide_the_semicolons_between_the_cells():
    table = read(b"Name, first and last;Email;Why\nAmara;a@x.org;one, two, three\nHelen;h@x.org;four, five\n")
    assert table.headings == ("Name, first and last", "Email", "Why")


def test_empty_rows_and_columns_at_the_edge_are_left_out():
    table = read(b"Name,Email,,\r\n,,,\r\nAmara,a@example.org,,\r\n\r\n")
    assert cells(table) == [["Name", "Email"], ["Amara", "a@example.org"]]
    assert table.rows[0].number == 3


def test_headings_lose_hard_spaces_and_line_ends_that_forms_put_in_them():
    assert read("Full\u00a0name \n,Email\nA,b\n".replace(" \n,", " ,").encode()).headings == ("Full name", "Email")


text = st.text(st.characters(codec="utf-8", include_characters="\t\r\n", exclude_categories=("Cc", "Cs")), max_size=20)
plain = st.text(st.characters(codec="cp1252", include_characters="\t\r\n", exclude_categories=("Cc",)), max_size=20)
names = st.lists(st.text("abcdefghij XYZ", min_size=1, max_size=8), min_size=2, max_size=6)


@st.composite
def tables(draw, words):
    wanted = draw(names)
    headings = [f"{number} {' '.join(one.split())}".strip() for number, one in enumerate(wanted)]
    row = st.lists(words, min_size=len(headings), max_size=len(headings))
    rows = draw(st.lists(row.filter(lambda cells: cells[0].strip() or len("".join(cells))), min_size=1, max_size=6))
    return [headings, *rows]


@given(
    table=tables(text),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_any_table_written_with_every_cell_quoted_reads_back_the_same(table, encoding, separator):
    assert cells(read(written(table, encoding, separator, csv.QUOTE_ALL))) == table


@given(table=tables(plain), separator=st.sampled_from([",", ";", "\t"]))
def test_any_table_in_windows_1252_reads_back_the_same(table, separator):
    data = written(table, "cp1252", separator, csv.QUOTE_ALL)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert cells(read(data)) == table  # else it is a text that UTF-8 reads as well, and is read so


@given(table=tables(st.text("abc ,;\t\"'\n£é", max_size=12)), separator=st.sampled_from([",", ";", "\t"]))
def test_a_table_written_as_programs_do_reads_back_the_same(table, separator):
    if sum(any(mark in cell for mark in ",;\t") for row in table for cell in row) == 0:
        assert cells(read(written(table, "utf-8", separator))) == table


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(data):
    try:
        table = read(data)
    except Unreadable as refused:
        assert refused.faults
    else:
        assert all(len(row.cells) == len(table.headings) for row in table.rows)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_no_damage_to_a_workbook_breaks_the_reader(damage, at):
    whole = workbook(sheet(PEOPLE))
    spoilt = whole[:at] + damage + whole[at + len(damage) :]
    try:
        read(spoilt)
    except Unreadable as refused:
        assert refused.faults


def test_a_workbook_reads_like_a_csv_file():
    table = read(workbook(sheet(PEOPLE)))
    assert cells(table) == PEOPLE
    assert (table.kind, table.rows[0].number) == ("xlsx", 2)


def test_numbers_truths_and_instants_of_a_workbook_become_words():
    table = read(workbook(sheet([["a", "b", "c", "d"], [12, 1.5, True, ("day", 45328.604166666664)]])))
    assert table.rows[0].cells == ("12", "1.5", "yes", "2024-02-06 14:30")


def test_empty_sheets_of_a_workbook_do_not_count_and_two_full_ones_are_refused():
    assert cells(read(workbook(sheet(PEOPLE), sheet([])))) == PEOPLE
    assert faults_of(workbook(sheet(PEOPLE), sheet(PEOPLE))) == [("sheets", 0)]
    assert faults_of(workbook(sheet([]))) == [("no_sheet", 0)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n \r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"Name,Email\r\n", "no_rows"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 30, "program"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "program"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"%PDF-1.7\n%\xe2\xe3", "other_kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "other_kind"),
        (b"\x1f\x8b\x08\x00" + bytes(40), "other_kind"),
        (b"<!DOCTYPE html><html></html>", "other_kind"),
        (bytes(range(1, 32)) * 20, "other_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"Name,Email\nAm\0ara,a@example.org\n", "nul"),
        ("Name,Email\nA,b\n".encode("utf-16-le"), "nul"),
        (b'Name,Email\n"Amara,a@example.org\n', "quote"),
        (b"Name\n\x81\n", "encoding"),
        (b"Name;" * 60_000 + b"x" * (10 * 1024 * 1024), "too_big"),
        (b"PK\x03\x04 and then nothing of the kind", "broken"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason_and_what_to_do(data, code):
    assert faults_of(data)[0][0] == code


def test_the_row_of_a_nul_is_told():
    assert faults_of(b"Name,Email\nA,b\nAm\0ara,c\n") == [("nul", 3)]


def test_every_ragged_row_is_told_and_not_only_the_first():
    assert faults_of(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n") == [("ragged", 3), ("ragged", 4)]


def test_headings_that_stand_twice_or_are_missing_are_told_by_their_column():
    with pytest.raises(Unreadable) as caught:
        read("Work email,Name,\uff37ORK  email,\n1,2,3,4\n".encode())
    assert [(one.code, one.values["column"]) for one in caught.value.faults] == [
        ("same_heading", "C"),
        ("no_heading", "D"),
    ]


def test_too_many_rows_columns_and_characters_are_told():
    assert faults_of(b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1)) == [("rows", MOST_ROWS + 2)]
    assert read(b"a,b\n" + b"1,2\n" * MOST_ROWS).rows[-1].number == MOST_ROWS + 1
    wide = ",".join(f"h{n}" for n in range(MOST_COLUMNS + 1))
    assert faults_of(f"{wide}\n{wide}\n".encode()) == [("columns", 1)]
    assert faults_of(b"a,b\n1," + b"x" * 40_000 + b"\n") == [("long_cell", 2)]
    assert faults_of(b"a,b\n1," + b"x" * 900_000 + b"\n") == [("long_cell", 2)]


def test_a_heading_that_is_no_heading_is_told_by_its_column():
    assert faults_of(b"a," + b"x" * (LONGEST_HEADING + 1) + b"\n1,2\n") == [("long_heading", 0)]
    assert read(b"a," + b"x" * LONGEST_HEADING + b"\n1,2\n").rows[0].cells == ("1", "2")


def test_columns_are_named_as_a_spreadsheet_program_names_them():
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# The planted crimes in a zip.


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    tracemalloc.start()
    bomb = workbook(sheet(PEOPLE), more={"xl/media/image1.bin": b"\0" * (workbooks.MOST_UNPACKED + 1)})
    assert len(bomb) < 200_000
    tracemalloc.reset_peak()
    assert faults_of(bomb) == [("bomb", 0)]
    assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    tracemalloc.stop()


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_it_is_unpacked():
    bomb = bytearray(workbook(sheet(PEOPLE), more={"xl/media/image1.bin": b"\0" * (workbooks.MOST_UNPACKED + 1)}))
    size = (workbooks.MOST_UNPACKED + 1).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    assert faults_of(bytes(bomb))[0][0] in ("bomb", "broken")


@pytest.mark.parametrize(
    ("planted", "code"),
    [
        ('<row r="2"><c r="XFD2"><v>1</v></c></row>', "columns"),
        ("<row r=\"2\"><c r = 'XFD2'><v>1</v></c></row>", "columns"),
        ('<row r="1048576"><c><v>1</v></c></row>', "rows"),
        ('<row r="2"><c r="A1048576"><v>1</v></c></row>', "rows"),
        ('<row r="99999999999999999999"><c><v>1</v></c></row>', "rows"),
        ("<row>" + "<c/>" * (workbooks.MOST_CELLS + 1) + "</row>", "bomb"),
    ],
)
def test_one_cell_far_away_reserves_no_memory(planted, code):
    hidden = sheet(PEOPLE).replace("</sheetData>", f"{planted}</sheetData>")
    assert faults_of(workbook(hidden)) == [(code, 0)]


REFERS = '<c r="A{n}" t="s"><v>{text}</v></c>'


@pytest.mark.parametrize(
    "refers",
    [
        REFERS,
        "<c r='A{n}' t = 's' ><v> {text} </v></c>",
        '<c r="A{n}" t="s"><v>{text}</v><v>{text}</v></c>',
        '<c r="A{n}" t="s"><!-- --><v>{text}</v></c>',
    ],
)
def test_one_long_text_in_many_cells_is_refused_before_it_is_copied(refers):
    long = "x" * 30_000
    rows = "".join(f'<row r="{n}">{refers.format(n=n, text=1)}</row>' for n in range(4, 3_000))
    hidden = sheet(PEOPLE).replace("</sheetData>", f"{rows}</sheetData>")
    bomb = workbook(hidden, more={"xl/sharedStrings.xml": shared(["short", long])})
    assert len(bomb) < 100_000
    tracemalloc.start()
    with pytest.raises(Unreadable) as caught:
        workbooks.inspect(bomb)
    assert caught.value.faults[0].code == "bomb"
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()


def test_texts_that_many_cells_share_are_read_as_long_as_they_come_to_little():
    rows = "".join(f'<row r="{n}">{REFERS.format(n=n, text=int(n > 4))}</row>' for n in range(4, 3_000))
    whole = sheet(PEOPLE).replace("</sheetData>", f"{rows}</sheetData>")
    found = read(workbook(whole, more={"xl/sharedStrings.xml": shared(["x" * 30_000, "short"])}))
    assert (len(found.rows[2].cells[0]), found.rows[3].cells[0]) == (30_000, "short")


@pytest.mark.parametrize("part", ["<sst><si><t>a</t>", "<sst><si><si><t>a</t></si></si></sst>"])
def test_shared_texts_that_are_not_well_written_are_refused(part):
    assert faults_of(workbook(sheet(PEOPLE), more={"xl/sharedStrings.xml": part})) == [("broken", 0)]


CORNERS = '<row r="1"><c r="A1"/></row><row r="20000"><c r="GR20000"/></row>'


def test_many_sheets_with_far_corners_are_refused_together():
    corners = sheet([]).replace("</sheetData>", f"{CORNERS}</sheetData>")
    with pytest.raises(Unreadable) as caught:
        workbooks.inspect(workbook(*[corners] * 5))
    assert [one.code for one in caught.value.faults] == ["rows"]


def test_reading_stops_at_the_second_sheet_that_holds_something():
    with pytest.raises(Unreadable) as caught:
        read(workbook(*[sheet(PEOPLE)] * 4))
    assert caught.value.faults[0].values == {"names": "“Sheet1”, “Sheet2”"}


def test_a_part_in_another_alphabet_or_with_entities_hides_nothing():
    assert faults_of(workbook(sheet(PEOPLE), more={"xl/x.xml": sheet(PEOPLE).encode("utf-16")})) == [("broken", 0)]
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert faults_of(workbook(sheet(PEOPLE), more={"xl/x.xml": laughs})) == [("broken", 0)]


def test_a_zip_that_is_no_workbook_and_a_workbook_of_another_kind_are_refused():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("setup.exe", b"MZ")
    assert faults_of(out.getvalue()) == [("other_kind", 0)]
    assert faults_of(workbook(sheet(PEOPLE), more={"xl/workbook.bin": b"x"})) == [("other_kind", 0)]
