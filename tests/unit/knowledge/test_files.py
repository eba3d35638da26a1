"""Curated files as text: every value a string, every part with its line."""

from vigie.knowledge.files import TextFile, read_csv, read_yaml


def text_file(text: str, name: str = "a.yaml") -> TextFile:
    return TextFile(name, name, text.encode())


def test_yaml_values_stay_the_words_that_were_written() -> None:
    file = read_yaml(text_file("country: NO\nphase: 1\nday: 2025-05-17\nshare: 1e3\nyes: on\n"))
    assert file.data == {
        "country": "NO", "phase": "1", "day": "2025-05-17", "share": "1e3", "yes": "on",
    }  # fmt: skip


def test_each_part_of_a_yaml_file_has_its_line() -> None:
    file = read_yaml(
        text_file("forms:\n  - id: dm\n    names:\n      fr: dermatomyosite\n  - id: pm\n")
    )
    assert file.line(("forms", 0, "names", "fr")) == 4
    assert file.line(("forms", 1)) == 5
    assert file.line(("forms", 1, "reference")) == 5, "the nearest part around what is missing"


def test_a_key_written_twice_is_a_defect_with_its_line() -> None:
    (defect,) = read_yaml(text_file("id: dm\nname: x\nid: pm\n")).defects
    assert str(defect) == "a.yaml:3: 'id' is written twice in the same place. Keep one of the two."


def test_a_key_without_value_is_a_defect_but_an_empty_text_is_a_value() -> None:
    file = read_yaml(text_file("note:\nother: ''\nthird: null\n"))
    assert [defect.line for defect in file.defects] == [1, 3]
    assert file.data["other"] == ""


def test_text_that_is_not_yaml_is_a_defect_with_its_line() -> None:
    (defect,) = read_yaml(text_file("a: 1\nb: c: d\n")).defects
    assert defect.line == 2
    assert "not YAML" in defect.what


def test_bytes_that_are_not_utf8_are_a_defect_with_their_line() -> None:
    file = TextFile("a.yaml", "a.yaml", b"a: 1\nb: \xe9\n")
    (defect,) = read_yaml(file).defects
    assert (defect.line, defect.do) == (2, "Save the file as UTF-8.")


def test_an_empty_yaml_file_holds_nothing() -> None:
    assert read_yaml(text_file("# only a comment\n")).data is None


def test_csv_rows_keep_the_line_they_start_on_and_drop_empty_cells() -> None:
    text = 'term,note\nBIRD,"two\nlines"\nMAIA,\n'
    file = read_csv(text_file(text, "a.csv"), ("term", "note"))
    assert [(row.line, dict(row.cells)) for row in file.rows] == [
        (2, {"term": "BIRD", "note": "two\nlines"}),
        (4, {"term": "MAIA"}),
    ]


def test_a_csv_header_with_a_slip_is_a_defect() -> None:
    (defect,) = read_csv(text_file("term,notes\n", "a.csv"), ("term", "note")).defects
    assert defect.what == "The header is 'term,notes'."
    assert defect.do == "Write the columns term,note."


def test_a_csv_row_with_a_cell_too_many_is_a_defect_and_the_others_are_read() -> None:
    file = read_csv(text_file("term,note\na,b,c\nd,e\n", "a.csv"), ("term", "note"))
    assert [row.line for row in file.rows] == [3]
    assert file.defects[0].line == 2
    assert "3 cells" in file.defects[0].what


def test_a_quote_left_open_is_a_defect() -> None:
    (defect,) = read_csv(text_file('term,note\n"a,b\n', "a.csv"), ("term", "note")).defects
    assert "not CSV" in defect.what
