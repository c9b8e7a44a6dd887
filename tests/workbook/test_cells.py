"""Addresses taken apart: of cells, of areas, and of areas on a sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.workbook.cells import (
    COLUMNS,
    ROWS,
    Area,
    area_of,
    cell_at,
    cell_name,
    column_name,
    column_number,
    reference_of,
)

pytestmark = pytest.mark.pure


@given(row=st.integers(0, ROWS - 1), column=st.integers(0, COLUMNS - 1))
def test_a_cell_is_found_under_its_own_name(row: int, column: int) -> None:
    assert cell_at(cell_name(row, column)) == (row, column)
    assert cell_at(Area(row, column, row, column).address) == (row, column)
    assert column_number(column_name(column).lower()) == column


@given(rows=st.tuples(*[st.integers(0, ROWS - 1)] * 2), columns=st.tuples(*[st.integers(0, COLUMNS - 1)] * 2))
def test_an_area_is_found_under_its_own_address(rows: tuple[int, int], columns: tuple[int, int]) -> None:
    area = Area(min(rows), min(columns), max(rows), max(columns))
    assert area_of(area.address) == area_of(area.address.replace("$", "").lower()) == area


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("B7", (6, 1, 6, 1)),
        ("b$7:$D9", (6, 1, 8, 3)),
        ("D9:B7", (6, 1, 8, 3)),
        ("B:D", (0, 1, ROWS - 1, 3)),
        ("$B:$B", (0, 1, ROWS - 1, 1)),
        ("2:5", (1, 0, 4, COLUMNS - 1)),
        ("$5:$2", (1, 0, 4, COLUMNS - 1)),
        ("A1:XFD1048576", (0, 0, ROWS - 1, COLUMNS - 1)),
    ],
)
def test_an_address_may_be_written_in_many_ways(address: str, area: tuple[int, int, int, int]) -> None:
    assert area_of(address) == area


@pytest.mark.parametrize(
    "address",
    [
        *("", ":", "$", "B", "7", "$$B$7", "7B", "B0", "B07", "B-1", " B7", "B7\n", "B٧", "ÀB7"),
        *("B7:", ":B7", "B7:C", "B:7", "B7:9", "B7:C8:D9", "B7,C8", "Blad1!B7", "XFE1", "A1048577", "A:XFE", "AAAA1"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    for read in (cell_at, area_of):
        with pytest.raises(ValueError, match=r"address|beyond"):
            read(address)


def test_an_area_is_no_cell() -> None:
    with pytest.raises(ValueError, match="address"):
        cell_at("A1:B2")


@pytest.mark.parametrize(
    ("reference", "sheet", "area"),
    [
        ("Start!$A$1", "Start", (0, 0, 0, 0)),
        ("'Wat als'!$A$1:$B$2", "Wat als", (0, 0, 1, 1)),
        ("'Zo''n blad!'!b2", "Zo'n blad!", (1, 1, 1, 1)),
        ("Eén_blad!$C:$C", "Eén_blad", (0, 2, ROWS - 1, 2)),
    ],
)
def test_a_reference_is_a_sheet_and_an_area(reference: str, sheet: str, area: tuple[int, int, int, int]) -> None:
    assert reference_of(reference) == (sheet, area)


@pytest.mark.parametrize(
    "reference", ["1", '"groot"', "#REF!", "Start!#REF!", "$A$1", "!$A$1", "''!$A$1", "'a'b'!A1", "A!B!C1", "A!B1,A!B2"]
)
def test_what_is_no_reference_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match=r"reference|address"):
        reference_of(reference)
