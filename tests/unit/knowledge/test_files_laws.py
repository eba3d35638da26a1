"""Laws of reading: what was written comes back, and every part has a line that holds it."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from vigie.knowledge.files import TextFile, read_yaml

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)
DATA = st.recursive(
    TEXTS,
    lambda inside: (
        st.lists(inside, min_size=1, max_size=3)
        | st.dictionaries(
            st.from_regex(r"[a-z]{1,6}", fullmatch=True), inside, min_size=1, max_size=3
        )
    ),
    max_leaves=12,
)


@given(DATA)
def test_quoted_data_comes_back_as_written(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10_000)
    file = read_yaml(TextFile("a.yaml", "a.yaml", text.encode()))
    assert file.data == data
    assert file.defects == ()


@given(DATA)
def test_the_line_of_each_text_holds_it(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10_000)
    lines = text.split("\n")
    file = read_yaml(TextFile("a.yaml", "a.yaml", text.encode()))
    for way, line in file.lines.items():
        if way and isinstance(way[-1], str):
            assert f'"{way[-1]}":' in lines[line - 1]
