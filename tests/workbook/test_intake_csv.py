"""CSV files: whatever their delimiter, and which line it is that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.workbook import errors
from arena.workbook.actor_table import NoTable
from arena.workbook.intake.book import RawBook
from arena.workbook.intake.reading import read_cells
from arena.workbook.reading import interpret

pytestmark = pytest.mark.file


class TestCsv:
    def read(self, tmp_path: Path, content: str | bytes) -> RawBook:
        path = tmp_path / "Actoren.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_cells(path)

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    @pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
    def test_a_list_of_actors_is_read_whatever_its_delimiter(
        self, tmp_path: Path, mark: bytes, delimiter: str, line: str
    ) -> None:
        text = line.join(delimiter.join(fields) for fields in (["Actoren", "Belangrijkheid"], ["Café ’t Hoekje", "4"]))
        book = self.read(tmp_path, mark + text.encode())
        assert (book.kind, book.sheets[0].name) == ("csv", "Actoren")
        assert book.sheets[0].cells == {
            (1, 1): "Actoren",
            (1, 2): "Belangrijkheid",
            (2, 1): "Café ’t Hoekje",
            (2, 2): 4,
        }

    def test_a_quoted_field_may_hold_line_breaks_and_delimiters(self, tmp_path: Path) -> None:
        book = self.read(tmp_path, 'Actoren;"Machts-,\nen, hulpbronnen"\n"zei ""ja""";a\n')
        assert book.sheets[0].cells == {
            (1, 1): "Actoren", (1, 2): "Machts-,\nen, hulpbronnen", (2, 1): 'zei "ja"', (2, 2): "a",
        }  # fmt: skip

    def test_only_what_is_nothing_but_a_whole_number_becomes_one(self, tmp_path: Path) -> None:
        fields = ["3", "-2", "007", " 3", "3.000", "3,5", "1e3", "=1+1", "١", "1234567890123456", "0"]
        cells = self.read(tmp_path, ";".join(fields)).sheets[0].cells
        assert list(cells.values()) == [3, -2, *fields[2:10], 0]

    @pytest.mark.parametrize("written", ["4,0", "4.0", "4,00", "4.00"])
    def test_a_level_in_a_column_that_shows_decimals_is_that_level(self, tmp_path: Path, written: str) -> None:
        assert self.read(tmp_path, f"Actoren;Belangrijkheid\nBib;{written}\n").sheets[0].cells[2, 2] == 4

    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
    @pytest.mark.parametrize("told", ["sep={}", "SEP={}", '"sep={}"'])
    def test_a_first_line_that_tells_the_delimiter_is_obeyed_and_not_counted(
        self, tmp_path: Path, told: str, delimiter: str
    ) -> None:
        lines = [told.format(delimiter), delimiter.join(("Actoren", "Belangrijkheid")), delimiter.join(("Bib", "4"))]
        assert self.read(tmp_path, "\r\n".join(lines)).sheets[0].cells == {
            (1, 1): "Actoren", (1, 2): "Belangrijkheid", (2, 1): "Bib", (2, 2): 4,
        }  # fmt: skip

    def test_a_line_that_cannot_be_read_is_named_as_an_editor_counts_it(self, tmp_path: Path) -> None:
        with pytest.raises(errors.MalformedLine) as caught:
            self.read(tmp_path, 'sep=|\nActoren|Belangrijkheid\n"Bib"je|4')
        assert caught.value.data["reason"] == "3"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_letters_are_read_in_the_encoding_that_the_file_tells(self, tmp_path: Path, encoding: str) -> None:
        mark = "\ufeff" if encoding.endswith(("-le", "-be")) else ""
        book = self.read(tmp_path, f"{mark}Actoren\tBelangrijkheid\nÉcole ’t Łan\t4\n".encode(encoding))
        assert (book.sheets[0].cells[2, 1], book.letters_guessed) == ("École ’t Łan", False)

    def test_letters_of_no_known_encoding_are_read_as_windows_has_them_here(self, tmp_path: Path) -> None:
        book = self.read(tmp_path, "Actoren;Belangrijkheid\nÉcole ’t €;4\n".encode("cp1252"))
        assert (book.sheets[0].cells[2, 1], book.letters_guessed) == ("École ’t €", True)

    @pytest.mark.parametrize(
        "text",
        [
            '"Organisatie","Belangrijkheid"\n"School, de","4"\n',
            '"Actoren","Belangrijkheit"\n"Bib","4"\n',
            '"Naam"\t"Cijfer"\n"Bib"\t"4"\n',
            'Naam;Cijfer\n"Bib; de";4\n',
        ],
    )
    def test_quotes_are_not_to_blame_where_no_headings_are_known(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(NoTable):
            interpret(read_cells(path), "lijst.csv")

    def test_blank_lines_count_as_rows_and_empty_fields_are_absent(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, "\n\na;;b\n").sheets[0].cells == {(3, 1): "a", (3, 3): "b"}

    @pytest.mark.parametrize("title", ["Arena, Gent, 2024, juni", "a;b;c;d;e", "\t\t\t\t", '"Actoren, wie?"', ""])
    def test_the_delimiter_is_that_of_the_line_of_headings(self, tmp_path: Path, title: str) -> None:
        for delimiter in ";,\t":
            lines = [title, delimiter.join(("Actoren", "Vervangbaarheid")), delimiter.join(("OCMW", "klein"))]
            cells = self.read(tmp_path, "\n".join(lines)).sheets[0].cells
            below = {place: value for place, value in cells.items() if place[0] > 1}
            assert below == {(2, 1): "Actoren", (2, 2): "Vervangbaarheid", (3, 1): "OCMW", (3, 2): "klein"}

    @pytest.mark.parametrize(
        ("lines", "number"),
        [
            (["Actoren;Belangrijkheid", '"Bib"je;4'], 2),
            (["Actoren;Belangrijkheid", "", "Bib;4", '"niet dicht;3', "School;2"], 4),
            (["Actoren;Belangrijkheid", '"twee\nregels";4', f"{'x' * 40_000};4"], 4),
        ],
        ids=["stray quote", "quote that does not close", "too long, below a text of two lines"],
    )
    def test_a_line_that_cannot_be_taken_apart_is_named(self, tmp_path: Path, lines: list[str], number: int) -> None:
        with pytest.raises(errors.MalformedLine) as caught:
            self.read(tmp_path, "\n".join(lines))
        assert f"Regel {number} van ‘Actoren.csv’" in caught.value.sentence("nl")
        assert "beschadigd" not in caught.value.sentence("nl")
